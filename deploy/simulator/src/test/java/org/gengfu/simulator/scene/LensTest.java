package org.gengfu.simulator.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LensTest {
  private final Lens lens = new Lens(640, 360, 6, 22, 70);

  @Test
  void theLineOfSightThroughAPixelMeetsWhatIsSeenThere() {
    Ray ray = new Ray();
    for (double[] at : new double[][] {{0, 0, 12}, {-5, 1.7, 20}, {8, 0.3, 60}}) {
      double px = lens.pixelX(at[0], at[1], at[2]);
      double py = lens.pixelY(at[1], at[2]);
      lens.aim(ray, px, py);
      double depth = lens.depth(at[1], at[2]);
      assertThat(ray.ox + ray.dx * depth).isCloseTo(at[0], within(1e-9));
      assertThat(ray.oy + ray.dy * depth).isCloseTo(at[1], within(1e-9));
      assertThat(ray.oz + ray.dz * depth).isCloseTo(at[2], within(1e-9));
    }
  }

  @Test
  void whatIsNearerIsLargerAndLower() {
    assertThat(lens.scale(lens.depth(0, 10))).isGreaterThan(lens.scale(lens.depth(0, 20)));
    assertThat(lens.pixelY(0, 10)).isGreaterThan(lens.pixelY(0, 20));
  }
}
