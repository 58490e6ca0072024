package org.gengfu.analytics.scene;

/**
 * Is it a thing, or someone who stands? The thing's own pixels are compared with the picture
 * before: a thing differs by the noise, a standing person by more.
 *
 * <p>Correlations over 2 s are 0.94 to 0.999 for things and 0.66 to 0.90 for most people; at night
 * noise alone lowers a thing's to 0.94, so what the noise explains is taken off first.
 */
final class Stillness {
  /** Changed share of the structure below which two pictures show the same. */
  static final float SAME_THING = 0.08f;

  /** Coding noise comes in lumps: this many times the variance counts as noise. */
  private static final float NOISE_ALLOWANCE = 3;

  private Stillness() {}

  /** Share of the pixels' variance that changed and is not noise: 0 a thing, 1 something else. */
  static float changed(PixelMask mask, byte[] now, byte[] before, float noise) {
    double sumA = 0;
    double sumB = 0;
    double sumAa = 0;
    double sumBb = 0;
    double sumAb = 0;
    for (int y = 0; y < mask.height; y++) {
      int row = (mask.top + y) * mask.grid.width + mask.left;
      for (int x = 0; x < mask.width; x++) {
        if (mask.inside[y * mask.width + x]) {
          int a = now[row + x] & 0xff;
          int b = before[row + x] & 0xff;
          sumA += a;
          sumB += b;
          sumAa += a * a;
          sumBb += b * b;
          sumAb += a * b;
        }
      }
    }
    double n = Math.max(1, mask.area());
    double varA = sumAa / n - sumA / n * sumA / n;
    double varB = sumBb / n - sumB / n * sumB / n;
    double covariance = sumAb / n - sumA / n * sumB / n;
    double gain = varB > 0 ? Math.min(2, Math.max(0.5, Math.sqrt(varA / varB))) : 1;
    double both = varA + gain * gain * varB;
    double left = both - 2 * gain * covariance - NOISE_ALLOWANCE * (1 + gain * gain) * noise;
    return both > 0 ? (float) Math.max(0, left / both) : 0;
  }
}
