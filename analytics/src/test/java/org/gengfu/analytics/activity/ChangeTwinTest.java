package org.gengfu.analytics.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gengfu.analytics.kernels.KernelPictures;
import org.gengfu.core.geometry.Polygon;
import org.junit.jupiter.api.Test;

/** The change detector gives what the plain words for it give. */
class ChangeTwinTest {
  static final List<Polygon> EVERYWHERE =
      List.of(
          Polygon.ofPairs(
              List.of(List.of(0.0, 0.0), List.of(1.0, 0.0), List.of(1.0, 1.0), List.of(0.0, 1.0))));

  @Test
  void pictureByPicture() {
    KernelPictures pictures = new KernelPictures();
    ChangeDetector detector = new ChangeDetector();
    detector.zones(EVERYWHERE);
    ChangeTwin twin = new ChangeTwin(KernelPictures.WIDTH, KernelPictures.HEIGHT);
    int changes = 0;
    for (int i = 0; i < KernelPictures.COUNT; i++) {
      ChangeDetector.Change own =
          detector.look(
              pictures.plane(i), KernelPictures.WIDTH, KernelPictures.WIDTH, KernelPictures.HEIGHT);
      assertThat(own)
          .as("picture %d", i)
          .isEqualTo(twin.look(pictures.plane(i), KernelPictures.WIDTH));
      changes += own.cells();
    }
    assertThat(changes).isGreaterThan(100);
  }
}
