package org.gengfu.core.village;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.gengfu.core.village.RecordingPlan.Window;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final ZoneId VILLAGE = ZoneId.of("Asia/Shanghai");

  @Test
  void withoutHoursItAlwaysHolds() {
    assertThat(Schedule.ALWAYS.holds(Instant.EPOCH)).isTrue();
    assertThat(Schedule.ALWAYS.since(Instant.EPOCH)).isEqualTo(Instant.MIN);
  }

  @Test
  void hoursAreTheVillagesAndRunPastMidnight() {
    // 2026-11-26 is a Thursday.
    Schedule nights = schedule(window(Set.of(DayOfWeek.THURSDAY), "22:00", "06:00"));
    assertThat(nights.holds(at("2026-11-26T21:59:59"))).isFalse();
    assertThat(nights.holds(at("2026-11-26T22:00:00"))).isTrue();
    assertThat(nights.holds(at("2026-11-27T05:59:59"))).isTrue();
    assertThat(nights.holds(at("2026-11-27T06:00:00"))).isFalse();
    assertThat(nights.holds(at("2026-11-26T03:00:00"))).isFalse();
    assertThat(nights.since(at("2026-11-27T03:00:00"))).isEqualTo(at("2026-11-26T22:00:00"));
    assertThat(nights.since(at("2026-11-26T22:00:00"))).isEqualTo(at("2026-11-26T22:00:00"));
  }

  @Test
  void windowsThatTouchAreOneSpan() {
    Schedule two =
        schedule(
            window(Set.of(DayOfWeek.THURSDAY), "08:00", "12:00"),
            window(Set.of(DayOfWeek.THURSDAY), "12:00", "18:00"),
            window(Set.of(DayOfWeek.THURSDAY), "19:00", "20:00"));
    assertThat(two.since(at("2026-11-26T15:00:00"))).isEqualTo(at("2026-11-26T08:00:00"));
    assertThat(two.since(at("2026-11-26T19:30:00"))).isEqualTo(at("2026-11-26T19:00:00"));
  }

  @Test
  void aWeekWithoutAGapIsAlways() {
    Schedule all = schedule(window(Set.of(DayOfWeek.values()), "00:00", "00:00"));
    assertThat(all.holds(at("2026-11-26T15:00:00"))).isTrue();
    assertThat(all.since(at("2026-11-26T15:00:00"))).isEqualTo(Instant.MIN);
  }

  @Test
  void outsideItsHoursTheSpanIsEmpty() {
    Schedule nights = schedule(window(Set.of(DayOfWeek.THURSDAY), "22:00", "06:00"));
    Instant noon = at("2026-11-26T12:00:00");
    assertThat(nights.since(noon)).isEqualTo(noon);
  }

  private static Schedule schedule(Window... windows) {
    return new Schedule(List.of(windows), VILLAGE);
  }

  private static Window window(Set<DayOfWeek> days, String from, String to) {
    return new Window(days, LocalTime.parse(from), LocalTime.parse(to));
  }

  private static Instant at(String local) {
    return java.time.LocalDateTime.parse(local).atZone(VILLAGE).toInstant();
  }
}
