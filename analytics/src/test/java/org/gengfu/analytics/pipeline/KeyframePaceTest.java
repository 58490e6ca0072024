package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyframePaceTest {
  @ParameterizedTest
  @CsvSource({"500, 1500", "1000, 2000", "2000, 2000", "4000, 4000", "40, 1400"})
  void picturesLieAboutTwoSecondsApart(int keyframesMillis, int expectedMillis) {
    KeyframePace pace = new KeyframePace();
    int taken = 0;
    int length = expectedMillis * 10;
    for (int millis = 0; millis < length; millis += keyframesMillis) {
      taken += pace.accept(millis * 1_000_000L) ? 1 : 0;
    }
    assertThat(taken).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"1000000000000", "-5"})
  void timeThatBeginsAnewIsTaken(long nanos) {
    KeyframePace pace = new KeyframePace();
    assertThat(pace.accept(0)).isTrue();
    assertThat(pace.accept(nanos)).isTrue();
  }
}
