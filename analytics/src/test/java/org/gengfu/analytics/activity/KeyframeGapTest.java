package org.gengfu.analytics.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyframeGapTest {
  @Test
  void looksStayWithinAQuarterOfTheShortestDwell() {
    assertThat(judged(Duration.ofMinutes(1), 2, true)).containsExactly(0, 8, 16, 24, 32, 40);
    assertThat(judged(Duration.ofSeconds(20), 2, true))
        .containsExactly(0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40);
    assertThat(judged(Duration.ofMinutes(10), 4, true)).containsExactly(0, 8, 16, 24, 32, 40);
  }

  @Test
  void allAreJudgedWhereTheDwellAllowsNoGapOrTheCameraIsNotQuiet() {
    assertThat(judged(Duration.ofSeconds(15), 2, true)).hasSize(21);
    assertThat(judged(Duration.ZERO, 2, true)).hasSize(21);
    assertThat(judged(Duration.ofMinutes(1), 2, false)).hasSize(21);
    assertThat(judged(Duration.ofMinutes(10), 10, true)).hasSize(5);
  }

  @Test
  void keyframesThatComeLaterThanTheyDidAreNotPassedOver() {
    KeyframeGap gap = new KeyframeGap(Duration.ofMinutes(1));
    assertThat(gap.passOver(seconds(0), true)).isFalse();
    assertThat(gap.passOver(seconds(2), true)).isTrue();
    assertThat(gap.passOver(seconds(7), true)).as("the next may come 5 s later").isFalse();
  }

  @Test
  void timeThatRunsBackBeginsAnew() {
    KeyframeGap gap = new KeyframeGap(Duration.ofMinutes(1));
    assertThat(gap.passOver(seconds(100), true)).isFalse();
    assertThat(gap.passOver(seconds(3), true)).isFalse();
  }

  private static List<Integer> judged(Duration dwell, int every, boolean quiet) {
    KeyframeGap gap = new KeyframeGap(dwell);
    List<Integer> judged = new ArrayList<>();
    for (int second = 0; second <= 40; second += every) {
      if (!gap.passOver(seconds(second), quiet)) {
        judged.add(second);
      }
    }
    return judged;
  }

  private static long seconds(int seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }
}
