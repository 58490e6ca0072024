package org.gengfu.ingest.recording;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import org.gengfu.core.recording.Fragment;
import org.gengfu.ingest.recording.SegmentScan.Depth;

/**
 * Whatever bytes a file has: the index made of it lies within it, fragment behind fragment, and the
 * part that is called whole is just as whole alone.
 */
class SegmentScanFuzzTest {
  @FuzzTest
  void theIndexLiesWithinTheFile(byte[] data) throws IOException {
    for (Depth depth : Depth.values()) {
      SegmentScan scan = SegmentScan.of(new InMemory(data), depth, null);
      check(scan, data.length);
      if (scan.identity() != null) {
        byte[] whole = Arrays.copyOf(data, (int) scan.wholeBytes());
        SegmentScan again = SegmentScan.of(new InMemory(whole), depth, null);
        if (!again.sound() || !again.fragments().equals(scan.fragments())) {
          throw new AssertionError("the whole part is not: " + again.problem());
        }
      }
    }
  }

  private static void check(SegmentScan scan, int fileBytes) {
    if (scan.fileBytes() != fileBytes || scan.wholeBytes() > fileBytes) {
      throw new AssertionError(scan.wholeBytes() + " whole bytes of " + fileBytes);
    }
    if (scan.identity() == null) {
      if (scan.sound() || !scan.fragments().isEmpty()) {
        throw new AssertionError("a recording of nothing");
      }
      return;
    }
    if (scan.end().isBefore(scan.identity().start()) && scan.fragments().isEmpty()) {
      throw new AssertionError("it ends before it begins");
    }
    long next = scan.headerBytes();
    long time = 0;
    for (Fragment fragment : scan.fragments()) {
      if (fragment.offset() != next || fragment.bytes() <= 0) {
        throw new AssertionError("a fragment at " + fragment.offset() + ", not " + next);
      }
      if (fragment.decodeTime() != time || fragment.duration() < 0) {
        throw new AssertionError("a fragment of " + fragment.decodeTime() + ", not " + time);
      }
      next += fragment.bytes();
      time += fragment.duration();
    }
    if (next != scan.wholeBytes()) {
      throw new AssertionError("fragments up to " + next + " of " + scan.wholeBytes());
    }
  }

  /** A file in memory that is only read. */
  private static final class InMemory implements SeekableByteChannel {
    private final byte[] data;
    private int position;

    InMemory(byte[] data) {
      this.data = data;
    }

    @Override
    public int read(ByteBuffer into) {
      if (position >= data.length) {
        return -1;
      }
      int count = Math.min(into.remaining(), data.length - position);
      into.put(data, position, count);
      position += count;
      return count;
    }

    @Override
    public int write(ByteBuffer from) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
      position = (int) Math.min(newPosition, data.length);
      return this;
    }

    @Override
    public long size() {
      return data.length;
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
