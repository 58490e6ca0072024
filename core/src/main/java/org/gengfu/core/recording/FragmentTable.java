package org.gengfu.core.recording;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The fragments of a segment as compact bytes for the index: a version byte, the number of
 * fragments, then of each its length, its duration with the keyframe bit lowest, and by how many
 * milliseconds its wall clock strays from the presentation time since the segment's start. Numbers
 * are groups of seven bits, lowest first, with a continuation bit (LEB128); the last one may be
 * negative and is zigzag coded. What follows from the others is left out: offset and decode time.
 */
public final class FragmentTable {
  /** Greatest number of fragments that are read: ten days of one second each. */
  public static final int MOST_FRAGMENTS = 1 << 20;

  private static final int VERSION = 1;
  private static final int LONGEST_NUMBER = 9;

  private FragmentTable() {}

  /** Encodes fragments that follow each other without holes, in bytes and in time. */
  public static byte[] encode(List<Fragment> fragments, Instant segmentStart) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(2 + 8 * fragments.size());
    out.write(VERSION);
    number(out, fragments.size());
    for (Fragment fragment : fragments) {
      number(out, fragment.bytes());
      number(out, (fragment.duration() << 1) | (fragment.keyframe() ? 1 : 0));
      long expected = segmentStart.plus(Fragment.units(fragment.decodeTime())).toEpochMilli();
      long stray = fragment.wallClock().toEpochMilli() - expected;
      number(out, (stray << 1) ^ (stray >> 63));
    }
    return out.toByteArray();
  }

  /**
   * Decodes.
   *
   * @param headerBytes offset of the first fragment
   * @throws IllegalArgumentException when the bytes are no such table
   */
  public static List<Fragment> decode(byte[] table, Instant segmentStart, int headerBytes) {
    ByteBuffer in = ByteBuffer.wrap(table);
    try {
      if (in.get() != VERSION) {
        throw new IllegalArgumentException("a table of fragments of an unknown version");
      }
      long count = number(in);
      if (count < 0 || count > MOST_FRAGMENTS) {
        throw new IllegalArgumentException("a table of " + count + " fragments");
      }
      List<Fragment> fragments = new ArrayList<>((int) Math.min(count, table.length));
      long offset = headerBytes;
      long decodeTime = 0;
      for (long i = 0; i < count; i++) {
        long bytes = number(in);
        long durationAndKey = number(in);
        long zigzag = number(in);
        if (bytes <= 0 || bytes > Integer.MAX_VALUE || durationAndKey < 0) {
          throw new IllegalArgumentException("a fragment of " + bytes + " bytes");
        }
        long duration = durationAndKey >> 1;
        long stray = (zigzag >>> 1) ^ -(zigzag & 1);
        Instant wallClock =
            Instant.ofEpochMilli(
                segmentStart.plus(Fragment.units(decodeTime)).toEpochMilli() + stray);
        fragments.add(
            new Fragment(
                offset, (int) bytes, decodeTime, duration, wallClock, (durationAndKey & 1) == 1));
        offset += bytes;
        decodeTime += duration;
      }
      if (in.hasRemaining()) {
        throw new IllegalArgumentException("a table of fragments with something behind it");
      }
      return fragments;
    } catch (BufferUnderflowException | java.time.DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("a damaged table of fragments", e);
    }
  }

  private static void number(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7f) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static long number(ByteBuffer in) {
    long value = 0;
    for (int i = 0; i < LONGEST_NUMBER + 1; i++) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number without end");
  }
}
