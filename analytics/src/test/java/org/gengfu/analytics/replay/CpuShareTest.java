package org.gengfu.analytics.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuShareTest {
  private long cpu;
  private long clock;
  private long slept;

  private final CpuShare share =
      new CpuShare(
          0.25,
          () -> cpu,
          () -> clock,
          nanos -> {
            slept += nanos;
            clock += nanos;
          });

  private void work(long millis) {
    cpu += millis * 1_000_000;
    clock += millis * 1_000_000;
  }

  @Test
  void waitsForWhatWasUsedTooFast() throws InterruptedException {
    share.begin();
    for (int i = 0; i < 100; i++) {
      work(10);
      share.keep();
    }
    assertThat(slept).isEqualTo(100 * 30_000_000L);
    assertThat((double) cpu / clock).isEqualTo(0.25);
  }

  @Test
  void waitingForTheDiskCountsButIsNotSavedUp() throws InterruptedException {
    share.begin();
    work(10);
    clock += 30_000_000;
    share.keep();
    assertThat(slept).isZero();
    clock += 3_600_000_000_000L;
    share.keep();
    work(100);
    share.keep();
    assertThat(slept).isEqualTo(300_000_000);
  }
}
