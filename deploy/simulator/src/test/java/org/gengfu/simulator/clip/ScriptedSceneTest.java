package org.gengfu.simulator.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptedSceneTest {
  private static final long GOP_TICKS = 180_000;

  private static Clip clip(String name, int gops) {
    List<Gop> all = new ArrayList<>();
    for (int i = 0; i < gops; i++) {
      ParameterSets sets =
          new ParameterSets(
              i + 1, 1, name.getBytes(java.nio.charset.StandardCharsets.US_ASCII), new byte[0]);
      all.add(new Gop(sets, List.of(new Picture(0, List.of(new byte[] {0x65})))));
    }
    return new Clip(GOP_TICKS, all);
  }

  private static ScriptedScene scene(int first, int every, int stays) {
    return new ScriptedScene(
        clip("i", 3),
        clip("a", 2),
        clip("s", 2),
        clip("d", 1),
        new ScriptedScene.Timing(first, every, stays));
  }

  private static String play(ScriptedScene scene, long from, long to) {
    StringBuilder seen = new StringBuilder();
    for (long number = from; number < to; number++) {
      ParameterSets sets = scene.gop(number).parameterSets();
      seen.append(new String(sets.sps(), java.nio.charset.StandardCharsets.US_ASCII))
          .append(sets.width())
          .append(' ');
    }
    return seen.toString().trim();
  }

  @Test
  void happensOnceAndGoesBackToIdleAtTheLoopsBeginning() {
    // Counted from the first look, at GOP 100; it waits for the end of the idle loop.
    assertThat(play(scene(4, 0, 3), 100, 117))
        .isEqualTo("i1 i2 i3 i1 i2 i3 a1 a2 s1 s2 s1 s2 d1 i1 i2 i3 i1");
  }

  @Test
  void happensAgain() {
    assertThat(play(scene(0, 8, 1), 0, 18))
        .isEqualTo("a1 a2 s1 s2 d1 i1 i2 i3 a1 a2 s1 s2 d1 i1 i2 i3 a1 a2");
  }

  @Test
  void happensWhenToldTo() {
    ScriptedScene scene = scene(-1, 0, 1);
    assertThat(play(scene, 0, 4)).isEqualTo("i1 i2 i3 i1");
    assertThat(scene.trigger()).isTrue();
    assertThat(scene.trigger()).isFalse();
    assertThat(play(scene, 4, 8)).isEqualTo("i2 i3 a1 a2");
    assertThat(scene.trigger()).isFalse();
    assertThat(play(scene, 8, 13)).isEqualTo("s1 s2 d1 i1 i2");
    assertThat(scene.trigger()).isTrue();
  }

  @Test
  void answersTheSameToAViewerThatLags() {
    ScriptedScene scene = scene(0, 0, 1);
    assertThat(play(scene, 0, 6)).isEqualTo("a1 a2 s1 s2 d1 i1");
    assertThat(play(scene, 3, 6)).isEqualTo("s2 d1 i1");
  }

  @Test
  void goesOnAfterNobodyWatchedForLong() {
    ScriptedScene scene = scene(0, 0, 1);
    assertThat(play(scene, 0, 1)).isEqualTo("a1");
    assertThat(play(scene, 1000, 1004)).isEqualTo("i3 i1 i2 i3");
  }

  @Test
  void refusesClipsThatDoNotFit() {
    Clip other = new Clip(90_000, clip("x", 1).gops());
    Clip fits = clip("i", 1);
    ScriptedScene.Timing timing = new ScriptedScene.Timing(0, 0, 0);
    assertThatThrownBy(() -> new ScriptedScene(fits, fits, other, fits, timing))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
