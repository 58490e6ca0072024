package org.gengfu.ingest.rtsp.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SenderClockTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00.250Z");
  private static final long TO_NTP = 2_208_988_800L;

  private final SenderClock clock = new SenderClock();

  private static long ntp(Instant time) {
    long fraction = ((long) time.getNano() << 32) / 1_000_000_000L;
    return (time.getEpochSecond() + TO_NTP) << 32 | fraction;
  }

  private void report(Instant camera, Instant here) {
    clock.report(ntp(camera), 0, here);
  }

  private Duration offset() {
    return Objects.requireNonNull(clock.offset());
  }

  @Test
  void tellsHowFarTheClockIsOffAfterTwoReports() {
    report(NOW.plusMillis(90_500), NOW);
    assertThat(clock.offset()).isNull();
    report(NOW.plusMillis(95_500), NOW.plusSeconds(5));
    assertThat(offset().toMillis()).isBetween(90_499L, 90_500L);
  }

  @Test
  void takesTheLeastDelayedReport() {
    report(NOW, NOW.plusMillis(400));
    report(NOW.plusSeconds(5), NOW.plusMillis(5_020));
    report(NOW.plusSeconds(10), NOW.plusMillis(10_300));
    assertThat(offset().toMillis()).isBetween(-21L, -20L);
  }

  @Test
  void tellsNothingWhileTheClockIsBeingSetAndFollowsItThen() {
    for (int n = 0; n < 7; n++) {
      report(NOW.plusSeconds(n + 3600), NOW.plusSeconds(n));
    }
    report(NOW.plusSeconds(7), NOW.plusSeconds(7));
    assertThat(clock.offset()).isNull();
    for (int n = 8; n < 12; n++) {
      report(NOW.plusSeconds(n), NOW.plusSeconds(n));
    }
    assertThat(clock.offset()).isLessThan(Duration.ofMillis(1));
  }

  @Test
  void toleratesASpreadUpToTheLimitAndNotPastIt() {
    report(NOW, NOW);
    report(NOW, NOW.plus(SenderClock.MAX_SPREAD));
    assertThat(clock.offset()).isNotNull();
    report(NOW, NOW.plus(SenderClock.MAX_SPREAD).plusNanos(1));
    assertThat(clock.offset()).isNull();
  }

  @Test
  void knowsACameraWithAClockOf1970FromOneThatCountsFromItsStart() {
    report(Instant.ofEpochSecond(100), NOW);
    report(Instant.ofEpochSecond(105), NOW.plusSeconds(5));
    assertThat(offset().toDays()).isLessThan(-20_000);

    clock.report(500L << 32, 0, NOW);
    clock.report(505L << 32, 0, NOW.plusSeconds(5));
    assertThat(clock.offset()).isNull();
    assertThat(clock.mapped()).isTrue();

    clock.report(0, 0, NOW);
    assertThat(clock.mapped()).isFalse();
  }

  @Test
  void goesOnOverTheTurnOfTheNtpEra() {
    Instant turn = Instant.parse("2036-02-07T06:28:16Z");
    report(turn.plusSeconds(1), turn.minusSeconds(1));
    clock.report(2L << 32, 0, turn);
    assertThat(clock.offset()).isNull();
    clock.report(3L << 32, 0, turn.plusSeconds(1));
    clock.report(4L << 32, 0, turn.plusSeconds(2));
    assertThat(clock.offset()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void turnsTimestampsIntoTheCamerasTimeAndBack() {
    clock.report(ntp(NOW), 0xffff_ff00, NOW);
    long then = clock.nanosAt(0xffff_ff00 + 90_000, 90_000);
    assertThat(then - clock.nanosAt(0xffff_ff00, 90_000)).isEqualTo(1_000_000_000L);
    assertThat(clock.timestampAt(then, 90_000)).isEqualTo(0xffff_ff00 + 90_000);
    assertThat(clock.nanosAt(0xffff_ff00 - 8_000, 8_000) - clock.nanosAt(0xffff_ff00, 8_000))
        .isEqualTo(-1_000_000_000L);
  }
}
