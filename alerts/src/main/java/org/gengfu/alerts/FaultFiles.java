package org.gengfu.alerts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Faults and groups on disk, one file each, named by what they are about. */
final class FaultFiles {
  private static final Logger LOG = LoggerFactory.getLogger(FaultFiles.class);
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();
  private static final String FAULT = "fault-";
  private static final String GROUP = "group-";
  private static final String SUFFIX = ".json";
  private final Path directory;

  FaultFiles(Path directory) throws IOException {
    this.directory = directory;
    DurableFiles.createDirectories(directory);
  }

  /** Reads what an earlier run has left. A file that can't be read is logged and left alone. */
  void load(Consumer<FaultEntry> entries, Consumer<FaultGroup> groups) throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(directory)) {
      files = listed.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (!name.endsWith(SUFFIX)) {
        Files.delete(file); // Cut off in the middle of a write: never acknowledged.
      } else if (name.startsWith(FAULT)) {
        read(file, FaultEntry.class, entries);
      } else if (name.startsWith(GROUP)) {
        read(file, FaultGroup.class, groups);
      }
    }
  }

  private static <T> void read(Path file, Class<T> type, Consumer<T> taker) {
    try {
      taker.accept(MAPPER.readValue(Files.readAllBytes(file), type));
    } catch (IOException e) {
      LOG.warn("{} is no fault that can be read and is passed over: {}", file, e.getMessage());
    }
  }

  void write(FaultEntry entry) {
    write(file(entry.key()), entry);
  }

  void write(FaultGroup group) {
    write(file(group), group);
  }

  private static void write(Path file, Object content) {
    try {
      DurableFiles.write(file, MAPPER.writeValueAsBytes(content));
    } catch (IOException e) {
      throw new UncheckedIOException("a fault can't be kept in " + file, e);
    }
  }

  void delete(FaultEntry entry) {
    delete(file(entry.key()));
  }

  void delete(FaultGroup group) {
    delete(file(group));
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Subjects are free text (directories, broker addresses): their name on disk is a hash. */
  private Path file(FaultEntry.Key key) {
    String name =
        UUID.nameUUIDFromBytes(
                (key.kind().code() + "/" + key.subject()).getBytes(StandardCharsets.UTF_8))
            .toString();
    return directory.resolve(FAULT + name + SUFFIX);
  }

  private Path file(FaultGroup group) {
    return directory.resolve(GROUP + group.id() + SUFFIX);
  }
}
