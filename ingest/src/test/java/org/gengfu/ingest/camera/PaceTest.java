package org.gengfu.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.gengfu.core.media.CameraState;
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
    assertThat(new Backoff(() -> 0).next(CameraState.REFUSED)).isEqualTo(Duration.ofMillis(500));
    assertThat(new Backoff(() -> 1).next(CameraState.REFUSED)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void capsEveryKindOfWait() {
    assertThat(last(CameraState.REFUSED)).isEqualTo(Backoff.CAP);
    assertThat(last(CameraState.STALLED)).isEqualTo(Backoff.CAP);
    assertThat(last(CameraState.UNSUPPORTED)).isEqualTo(Backoff.UNSUPPORTED_CAP);
    assertThat(last(CameraState.UNAUTHORISED)).isEqualTo(Backoff.UNAUTHORISED_CAP);
  }

  private static Duration last(CameraState state) {
    Backoff backoff = new Backoff(() -> 1);
    Duration wait = Duration.ZERO;
    for (int n = 0; n < 100; n++) {
      wait = backoff.next(state);
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
