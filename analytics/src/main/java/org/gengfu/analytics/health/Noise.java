package org.gengfu.analytics.health;

import java.util.Arrays;

/**
 * Noise of the raster, from the difference to the picture before. The quietest 60 % of the pixels
 * count: what moves is not noise.
 */
final class Noise {
  private static final double QUIET = 0.6;

  /** Mean of the smallest 60 % of |z| for a standard normal z. */
  private static final double MEAN_OF_QUIET = 0.3963;

  private static final double SMOOTH = 0.2;
  private final int[] histogram = new int[256];
  private byte[] before = new byte[0];
  private double sigma;

  /** Standard deviation of the noise, luma steps; 0 before the second picture. */
  double look(byte[] luma, int pixels) {
    if (before.length == pixels) {
      Arrays.fill(histogram, 0);
      for (int i = 0; i < pixels; i++) {
        histogram[Math.abs((luma[i] & 0xff) - (before[i] & 0xff))]++;
      }
      double now = quietMean(pixels) / MEAN_OF_QUIET / Math.sqrt(2);
      sigma = sigma == 0 ? now : sigma + SMOOTH * (now - sigma);
      System.arraycopy(luma, 0, before, 0, pixels);
    } else {
      before = Arrays.copyOf(luma, pixels);
      sigma = 0;
    }
    return sigma;
  }

  private double quietMean(int pixels) {
    double left = QUIET * pixels;
    double wanted = left;
    double sum = 0;
    for (int step = 0; step < histogram.length && left > 0; step++) {
      double taken = Math.min(left, histogram[step]);
      sum += taken * step;
      left -= taken;
    }
    return sum / wanted;
  }
}
