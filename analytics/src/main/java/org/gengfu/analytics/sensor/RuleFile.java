package org.gengfu.analytics.sensor;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One small JSON file that is always whole: written beside, forced to disk, then renamed.
 *
 * @param <T> the content
 */
final class RuleFile<T> {
  private static final Logger LOG = LoggerFactory.getLogger(RuleFile.class);
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private final Path file;
  private final Class<T> type;

  RuleFile(Path file, Class<T> type) {
    this.file = file;
    this.type = type;
  }

  /**
   * The content; {@code empty} where there is none. A file that can't be read or is not sound is
   * put aside.
   */
  T load(T empty, Predicate<T> sound) {
    if (!Files.exists(file)) {
      return empty;
    }
    try {
      T content = JSON.readValue(Files.readAllBytes(file), type);
      if (sound.test(content)) {
        return content;
      }
      LOG.error("{} is of another form", file);
    } catch (IOException e) {
      LOG.error("{} can't be read", file, e);
    }
    putAside();
    return empty;
  }

  private void putAside() {
    Path aside = file.resolveSibling(file.getFileName() + ".bad");
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.error("the rules begin anew; the old state is kept as {}", aside);
    } catch (IOException e) {
      LOG.error("{} can't be put aside", file, e);
    }
  }

  /** Replaces the content; it is on disk when this returns. */
  void save(T content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(content));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    if (folder != null) {
      forceFolder(folder);
    }
  }

  /** The rename itself is on disk only once the folder is. */
  private static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
