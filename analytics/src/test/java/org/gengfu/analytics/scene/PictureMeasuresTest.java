package org.gengfu.analytics.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PictureMeasuresTest {
  private static final int CELLS = 700;

  private final PictureMeasures picture = new PictureMeasures();

  /** A picture half of which is brighter by twice the deviation, with this variance everywhere. */
  private void take(double mean, double deviation, double variance, double noise) {
    float[] means = new float[CELLS];
    float[] variances = new float[CELLS];
    for (int cell = 0; cell < CELLS; cell++) {
      means[cell] = (float) (mean + (cell < CELLS / 2 ? deviation : -deviation));
    }
    Arrays.fill(variances, (float) variance);
    picture.take(means, variances, (float) noise, false);
  }

  @Test
  void measuresContrastAgainstNoise() {
    take(120, 30, 100, 4);
    assertThat(picture.mean).isBetween(119.0, 121.0);
    assertThat(picture.deviation).isBetween(29.5, 30.5);
    assertThat(picture.sigma).isEqualTo(2);
    assertThat(picture.distinct).isEqualTo(1);
    assertThat(picture.indistinct()).isFalse();
  }

  @Test
  void contrastThatTheNoiseExceedsIsIndistinct() {
    take(120, 30, 900, 15 * 15);
    assertThat(picture.indistinct()).isTrue();
    assertThat(picture.noisy()).isTrue();
  }

  @Test
  void lowContrastIsEnoughWhereThereIsStructureAndTooLittleInFog() {
    take(150, 4, 9, 1);
    assertThat(picture.indistinct()).as("edges are as sharp as ever").isFalse();
    take(150, 4, 3, 1);
    assertThat(picture.indistinct()).isTrue();
    assertThat(picture.noisy()).isFalse();
    assertThat(picture.dim()).isFalse();
  }

  @Test
  void aSmoothPlaceInGoodLightIsDistinct() {
    take(150, 12, 1, 1);
    assertThat(picture.distinct).isZero();
    assertThat(picture.indistinct()).isFalse();
  }

  @Test
  void whatHardlyDiffersAtAllIsDark() {
    take(20, 1.5, 2, 1);
    assertThat(picture.indistinct()).isTrue();
    assertThat(picture.dim()).isTrue();
  }
}
