package org.gengfu.analytics.scene;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastingTest {
  private final Lasting lasting = new Lasting(0.5, 0.25);

  private double until(boolean holds, boolean so, double step) {
    double seconds = 0;
    while (lasting.holds() != holds && seconds < 1_000) {
      lasting.take(so, Lasting.weight(step));
      seconds += step;
    }
    return seconds;
  }

  @Test
  void holdsAfterTheSameTimeAtEveryCadence() {
    for (double step : new double[] {0.5, 2, 4, 10}) {
      lasting.forget();
      assertThat(until(true, true, step)).isBetween(41.0, 52.0);
      assertThat(until(false, false, step)).isBetween(41.0, 52.0);
    }
  }

  @Test
  void whatPassesSaysNothing() {
    for (int i = 0; i < 100; i++) {
      lasting.take(i % 10 == 0, Lasting.weight(2));
      assertThat(lasting.holds()).isFalse();
    }
    assertThat(lasting.share()).isBetween(0.05, 0.2);
  }

  @Test
  void whatWaversDoesNotFlicker() {
    until(true, true, 2);
    for (int i = 0; i < 200; i++) {
      lasting.take(0.4, Lasting.weight(2));
      assertThat(lasting.holds()).as("between the two thresholds it stays as it is").isTrue();
    }
  }

  @Test
  void aLongGapIsNoProof() {
    lasting.take(true, Lasting.weight(3_600));
    assertThat(lasting.holds()).isFalse();
  }

  @Test
  void forgets() {
    until(true, true, 2);
    lasting.forget();
    assertThat(lasting.holds()).isFalse();
    assertThat(lasting.share()).isZero();
  }
}
