package org.gengfu.analytics.scene;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Pixels taken by fours. Means of two by two, four of them at once: within a long, 16 bits hold the
 * sum of two pixels in both rows.
 */
public final class FourInOne {
  private static final VarHandle LONGS = view(long[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final long EVEN_BYTES = 0x00ff_00ff_00ff_00ffL;
  private static final long TWO_EACH = 0x0002_0002_0002_0002L;
  private static final long EVEN_PAIRS = 0x0000_ffff_0000_ffffL;

  private FourInOne() {}

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Of two rows one of half their width, rounded to the nearest, halves up.
   *
   * @param upperAt index of the first row's first pixel, {@code lowerAt} of the second's
   * @param half receives {@code count} pixels from {@code halfAt} on
   */
  public static void row(
      byte[] upper, int upperAt, byte[] lower, int lowerAt, byte[] half, int halfAt, int count) {
    int x = 0;
    for (; x <= count - 4; x += 4) {
      long means = (pairSums(upper, upperAt + 2 * x, lower, lowerAt + 2 * x) + TWO_EACH) >>> 2;
      long apart = means & EVEN_BYTES;
      long packed = (apart | (apart >>> 8)) & EVEN_PAIRS;
      INTS.set(half, halfAt + x, (int) (packed | (packed >>> 16)));
    }
    for (; x < count; x++) {
      int i = upperAt + 2 * x;
      int j = lowerAt + 2 * x;
      int sum =
          (upper[i] & 0xff) + (upper[i + 1] & 0xff) + (lower[j] & 0xff) + (lower[j + 1] & 0xff);
      half[halfAt + x] = (byte) ((sum + 2) >> 2);
    }
  }

  /** Four pixels, the first in the lowest byte. */
  static int pixels(byte[] luma, int at) {
    return (int) INTS.get(luma, at);
  }

  /** Sums of two neighbours in both rows, eight pixels from these on: four times 16 bits. */
  static long pairSums(byte[] upper, int upperAt, byte[] lower, int lowerAt) {
    long above = (long) LONGS.get(upper, upperAt);
    long below = (long) LONGS.get(lower, lowerAt);
    return (above & EVEN_BYTES)
        + ((above >>> 8) & EVEN_BYTES)
        + (below & EVEN_BYTES)
        + ((below >>> 8) & EVEN_BYTES);
  }
}
