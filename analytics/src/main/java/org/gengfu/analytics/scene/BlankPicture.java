package org.gengfu.analytics.scene;

/**
 * A picture without structure: black before the camera has started, grey without signal, white in
 * glare. It must neither be learned as the empty scene nor end what stands there.
 */
final class BlankPicture {
  /** Luma steps; the darkest night scene of the trials has 12, coded black 0 to 1. */
  private static final double MIN_DEVIATION = 3;

  /** Every so many pixels, prime to usual widths: a few thousand are plenty. */
  private static final int STEP = 17;

  private BlankPicture() {}

  static boolean is(byte[] luma) {
    long sum = 0;
    long squares = 0;
    int count = 0;
    for (int i = 0; i < luma.length; i += STEP) {
      int value = luma[i] & 0xff;
      sum += value;
      squares += (long) value * value;
      count++;
    }
    double mean = sum / (double) count;
    return squares / (double) count - mean * mean < MIN_DEVIATION * MIN_DEVIATION;
  }
}
