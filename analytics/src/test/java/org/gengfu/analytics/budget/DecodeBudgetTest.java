package org.gengfu.analytics.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DecodeBudgetTest {
  private static final long MILLI = 1_000_000L;

  private long now = 5_000 * MILLI;

  @Test
  void sharesAreFair() {
    assertThat(FairShare.of(10, new double[] {2, 8, 9}, new double[] {1, 1, 1}))
        .containsExactly(2, 4, 4);
    assertThat(FairShare.of(10, new double[] {9, 9, 1}, new double[] {2, 1, 1}))
        .containsExactly(6, 3, 1);
    assertThat(FairShare.of(10, new double[] {1, 2}, new double[] {1, 4})).containsExactly(1, 2);
    assertThat(FairShare.of(0, new double[] {1}, new double[] {1})).containsExactly(0);
    assertThat(FairShare.of(1, new double[0], new double[0])).isEmpty();
  }

  /** Cameras that ask for 25 pictures a second for 20 s, 4 ms each. */
  private int[] play(DecodeShare... cameras) {
    int[] decoded = new int[cameras.length];
    for (int picture = 0; picture < 500; picture++) {
      now += 40 * MILLI;
      for (int i = 0; i < cameras.length; i++) {
        cameras[i].offered();
        if (cameras[i].allows(now)) {
          cameras[i].spent(4 * MILLI);
          decoded[i]++;
        }
      }
    }
    return decoded;
  }

  @Test
  void whereThereIsEnoughNobodyIsHeldBack() {
    DecodeBudget budget = new DecodeBudget(0.5);
    DecodeShare one = budget.join(1, now);
    DecodeShare other = budget.join(1, now);
    assertThat(play(one, other)).containsExactly(500, 500);
    assertThat(budget.use(now).capped()).isZero();
    assertThat(budget.use(now).used()).isCloseTo(0.2, within(0.02));
  }

  @Test
  void whereItIsScarceRatesAreLoweredByWeight() {
    DecodeBudget budget = new DecodeBudget(0.12);
    DecodeShare high = budget.join(4, now);
    DecodeShare low = budget.join(1, now);
    DecodeShare second = budget.join(1, now);
    play(high, low, second);
    int[] decoded = play(high, low, second);
    assertThat(high.capped()).isTrue();
    // 0.08, 0.02 and 0.02 cores at 4 ms a picture.
    assertThat((double) decoded[0]).isCloseTo(400, within(40.0));
    assertThat((double) decoded[1]).isCloseTo(100, within(30.0));
    assertThat((double) decoded[2]).isCloseTo(100, within(30.0));
    assertThat(budget.use(now).capped()).isEqualTo(3);
    assertThat(budget.use(now).used()).isCloseTo(0.12, within(0.02));
  }

  @Test
  void keyframesOfQuietCamerasComeFirst() {
    DecodeBudget budget = new DecodeBudget(0.12);
    DecodeShare camera = budget.join(1, now);
    assertThat(play(camera)).containsExactly(500);
    for (int second = 0; second < 30; second++) {
      budget.keyframe(80 * MILLI);
      for (int picture = 0; picture < 25; picture++) {
        now += 40 * MILLI;
        camera.offered();
        if (camera.allows(now)) {
          camera.spent(4 * MILLI);
        }
      }
    }
    assertThat(budget.use(now).keyframes()).isCloseTo(0.08, within(0.01));
    assertThat(camera.capped()).as("0.04 cores are left of the 0.1 that it would use").isTrue();
  }

  @Test
  void whoLeavesGivesBack() {
    DecodeBudget budget = new DecodeBudget(0.1);
    DecodeShare one = budget.join(1, now);
    DecodeShare other = budget.join(1, now);
    play(one, other);
    assertThat(one.capped()).isTrue();
    other.close();
    play(one);
    assertThat(one.capped()).isFalse();
    assertThat(budget.use(now).active()).isOne();
  }

  @Test
  void clockThatRunsBackStopsNothing() {
    DecodeBudget budget = new DecodeBudget(0.01);
    DecodeShare camera = budget.join(1, now);
    play(camera);
    now -= 3_600_000 * MILLI;
    assertThat(play(camera)[0]).isPositive();
  }

  @Test
  void noBudgetIsRefused() {
    assertThatThrownBy(() -> new DecodeBudget(0)).isInstanceOf(IllegalArgumentException.class);
    DecodeBudget budget = new DecodeBudget(1);
    assertThatThrownBy(() -> budget.join(0, now)).isInstanceOf(IllegalArgumentException.class);
  }
}
