package org.gengfu.analytics.health;

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

  private static final double SEES_LIT = 0.01;
  private static final double BLINDED = 0.6;
  private static final double NOT_BLINDED = 0.45;

  static Exposure of(byte[] luma, int pixels) {
    long sum = 0;
    int lit = 0;
    int white = 0;
    for (int i = 0; i < pixels; i++) {
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
