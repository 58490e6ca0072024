package org.gengfu.ingest.recording;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A disk as the operating system shows it. */
final class NioDiskFiles implements DiskFiles {
  static final String MARKER = "gengfu-disk.json";
  static final String QUARANTINE = ".quarantine";

  private static final String PROBE = "gengfu-probe";
  private static final String ENDING = ".mp4";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;

  NioDiskFiles(Path directory) {
    this.directory = directory;
  }

  @Override
  public @Nullable UUID marker() throws IOException {
    try {
      byte[] json = Files.readAllBytes(directory.resolve(MARKER));
      return UUID.fromString(JSON.readTree(json).path("disk").asText());
    } catch (NoSuchFileException e) {
      return null;
    } catch (IllegalArgumentException e) {
      throw new IOException(directory.resolve(MARKER) + " is damaged; it should name the disk", e);
    }
  }

  @Override
  public void mark(UUID marker) throws IOException {
    Files.createDirectories(directory);
    Path made = directory.resolve(MARKER + ".new");
    try (FileChannel file =
        FileChannel.open(
            made,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      byte[] json = JSON.writeValueAsBytes(JSON.createObjectNode().put("disk", marker.toString()));
      file.write(ByteBuffer.wrap(json));
      file.force(true);
    }
    Files.move(made, directory.resolve(MARKER), StandardCopyOption.ATOMIC_MOVE);
    syncDirectory(directory);
  }

  @Override
  public Sink create(String path) throws IOException {
    Path file = directory.resolve(path);
    Path folder = parent(file);
    // Never the disk's own directory: where it is missing, the disk isn't mounted.
    if (!Files.isDirectory(folder)) {
      Path camera = parent(folder);
      if (!Files.isDirectory(camera)) {
        Files.createDirectory(camera);
        syncDirectory(directory);
      }
      Files.createDirectory(folder);
      syncDirectory(camera);
    }
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new FileSink(channel, folder);
  }

  /** The directory's entry is synced with the file's first sync. */
  private static final class FileSink implements Sink {
    private final FileChannel channel;
    private final Path folder;
    private boolean entrySynced;

    FileSink(FileChannel channel, Path folder) {
      this.channel = channel;
      this.folder = folder;
    }

    @Override
    public void write(ByteBuffer[] buffers) throws IOException {
      long left = 0;
      for (ByteBuffer buffer : buffers) {
        left += buffer.remaining();
      }
      int first = 0;
      while (left > 0) {
        left -= channel.write(buffers, first, buffers.length - first);
        while (first < buffers.length && !buffers[first].hasRemaining()) {
          first++;
        }
      }
    }

    @Override
    public void sync() throws IOException {
      channel.force(false);
      if (!entrySynced) {
        syncDirectory(folder);
        entrySynced = true;
      }
    }

    @Override
    public void truncate(long bytes) throws IOException {
      channel.truncate(bytes);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  private static void syncDirectory(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public SeekableByteChannel open(String path) throws IOException {
    return FileChannel.open(
        directory.resolve(path), StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public void delete(String path) throws IOException {
    Path file = directory.resolve(path);
    Files.deleteIfExists(file);
    try {
      for (Path folder = parent(file); !folder.equals(directory); folder = parent(folder)) {
        Files.deleteIfExists(folder);
      }
    } catch (DirectoryNotEmptyException e) {
      // Others are still in it.
    }
  }

  @Override
  public void quarantine(String path) throws IOException {
    Path to = directory.resolve(QUARANTINE).resolve(path);
    Files.createDirectories(parent(to));
    Files.move(directory.resolve(path), to, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public Stream<String> list(@Nullable Iterable<String> days) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> cameras = Files.list(directory)) {
      for (Path camera : cameras.filter(NioDiskFiles::ofCamera).sorted().toList()) {
        try (Stream<Path> all = days == null ? Files.list(camera) : Stream.empty()) {
          List<Path> folders = new ArrayList<>(all.filter(Files::isDirectory).sorted().toList());
          if (days != null) {
            days.forEach(day -> folders.add(camera.resolve(day)));
          }
          for (Path folder : folders) {
            files(folder, found);
          }
        }
      }
    }
    return found.stream();
  }

  private static boolean ofCamera(Path folder) {
    return Files.isDirectory(folder) && !folder.endsWith(QUARANTINE);
  }

  private void files(Path folder, List<String> into) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.toString().endsWith(ENDING))
          .sorted()
          .forEach(file -> into.add(directory.relativize(file).toString()));
    } catch (NoSuchFileException e) {
      // Nothing of this day.
    }
  }

  @Override
  public Instant lastModified(String path) throws IOException {
    return Files.getLastModifiedTime(directory.resolve(path)).toInstant();
  }

  @Override
  public long freeBytes() throws IOException {
    return store().getUsableSpace();
  }

  @Override
  public long totalBytes() throws IOException {
    return store().getTotalSpace();
  }

  private FileStore store() throws IOException {
    return Files.getFileStore(directory);
  }

  @Override
  public void probe() throws IOException {
    Path file = directory.resolve(PROBE);
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      channel.write(ByteBuffer.allocate(4_096));
      channel.force(true);
    }
    Files.deleteIfExists(file);
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(path + " has no directory");
    }
    return parent;
  }
}
