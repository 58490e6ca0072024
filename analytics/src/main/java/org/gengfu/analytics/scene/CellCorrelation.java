package org.gengfu.analytics.scene;

/**
 * How unlike two looks of one cell are, whatever the light: the residual of the best gain between
 * them, relative to what unrelated textures would leave.
 *
 * <p>d = D / (vI + g²·vR + c·s²) with D = vI + g²·vR − 2g·cov and g = √(vI/vR) within ½..2. Same
 * texture gives 0, unrelated texture 1. The noise term c·s² keeps two flat cells, which are nothing
 * but noise, alike: they give 2s²/(2s² + 8s²) = 0.2. An exposure jump, the switch to infrared or a
 * cloud so disturbs 1 to 3 % of the cells, and no logic for resets is needed.
 */
final class CellCorrelation {
  /** Below this two looks are the same: half way between equal and unrelated. */
  static final float SAME = 0.5f;

  private static final float NOISE_WEIGHT = 8;
  private static final float MIN_GAIN = 0.5f;
  private static final float MAX_GAIN = 2;

  private CellCorrelation() {}

  static float variance(int sum, int squares) {
    float mean = sum / (float) CellGrid.WINDOW_PIXELS;
    return Math.max(0, squares / (float) CellGrid.WINDOW_PIXELS - mean * mean);
  }

  static float distance(float variance, float otherVariance, float covariance, float noise) {
    float gain = otherVariance > 0 ? (float) Math.sqrt(variance / otherVariance) : MAX_GAIN;
    gain = Math.min(MAX_GAIN, Math.max(MIN_GAIN, gain));
    float both = variance + gain * gain * otherVariance;
    return (both - 2 * gain * covariance) / (both + NOISE_WEIGHT * noise);
  }
}
