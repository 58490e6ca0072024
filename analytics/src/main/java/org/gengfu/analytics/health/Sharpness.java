package org.gengfu.analytics.health;

/**
 * How much of the picture's contrast is fine: the energy of its second differences over that of
 * differences four pixels apart, noise taken off. Gain and light cancel out; a blur takes the fine
 * part first.
 */
final class Sharpness {
  private static final int FAR = 4;

  /** Below this energy the picture shows nothing that could be sharp: (5 luma steps)². */
  private static final double LEAST_CONTRAST = 25;

  private Sharpness() {}

  /** Not a number where the picture has too little contrast to tell. */
  static double of(byte[] luma, int width, int height, double noise) {
    long fine = 0;
    long coarse = 0;
    for (int y = 0; y < height; y++) {
      int row = y * width;
      for (int x = 1; x < width - FAR; x++) {
        int i = row + x;
        int here = luma[i] & 0xff;
        int bend = 2 * here - (luma[i - 1] & 0xff) - (luma[i + 1] & 0xff);
        int slope = (luma[i + FAR] & 0xff) - here;
        fine += (long) bend * bend;
        coarse += (long) slope * slope;
      }
    }
    double count = (double) height * (width - FAR - 1);
    double variance = noise * noise;
    double contrast = coarse / count - 2 * variance;
    if (contrast < LEAST_CONTRAST) {
      return Double.NaN;
    }
    return Math.max(0, fine / count - 6 * variance) / contrast;
  }
}
