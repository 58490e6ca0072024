package org.gengfu.core.storage;

import java.util.Locale;
import java.util.stream.Collectors;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.core.village.Zone;
import org.gengfu.core.village.ZoneKind;

/** What a zone must fulfil. */
final class ZoneChecks {
  private static final int LONGEST_DWELL_SECONDS = 86_400;
  private static final int LONGEST_GRACE_SECONDS = 86_400;

  private ZoneChecks() {}

  static void check(Problems problems, Zone zone) {
    problems.name("/name", zone.name());
    problems.present("/cameraId", zone.cameraId());
    boolean kindSaid = problems.present("/kind", zone.kind());
    problems.present("/severity", zone.severity());
    problems.range("/dwellSeconds", zone.dwellSeconds(), 1, LONGEST_DWELL_SECONDS);
    if (problems.present("/polygon", zone.polygon())) {
      PolygonChecks.check(problems, "/polygon", zone.polygon());
    }
    WindowChecks.check(problems, "/hours", zone.hours());
    problems.range("/graceSeconds", zone.graceSeconds(), 0, LONGEST_GRACE_SECONDS);
    if (kindSaid) {
      ofKind(problems, zone);
    }
    if (zone.fireLane()) {
      fireLane(problems, zone);
    }
  }

  private static void ofKind(Problems problems, Zone zone) {
    problems.require(
        "/subject",
        zone.kind().subjects().contains(zone.subject()),
        FieldRule.SUBJECT_OF_KIND,
        zone.kind().subjects().stream()
            .map(subject -> subject.name().toLowerCase(Locale.ROOT))
            .sorted()
            .collect(Collectors.joining(", ")));
    boolean parking = zone.kind() == ZoneKind.NO_PARKING;
    FieldRule only = FieldRule.PARKING_ONLY;
    problems.require("/graceSeconds", parking || zone.graceSeconds() == 0, only);
    problems.require("/fireLane", parking || !zone.fireLane(), only);
    problems.require("/queueTolerated", parking || !zone.queueTolerated(), only);
  }

  /** A fire lane is to be free at any time (Fire Protection Law, article 28). */
  private static void fireLane(Problems problems, Zone zone) {
    problems.require(
        "/dwellSeconds",
        zone.dwellSeconds() <= Zone.LONGEST_FIRE_LANE_DWELL,
        FieldRule.FIRE_LANE_DWELL,
        Zone.LONGEST_FIRE_LANE_DWELL);
    problems.require(
        "/severity",
        zone.severity() == null || zone.severity().compareTo(Severity.HIGH) >= 0,
        FieldRule.FIRE_LANE_SEVERITY);
    problems.require("/hours", zone.hours().isEmpty(), FieldRule.FIRE_LANE_HOURS);
    problems.require("/graceSeconds", zone.graceSeconds() == 0, FieldRule.FIRE_LANE_GRACE);
    problems.require("/queueTolerated", !zone.queueTolerated(), FieldRule.FIRE_LANE_QUEUE);
  }
}
