package org.gengfu.ingest.rtsp.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JitterTest {
  private static final long MILLI = 1_000_000L;

  private final Jitter jitter = new Jitter(90_000);

  @Test
  void evenArrivalHasNone() {
    for (int n = 0; n < 100; n++) {
      jitter.arrived(0xffff_0000 + n * 3600, n * 40L * MILLI);
    }
    assertThat(jitter.units()).isZero();
  }

  @Test
  void tendsToTheMeanDifference() {
    for (int n = 0; n < 1000; n++) {
      jitter.arrived(n * 3600, (n * 40L + (n % 2) * 10L) * MILLI);
    }
    assertThat(jitter.units()).isBetween(890, 910);
  }

  @Test
  void beginsAnewWhenTimestampsDo() {
    jitter.arrived(0, 0);
    jitter.arrived(3600, 45 * MILLI);
    assertThat(jitter.units()).isPositive();
    jitter.arrived(0x7000_0000, 80 * MILLI);
    assertThat(jitter.units()).isZero();
  }
}
