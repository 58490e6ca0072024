package org.gengfu.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.village.RecordingPlan.Window;
import org.gengfu.core.village.Zone;
import org.gengfu.core.village.ZoneKind;
import org.gengfu.core.village.ZoneSubject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ZoneChecksTest {
  private static final Polygon SQUARE =
      Polygon.ofPairs(
          List.of(List.of(0.2, 0.2), List.of(0.8, 0.2), List.of(0.8, 0.8), List.of(0.2, 0.8)));
  private static final List<Window> NIGHT =
      List.of(new Window(Set.of(DayOfWeek.values()), LocalTime.of(22, 0), LocalTime.of(6, 0)));

  @ParameterizedTest
  @EnumSource(ZoneKind.class)
  void everyKindMayHaveHoursAndItsUsualSubject(ZoneKind kind) {
    assertThat(problems(zone(kind, kind.usualSubject(), NIGHT, 0, false, false))).isEmpty();
    assertThat(kind.subjects()).contains(kind.usualSubject());
  }

  @Test
  void theOptionsOfParkingAreForParking() {
    assertThat(problems(zone(ZoneKind.NO_DUMPING, ZoneSubject.VEHICLE, List.of(), 30, false, true)))
        .containsExactlyInAnyOrder(
            "/subject must be one of any for this kind of zone",
            "/graceSeconds is for zones of kind no-parking only",
            "/queueTolerated is for zones of kind no-parking only");
    assertThat(problems(zone(ZoneKind.NO_PARKING, ZoneSubject.ANY, NIGHT, 600, false, true)))
        .isEmpty();
  }

  @Test
  void aFireLaneToleratesNothing() {
    Zone lane =
        new Zone(
            "z",
            "c",
            "通道",
            ZoneKind.NO_PARKING,
            SQUARE,
            61,
            Severity.MEDIUM,
            true,
            ZoneSubject.VEHICLE,
            NIGHT,
            10,
            true,
            true);
    assertThat(problems(lane))
        .containsExactlyInAnyOrder(
            "/dwellSeconds must be 60 at most in a fire lane",
            "/severity must be high or critical in a fire lane",
            "/hours must be empty: a fire lane is always one",
            "/graceSeconds must be 0 in a fire lane",
            "/queueTolerated must be false: no queue in a fire lane");
    assertThat(problems(zone(ZoneKind.NO_PARKING, ZoneSubject.ANY, List.of(), 0, true, false)))
        .isEmpty();
    assertThat(problems(zone(ZoneKind.INTRUSION, ZoneSubject.ANY, List.of(), 0, true, false)))
        .containsExactly("/fireLane is for zones of kind no-parking only");
  }

  @Test
  void hoursNameTheirDays() {
    List<Window> none = List.of(new Window(Set.of(), LocalTime.NOON, LocalTime.NOON));
    assertThat(problems(zone(ZoneKind.INTRUSION, ZoneSubject.PERSON, none, 0, false, false)))
        .containsExactly("/hours/0/days must name one weekday at least");
    List<Window> many = java.util.Collections.nCopies(33, NIGHT.get(0));
    assertThat(problems(zone(ZoneKind.INTRUSION, ZoneSubject.PERSON, many, 0, false, false)))
        .containsExactly("/hours must have 32 windows at most");
  }

  private static List<String> problems(Zone zone) {
    Problems problems = new Problems();
    ZoneChecks.check(problems, zone);
    return problems.list().stream()
        .map(problem -> problem.pointer() + " " + problem.message())
        .toList();
  }

  private static Zone zone(
      ZoneKind kind,
      ZoneSubject subject,
      List<Window> hours,
      int graceSeconds,
      boolean fireLane,
      boolean queueTolerated) {
    return new Zone(
        "z",
        "c",
        "门前",
        kind,
        SQUARE,
        60,
        Severity.HIGH,
        true,
        subject,
        hours,
        graceSeconds,
        fireLane,
        queueTolerated);
  }
}
