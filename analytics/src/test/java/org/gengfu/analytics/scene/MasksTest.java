package org.gengfu.analytics.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.village.ZoneKind;
import org.junit.jupiter.api.Test;

class MasksTest {
  private static final ZoneRule PARKING = Street.zone("p", ZoneKind.NO_PARKING, 30);
  private static final List<Polygon> MIDDLE =
      List.of(
          Polygon.ofPairs(
              List.of(
                  List.of(0.35, 0.45),
                  List.of(0.65, 0.45),
                  List.of(0.65, 0.8),
                  List.of(0.35, 0.8))));

  @Test
  void whatIsMaskedIsNeverJudged() {
    Watched scene = new Watched(PARKING);
    scene.analyzer.masks(MIDDLE);
    // The car's pixels come through, as if nobody had blacked them out: still nothing is judged.
    scene.show(20).show(60, Street.car());

    assertThat(scene.raised).isEmpty();
    assertThat(scene.analyzer.moving()).isEmpty();
  }

  @Test
  void besideAMaskAllIsJudged() {
    Watched scene = new Watched(PARKING);
    scene.analyzer.masks(MIDDLE);
    scene.show(20).show(60, Street.Thing.of(12, 10, 90, 80, 40));

    assertThat(scene.raised).hasSize(1);
  }

  @Test
  void aMaskOverAnOpenEpisodeClearsIt() {
    Watched scene = new Watched(PARKING);
    scene.show(20).show(60, Street.car());
    scene.analyzer.masks(MIDDLE);
    scene.show(10, Street.car());

    assertThat(scene.raised).hasSize(1);
    assertThat(scene.cleared).hasSize(1);
  }

  @Test
  void whatAMaskHidIsTheSceneWhenItIsTakenAway() {
    Watched scene = new Watched(PARKING);
    scene.analyzer.masks(MIDDLE);
    scene.show(40, Street.car());
    scene.analyzer.masks(List.of());
    scene.show(80, Street.car());

    assertThat(scene.raised).isEmpty();
  }
}
