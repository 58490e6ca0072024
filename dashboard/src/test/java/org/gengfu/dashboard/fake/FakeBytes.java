package org.gengfu.dashboard.fake;

import java.nio.ByteBuffer;
import org.gengfu.core.media.ByteSource;

/** Bytes in memory. */
@SuppressWarnings("ArrayRecordComponent")
record FakeBytes(byte[] bytes) implements ByteSource {
  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public Reader open() {
    return new Reader() {
      @Override
      public void read(long position, ByteBuffer into) {
        into.put(bytes, (int) position, (int) Math.min(into.remaining(), length() - position));
      }

      @Override
      public void close() {}
    };
  }
}
