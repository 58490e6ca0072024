package org.gengfu.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.gengfu.ingest.camera.Backoff.Reason;
import org.junit.jupiter.api.Test;

class PaceTest {
  @Test
  void keepsAttemptsAtOneHostApart() {
    ConnectPacer pacer = new ConnectPacer();
    assertThat(pacer.reserve("nvr", 0)).isZero();
    assertThat(pacer.reserve("nvr", 0)).isEqualTo(ConnectPacer.PER_HOST);
    assertThat(pacer.reserve("nvr", 0)).isEqualTo(ConnectPacer.PER_HOST.multipliedBy(2));
    assertThat(pacer.reserve("nvr", Duration.ofMinutes(1).toNanos())).isZero();
  }

  @Test
  void aHostsQueueDoesNotDelayTheOthers() {
    ConnectPacer pacer = new ConnectPacer();
    for (int n = 0; n < 1000; n++) {
      pacer.reserve("nvr", 0);
    }
    assertThat(pacer.reserve("other", 0)).isLessThanOrEqualTo(ConnectPacer.PER_HOST);
  }

  @Test
  void forgetsHostsThatAreLongDone() {
    ConnectPacer pacer = new ConnectPacer();
    for (int n = 0; n < 5000; n++) {
      pacer.reserve("host" + n, n * 1_000_000_000L);
    }
    assertThat(pacer.hosts()).isLessThan(2000);
  }

  @Test
  void jittersBetweenHalfAndTheWhole() {
    Duration atOnce = Duration.ZERO;
    assertThat(new Backoff(() -> 0).next(Reason.REFUSED, atOnce)).isEqualTo(Duration.ofMillis(500));
    assertThat(new Backoff(() -> 1).next(Reason.REFUSED, atOnce)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void capsEveryKindOfWait() {
    for (Reason reason : Reason.values()) {
      assertThat(last(reason)).as("%s", reason).isEqualTo(reason.cap());
    }
  }

  /**
   * From its return to the next attempt; the bar is 5 s to the first picture, of which a keyframe
   * may take two.
   */
  @Test
  void seesAnAbsentCameraAgainSoon() {
    assertThat(last(Reason.ABSENT)).isLessThanOrEqualTo(Duration.ofMillis(2500));
    assertThat(last(Reason.STALLED)).isLessThanOrEqualTo(Duration.ofMillis(2500));
  }

  @Test
  void countsAnAttemptThatNobodyAnsweredAsWaiting() {
    Backoff backoff = new Backoff(() -> 1);
    Duration second = Duration.ofSeconds(1);
    assertThat(backoff.next(Reason.ABSENT, Duration.ofMillis(400)))
        .isEqualTo(Duration.ofMillis(600));
    assertThat(backoff.next(Reason.ABSENT, second.multipliedBy(3))).isEqualTo(Backoff.LEAST);
    assertThat(backoff.next(Reason.REFUSED, second.multipliedBy(3))).isEqualTo(second);
  }

  private static Duration last(Reason reason) {
    Backoff backoff = new Backoff(() -> 1);
    Duration wait = Duration.ZERO;
    for (int n = 0; n < 100; n++) {
      wait = backoff.next(reason, Duration.ZERO);
    }
    return wait;
  }

  @Test
  void ratesForgetWhatIsOld() {
    RateWindow window = new RateWindow();
    long second = 1_000_000_000L;
    for (int n = 0; n < 10; n++) {
      window.add(n * second, 10, 1000);
    }
    assertThat(window.rates(10 * second)).isEqualTo(new RateWindow.Rates(10, 1000));
    assertThat(window.rates(13 * second)).isEqualTo(new RateWindow.Rates(4, 400));
    assertThat(window.rates(60 * second)).isEqualTo(new RateWindow.Rates(0, 0));
  }
}
