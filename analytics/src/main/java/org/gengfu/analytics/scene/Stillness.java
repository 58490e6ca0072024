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

  /** Less of the thing in sight in both pictures says nothing. */
  private static final double MIN_IN_SIGHT = 0.5;

  private Stillness() {}

  /**
   * Share of the pixels' variance that changed and is not noise: 0 a thing, 1 something else. Where
   * a passer-by hides the thing in one of the two pictures is left out; NaN where too much is.
   */
  static float changed(PixelMask mask, SceneModel model) {
    byte[] now = model.luma();
    byte[] before = model.before();
    int inSight = 0;
    double sumA = 0;
    double sumB = 0;
    double sumAa = 0;
    double sumBb = 0;
    double sumAb = 0;
    for (int y = 0; y < mask.height; y++) {
      int row = (mask.top + y) * mask.grid.width + mask.left;
      for (int x = 0; x < mask.width; x++) {
        if (mask.inside[y * mask.width + x] && !model.hidden(mask.left + x, mask.top + y)) {
          inSight++;
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
    if (inSight < MIN_IN_SIGHT * mask.area()) {
      return Float.NaN;
    }
    double n = inSight;
    double varA = sumAa / n - sumA / n * sumA / n;
    double varB = sumBb / n - sumB / n * sumB / n;
    double covariance = sumAb / n - sumA / n * sumB / n;
    double gain = varB > 0 ? Math.min(2, Math.max(0.5, Math.sqrt(varA / varB))) : 1;
    double both = varA + gain * gain * varB;
    double left =
        both - 2 * gain * covariance - NOISE_ALLOWANCE * (1 + gain * gain) * model.noise();
    return both > 0 ? (float) Math.max(0, left / both) : 0;
  }
}
