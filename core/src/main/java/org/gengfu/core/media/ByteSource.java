package org.gengfu.core.media;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Bytes that don't change and can be read from any place on. */
public interface ByteSource {
  /** Number of bytes. */
  long length();

  /**
   * Opens it for one reader. Blocks.
   *
   * @throws IOException when it is gone
   */
  Reader open() throws IOException;

  /** Reads on one thread at a time; calls block. */
  interface Reader extends Closeable {
    /**
     * Fills the buffer, or as much of it as there are bytes left.
     *
     * @param position of the first byte
     * @throws IOException when it is gone or damaged
     */
    void read(long position, ByteBuffer into) throws IOException;
  }

  /** Writes all of it. Blocks. */
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
