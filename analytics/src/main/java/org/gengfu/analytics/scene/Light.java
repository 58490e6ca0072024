package org.gengfu.analytics.scene;

/**
 * The light of the picture against that of the background: picture ≈ gain · background + offset, by
 * least squares over the cells that show background, the far-off third left out.
 *
 * @param gain factor
 * @param offset luma steps
 * @param spread mean absolute residual of the cells that were kept, luma steps
 */
record Light(float gain, float offset, float spread) {
  static final Light SAME = new Light(1, 0, 1);

  private static final float MIN_GAIN = 0.25f;
  private static final float MAX_GAIN = 4;
  private static final int MIN_CELLS = 40;
  private static final int ROUNDS = 3;

  /** Residuals over this many times the mean are left out in the next round. */
  private static final float OUTLIER = 2;

  /** Fits over all cells for which {@code shows} holds. */
  static Light fit(float[] background, float[] picture, boolean[] shows) {
    Light light = SAME;
    float limit = Float.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      double n = 0;
      double sumB = 0;
      double sumI = 0;
      double sumBb = 0;
      double sumBi = 0;
      for (int i = 0; i < background.length; i++) {
        if (shows[i] && Math.abs(light.residual(background[i], picture[i])) <= limit) {
          n++;
          sumB += background[i];
          sumI += picture[i];
          sumBb += background[i] * background[i];
          sumBi += background[i] * picture[i];
        }
      }
      if (n < MIN_CELLS) {
        return light;
      }
      double varB = sumBb / n - sumB / n * sumB / n;
      double cov = sumBi / n - sumB / n * sumI / n;
      // A scene of one single luma has no gain to speak of.
      double gain = varB > 4 ? Math.min(MAX_GAIN, Math.max(MIN_GAIN, cov / varB)) : 1;
      Light fitted = new Light((float) gain, (float) (sumI / n - gain * sumB / n), 1);
      float spread = fitted.spreadOver(background, picture, shows, limit);
      light = new Light(fitted.gain, fitted.offset, Math.max(spread, 0.5f));
      limit = OUTLIER * light.spread;
    }
    return light;
  }

  /** How much brighter the picture is than the lit background. */
  float residual(float background, float picture) {
    return picture - (gain * background + offset);
  }

  private float spreadOver(float[] background, float[] picture, boolean[] shows, float limit) {
    double sum = 0;
    int n = 0;
    for (int i = 0; i < background.length; i++) {
      float off = Math.abs(residual(background[i], picture[i]));
      if (shows[i] && off <= limit) {
        sum += off;
        n++;
      }
    }
    return n == 0 ? 1 : (float) (sum / n);
  }
}
