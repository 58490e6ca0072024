package org.gengfu.analytics.health;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.gengfu.core.faults.Persistence.Verdict;

/**
 * How bright the picture is.
 *
 * @param mean of luma, 0 to 255
 * @param lit share of pixels that are brighter than {@value #DARK}
 * @param white share of pixels at least as bright as {@value #WHITE}
 */
record Exposure(double mean, double lit, double white) {
  /** Video black is 16; noise in the dark reaches some steps above. */
  private static final int DARK = 40;

  /** Video white. */
  private static final int WHITE = 235;

  /** A single lamp in the dark is enough to see that the camera sees. */
  private static final double BLACK_LIT = 0.002;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long LOW_BITS = 0x7f7f_7f7f_7f7f_7f7fL;
  private static final long EVEN_BYTES = 0x00ff_00ff_00ff_00ffL;

  /** Added to seven bits, these reach the eighth from just above dark, or from white on. */
  private static final long LIT_FROM = 0x80 - (DARK + 1);

  private static final long WHITE_FROM = 0x100 - WHITE;

  /** So many times two bytes fit into 16 bits. */
  private static final int MOST_IN_SUMS = 128;

  private static final double SEES_LIT = 0.01;
  private static final double BLINDED = 0.6;
  private static final double NOT_BLINDED = 0.45;

  static Exposure of(byte[] luma, int pixels) {
    long sum = 0;
    int lit = 0;
    int white = 0;
    int i = 0;
    while (i <= pixels - Long.BYTES) {
      long sums = 0;
      int end = Math.min(pixels - Long.BYTES + 1, i + MOST_IN_SUMS * Long.BYTES);
      for (; i < end; i += Long.BYTES) {
        long eight = (long) LONGS.get(luma, i);
        long low = eight & LOW_BITS;
        sums += (eight & EVEN_BYTES) + ((eight >>> 8) & EVEN_BYTES);
        // A byte's highest bit says that it is at least so much; no carry leaves its byte.
        lit += Long.bitCount(((low + LIT_FROM * ONES) | eight) & HIGH_BITS);
        white += Long.bitCount((low + WHITE_FROM * ONES) & eight & HIGH_BITS);
      }
      sum += (sums & 0xffff) + ((sums >>> 16) & 0xffff) + ((sums >>> 32) & 0xffff) + (sums >>> 48);
    }
    for (; i < pixels; i++) {
      int value = luma[i] & 0xff;
      sum += value;
      lit += value > DARK ? 1 : 0;
      white += value >= WHITE ? 1 : 0;
    }
    return new Exposure(sum / (double) pixels, lit / (double) pixels, white / (double) pixels);
  }

  Verdict black() {
    return lit < BLACK_LIT ? Verdict.BAD : lit > SEES_LIT ? Verdict.GOOD : Verdict.UNKNOWN;
  }

  Verdict overExposed() {
    return white > BLINDED ? Verdict.BAD : white < NOT_BLINDED ? Verdict.GOOD : Verdict.UNKNOWN;
  }
}
