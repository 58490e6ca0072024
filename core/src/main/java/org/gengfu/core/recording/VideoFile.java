package org.gengfu.core.recording;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An MP4 file that exists only while it is read; it does not change. */
public interface VideoFile {
  /** With the {@code codecs} parameter of RFC 6381. */
  String mimeType();

  /** Length in bytes. */
  long length();

  /** Two files with equal tags have equal bytes; letters and digits. */
  String tag();

  /** How long it plays. */
  Duration duration();

  /** Which time it shows when, in order; it has no others. */
  List<Stretch> stretches();

  /**
   * Opens it for one reader.
   *
   * @throws IOException when what it is made of is gone
   */
  Reader open() throws IOException;

  /** Reads on one thread at a time; calls block. */
  interface Reader extends Closeable {
    /**
     * Fills the buffer, or as much of it as is left of the file.
     *
     * @param position in the file
     * @throws IOException when what it is made of is gone or damaged
     */
    void read(long position, ByteBuffer into) throws IOException;
  }

  /**
   * A stretch of recording without a gap.
   *
   * @param media when it begins to be shown, from the file's beginning
   * @param from wall clock of its first moment shown
   * @param to wall clock of its end
   */
  record Stretch(Duration media, Instant from, Instant to) {}

  /** Writes the whole file. Blocks. */
  default void copyTo(OutputStream out) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(256 << 10);
    try (Reader reader = open()) {
      for (long position = 0; position < length(); position += buffer.limit()) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), length() - position));
        reader.read(position, buffer);
        out.write(buffer.array(), 0, buffer.limit());
      }
    }
  }
}
