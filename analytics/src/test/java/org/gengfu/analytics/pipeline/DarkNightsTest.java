package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.core.media.Hindrance;
import org.gengfu.core.media.Sight;
import org.gengfu.core.media.Sight.ZoneSight;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DarkNightsTest {
  private static final ZoneId VILLAGE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate FIRST = LocalDate.of(2026, 11, 20);
  private static final Duration COUNTS = Duration.ofMinutes(10);

  @TempDir Path directory;
  private DarkNights nights;

  @BeforeEach
  void start() {
    nights =
        new DarkNights(
            "gate",
            directory,
            VILLAGE,
            COUNTS,
            new CameraLog("gate", new ManualClock(Instant.EPOCH)));
  }

  /** A time of the night that begins in the evening of a day; before noon it is the next day's. */
  private static Instant at(int night, String time) {
    LocalTime local = LocalTime.parse(time);
    LocalDate day = FIRST.plusDays(night + (local.getHour() < 12 ? 1 : 0));
    return day.atTime(local).atZone(VILLAGE).toInstant();
  }

  /** Whether darkness of the camera that has lasted for so long is left out. */
  private boolean usual(Instant now, Duration lasted) {
    Sight dark = Sight.hindered(Hindrance.DARK, now.minus(lasted));
    Sight told = nights.unusual(dark, now);
    assertThat(told.worst()).isIn(null, Hindrance.DARK);
    return told.worst() == null;
  }

  private void night(int night) {
    for (String time : List.of("19:20", "20:00", "22:00", "00:30", "04:00")) {
      usual(at(night, time), Duration.ofMinutes(15));
    }
  }

  @Test
  void theFirstNightIsToldAndTheNextOnesAreNot() {
    assertThat(usual(at(0, "19:05"), Duration.ofMinutes(5))).isFalse();
    assertThat(usual(at(0, "19:40"), Duration.ofMinutes(40))).isFalse();
    assertThat(usual(at(0, "19:50"), Duration.ofMinutes(50))).as("all night").isFalse();
    assertThat(usual(at(0, "00:10"), Duration.ofHours(5))).isFalse();
    for (int night = 1; night < 5; night++) {
      assertThat(usual(at(night, "18:50"), Duration.ofMinutes(2))).as("dusk moves").isTrue();
      assertThat(usual(at(night, "19:40"), Duration.ofMinutes(50))).isTrue();
      assertThat(usual(at(night, "01:30"), Duration.ofHours(6))).isTrue();
    }
  }

  @Test
  void atHoursThatWereNotDarkItIsTold() {
    night(0);
    assertThat(usual(at(1, "13:00"), Duration.ofMinutes(11))).as("by day").isFalse();
    assertThat(usual(at(1, "17:30"), Duration.ofMinutes(11))).isFalse();
    assertThat(usual(at(1, "20:30"), Duration.ofMinutes(11))).isTrue();
    assertThat(usual(at(1, "07:00"), Duration.ofHours(2))).isFalse();
  }

  @Test
  void whatDidNotLastIsNotRemembered() {
    usual(at(0, "19:30"), COUNTS.minusSeconds(1));
    assertThat(usual(at(1, "19:30"), Duration.ofMinutes(30))).isFalse();
  }

  @Test
  void aPlaceThatWasLitForLongIsToldAnew() {
    night(0);
    assertThat(usual(at(DarkNights.REMEMBERED_NIGHTS, "20:00"), Duration.ZERO)).isTrue();
    assertThat(usual(at(DarkNights.REMEMBERED_NIGHTS + 1, "20:00"), Duration.ZERO)).isFalse();
  }

  @Test
  void aZoneThatIsDarkForTheFirstTimeIsTold() {
    Instant first = at(0, "20:00");
    Instant second = at(1, "20:00");
    ZoneSight lane = new ZoneSight("lane", Hindrance.DARK, first.minusSeconds(900));
    assertThat(nights.unusual(new Sight(null, null, List.of(lane)), first).zones())
        .containsExactly(lane);

    ZoneSight again = new ZoneSight("lane", Hindrance.DARK, second.minusSeconds(900));
    ZoneSight bins = new ZoneSight("bins", Hindrance.DARK, second.minusSeconds(900));
    ZoneSight pond = new ZoneSight("pond", Hindrance.RESTLESS, second.minusSeconds(900));
    assertThat(nights.unusual(new Sight(null, null, List.of(again, bins, pond)), second).zones())
        .containsExactly(bins, pond);
    assertThat(usual(second, Duration.ofMinutes(15))).as("the whole camera").isFalse();
    assertThat(nights.unusual(new Sight(null, null, List.of(bins)), at(2, "20:00")).worst())
        .as("in a dark camera every zone was")
        .isNull();
  }

  @Test
  void otherReasonsStay() {
    night(0);
    Sight noise = Sight.hindered(Hindrance.NOISE, at(1, "20:00"));
    assertThat(nights.unusual(noise, at(1, "20:30"))).isSameAs(noise);
  }

  @Test
  void aRestartForgetsNeitherEarlierNightsNorTonight() throws IOException {
    night(0);
    usual(at(1, "17:30"), Duration.ofMinutes(15));
    start();
    assertThat(usual(at(1, "20:30"), Duration.ofMinutes(11))).isTrue();
    assertThat(usual(at(1, "17:40"), Duration.ofMinutes(11))).as("still the first").isFalse();
    assertThat(usual(at(2, "17:10"), Duration.ofMinutes(11))).isTrue();
    nights.forget();
    try (var left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aDamagedFileBeginsAnew() throws IOException {
    night(0);
    for (String rubbish : List.of("* 1", "* x 0" + " 1".repeat(24), "\u0000\uffff")) {
      Files.writeString(directory.resolve("gate.nights"), rubbish);
      start();
      assertThat(usual(at(1, "20:30"), Duration.ZERO)).isFalse();
    }
    night(1);
    start();
    assertThat(usual(at(2, "20:30"), Duration.ZERO)).isTrue();
  }
}
