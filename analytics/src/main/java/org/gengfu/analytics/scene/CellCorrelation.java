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

  /** Variance of the weights −7, −5 … 7 that {@link #tilt} sums with. */
  private static final float TILT_WEIGHTS = 21;

  /** Variance beside the slope up to which a window is smooth: an edge of 7 luma steps has more. */
  private static final float SMOOTH = 3;

  /** Light's soft edges are no steeper than 2 luma steps a pixel. */
  private static final float MAX_LIGHT_TILT = 2 * TILT_WEIGHTS / 2;

  /** A step is five times as steep in its window as over seven cells, a soft edge up to twice. */
  private static final float STEEPER = 2.5f;

  private CellCorrelation() {}

  static float variance(int sum, int squares) {
    float mean = sum / (float) CellGrid.WINDOW_PIXELS;
    return Math.max(0, squares / (float) CellGrid.WINDOW_PIXELS - mean * mean);
  }

  /**
   * The window's luma against a slope along one direction.
   *
   * @param weighted sum of the luma times −7, −5 … 7 along that direction
   */
  static float tilt(int weighted) {
    return weighted / (float) CellGrid.WINDOW_PIXELS;
  }

  /** Of the tilt of a slope, luma steps a pixel, what a window's tilt shares with it. */
  static float commonTilt(float slope, float tilt) {
    float whole = slope * TILT_WEIGHTS / 2;
    return whole * tilt <= 0 ? 0 : Math.copySign(Math.min(Math.abs(whole), Math.abs(tilt)), tilt);
  }

  /** Whether a window's tilt is too steep for the slope around it: an edge, within one window. */
  static boolean steeper(float tiltX, float tiltY, float slopeX, float slopeY) {
    float around = STEEPER * TILT_WEIGHTS / 2;
    return tiltX * tiltX + tiltY * tiltY > around * around * (slopeX * slopeX + slopeY * slopeY);
  }

  /** What a window's variance loses with a tilt that is taken off. */
  static float tiltedVariance(float tilt, float off) {
    return (2 * tilt - off) * off / TILT_WEIGHTS;
  }

  /** What its covariance with another loses. */
  static float tiltedCovariance(float otherTilt, float off) {
    return otherTilt * off / TILT_WEIGHTS;
  }

  /**
   * The same, where two smooth windows may differ in slope: on a smooth ground the soft edge of a
   * cloud's shadow is all the structure there is.
   */
  static float distance(
      float variance,
      float tiltX,
      float tiltY,
      float otherVariance,
      float otherTiltX,
      float otherTiltY,
      float covariance,
      float noise) {
    float own = (tiltX * tiltX + tiltY * tiltY) / TILT_WEIGHTS;
    float others = (otherTiltX * otherTiltX + otherTiltY * otherTiltY) / TILT_WEIGHTS;
    boolean smooth = variance - own <= SMOOTH && otherVariance - others <= SMOOTH;
    boolean soft = Math.max(own, others) <= MAX_LIGHT_TILT * MAX_LIGHT_TILT / TILT_WEIGHTS;
    if (!smooth || !soft) {
      return distance(variance, otherVariance, covariance, noise);
    }
    float common = (tiltX * otherTiltX + tiltY * otherTiltY) / TILT_WEIGHTS;
    return distance(
        Math.max(0, variance - own),
        Math.max(0, otherVariance - others),
        covariance - common,
        noise);
  }

  static float distance(float variance, float otherVariance, float covariance, float noise) {
    float gain = otherVariance > 0 ? (float) Math.sqrt(variance / otherVariance) : MAX_GAIN;
    gain = Math.min(MAX_GAIN, Math.max(MIN_GAIN, gain));
    float both = variance + gain * gain * otherVariance;
    return (both - 2 * gain * covariance) / (both + NOISE_WEIGHT * noise);
  }
}
