package org.gengfu.ingest.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The file system of one disk, as far as recording needs it. Paths are below the disk's directory,
 * with {@code /} between names. Any call may take as long as a dying disk takes.
 */
interface DiskFiles {
  /** The disk's marker; null where the directory or its marker file is missing. */
  @Nullable UUID marker() throws IOException;

  /** Makes the directory, if it must, and puts a marker into it. */
  void mark(UUID marker) throws IOException;

  /**
   * Creates a file and the directories above it.
   *
   * @throws java.nio.file.FileAlreadyExistsException where there is one already
   */
  Sink create(String path) throws IOException;

  /** Opens a file to read it, and to cut it. */
  SeekableByteChannel open(String path) throws IOException;

  /** Deletes a file and the directories that it leaves empty; nothing where it is gone already. */
  void delete(String path) throws IOException;

  /** Moves a file out of the way, to the same path below {@code .quarantine}. */
  void quarantine(String path) throws IOException;

  /** All recorded files of these days ({@code yyyy-MM-dd}); of all days where it is null. */
  Stream<String> list(@Nullable Iterable<String> days) throws IOException;

  /** When the file was last written to. */
  Instant lastModified(String path) throws IOException;

  /** What the file system has left, in bytes. */
  long freeBytes() throws IOException;

  /** Size of the file system, in bytes. */
  long totalBytes() throws IOException;

  /** Writes, syncs and deletes a small file. */
  void probe() throws IOException;

  /** A file being written. */
  interface Sink extends AutoCloseable {
    /** Appends all of it. */
    void write(ByteBuffer[] buffers) throws IOException;

    /** Returns once all that was written is on the disk itself. */
    void sync() throws IOException;

    /** Cuts the file to this length. */
    void truncate(long bytes) throws IOException;

    @Override
    void close() throws IOException;
  }
}
