package org.gengfu.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LivenessTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger looks = new AtomicInteger();
  private final Liveness liveness = new Liveness(now::get);

  /** A second later at each look, done at the n-th. */
  private boolean doneAtLook(int n, boolean heardMeanwhile) {
    now.addAndGet(SECOND);
    if (heardMeanwhile) {
      liveness.heard();
    }
    return looks.incrementAndGet() >= n;
  }

  @Test
  void waitsWhileTheOtherSideSends() throws InterruptedException {
    assertThat(liveness.await(() -> doneAtLook(30, true))).isTrue();
    assertThat(looks).hasValue(30);
  }

  @Test
  void givesUpAfterTenSecondsOfSilence() throws InterruptedException {
    assertThat(liveness.await(() -> doneAtLook(30, false))).isFalse();
    assertThat(looks).hasValue(11);
  }
}
