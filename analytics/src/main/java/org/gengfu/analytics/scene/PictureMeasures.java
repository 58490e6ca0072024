package org.gengfu.analytics.scene;

/**
 * What a picture as a whole says about how well things stand out in it. One object a camera, filled
 * anew for every picture.
 */
final class PictureMeasures {
  /** Every so many cells: their windows overlap, and hundreds are plenty. Prime to usual widths. */
  private static final int STEP = 7;

  /**
   * Contrast of the scene over its noise below which things go under. Measured (see
   * docs/design/detection.md): things are found from 2.5 on and hardly any at 1.5.
   */
  static final double LEAST_CONTRAST = 2.2;

  /** Below this it takes structure as well: fog blurs what contrast is left. */
  private static final double LOW_CONTRAST = 5;

  /** Variance over the noise's from which on a cell tells one look from another. */
  private static final float DISTINCT = 4;

  /** Share of such cells. Smooth places have few of them in the best of light, too. */
  private static final double LEAST_DISTINCT = 0.1;

  /** Luma steps: more noise than this is noise, less is want of light or contrast. */
  private static final double NOISY = 2.5;

  /** Luma below which it is dark. */
  private static final double DIM = 60;

  double mean;
  double deviation;
  double sigma;
  double distinct;
  boolean adrift;

  void take(float[] cellMeans, float[] cellVariances, float noise, boolean off) {
    double sum = 0;
    double squares = 0;
    int structured = 0;
    int count = 0;
    for (int cell = 0; cell < cellMeans.length; cell += STEP) {
      sum += cellMeans[cell];
      squares += cellMeans[cell] * cellMeans[cell];
      structured += cellVariances[cell] - noise >= DISTINCT * noise ? 1 : 0;
      count++;
    }
    mean = sum / count;
    deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
    distinct = structured / (double) count;
    sigma = Math.sqrt(noise);
    adrift = off;
  }

  /** Whether things go under. */
  boolean indistinct() {
    return deviation < LEAST_CONTRAST * sigma
        || (deviation < LOW_CONTRAST * sigma && distinct < LEAST_DISTINCT);
  }

  /** Whether it is the noise that hides them. */
  boolean noisy() {
    return sigma > NOISY;
  }

  boolean dim() {
    return mean < DIM;
  }
}
