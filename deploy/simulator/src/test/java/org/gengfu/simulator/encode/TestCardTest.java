package org.gengfu.simulator.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gengfu.simulator.clip.Clip;
import org.gengfu.simulator.clip.EncodedScene;
import org.junit.jupiter.api.Test;

/** The looks that a health check must tell from a good picture. */
class TestCardTest {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 96;

  private static List<Decoded> pictures(EncodedScene scene) {
    return Decoded.of(List.of(scene.gop(0), scene.gop(1), scene.gop(2)));
  }

  @Test
  void moves() {
    List<Decoded> moving = pictures(TestCard.scene(WIDTH, HEIGHT));
    assertThat(moving.get(14).differenceTo(moving.get(0).luma())).isGreaterThan(1);
  }

  @Test
  void freezes() {
    List<Decoded> frozen = pictures(TestCard.frozen(WIDTH, HEIGHT));
    assertThat(frozen).hasSize(15);
    for (Decoded picture : frozen) {
      assertThat(picture.differenceTo(frozen.get(0).luma())).isLessThan(1);
    }
  }

  @Test
  void isBlack() {
    for (Decoded picture : pictures(TestCard.black(WIDTH, HEIGHT))) {
      assertThat(picture.differenceTo(new byte[WIDTH * HEIGHT])).isBetween(15.0, 17.0);
    }
  }

  @Test
  void sendsKeyframesSeldom() {
    EncodedScene slow = TestCard.slowKeyframes(WIDTH, HEIGHT, 20);
    assertThat(slow.gopTicks()).isEqualTo(20 * Clip.TICKS_PER_SECOND);
    assertThat(slow.gop(0).pictures()).hasSize(200);
    assertThat(slow.gop(1).pictures()).hasSize(200);
  }
}
