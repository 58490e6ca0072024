package org.gengfu.analytics.health;

import java.util.Arrays;

/**
 * Noise of the raster: from the difference to the picture before, and from the second differences
 * within the picture. Movement, as of a busy road or a lorry that fills the view, raises the first;
 * texture raises the second; noise raises both, so the smaller one is nearer the truth. The
 * quietest 60 % of the pixels count.
 */
final class Noise {
  private static final double QUIET = 0.6;

  /** Mean of the smallest 60 % of |z| for a standard normal z. */
  private static final double MEAN_OF_QUIET = 0.3963;

  /** Of noise with standard deviation one, a − b and a − 2b + c have these. */
  private static final double OF_DIFFERENCE = Math.sqrt(2);

  private static final double OF_BEND = Math.sqrt(6);

  private static final double SMOOTH = 0.2;

  /** Second differences reach twice the range of luma. */
  private final int[] histogram = new int[511];

  private byte[] before = new byte[0];
  private double sigma;

  /** Standard deviation of the noise, luma steps; 0 before the second picture. */
  double look(byte[] luma, int width, int height) {
    int pixels = width * height;
    if (before.length == pixels) {
      double now = Math.min(overTime(luma, pixels), withinPicture(luma, width, height));
      sigma = sigma == 0 ? now : sigma + SMOOTH * (now - sigma);
      System.arraycopy(luma, 0, before, 0, pixels);
    } else {
      before = Arrays.copyOf(luma, pixels);
      sigma = 0;
    }
    return sigma;
  }

  private double overTime(byte[] luma, int pixels) {
    Arrays.fill(histogram, 0);
    for (int i = 0; i < pixels; i++) {
      histogram[Math.abs((luma[i] & 0xff) - (before[i] & 0xff))]++;
    }
    return quietMean(pixels) / MEAN_OF_QUIET / OF_DIFFERENCE;
  }

  private double withinPicture(byte[] luma, int width, int height) {
    Arrays.fill(histogram, 0);
    for (int y = 0; y < height; y++) {
      for (int i = y * width + 1; i < (y + 1) * width - 1; i++) {
        int bend = 2 * (luma[i] & 0xff) - (luma[i - 1] & 0xff) - (luma[i + 1] & 0xff);
        histogram[Math.abs(bend)]++;
      }
    }
    return quietMean(height * (width - 2)) / MEAN_OF_QUIET / OF_BEND;
  }

  private double quietMean(int count) {
    double left = QUIET * count;
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
