package org.gengfu.core.storage;

import java.util.Locale;
import java.util.stream.Collectors;
import org.gengfu.core.cases.Severity;
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
        "must be one of "
            + zone.kind().subjects().stream()
                .map(subject -> subject.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(", "))
            + " for this kind of zone");
    boolean parking = zone.kind() == ZoneKind.NO_PARKING;
    String only = "is for zones of kind no-parking only";
    problems.require("/graceSeconds", parking || zone.graceSeconds() == 0, only);
    problems.require("/fireLane", parking || !zone.fireLane(), only);
    problems.require("/queueTolerated", parking || !zone.queueTolerated(), only);
  }

  /** A fire lane is to be free at any time (Fire Protection Law, article 28). */
  private static void fireLane(Problems problems, Zone zone) {
    problems.require(
        "/dwellSeconds",
        zone.dwellSeconds() <= Zone.LONGEST_FIRE_LANE_DWELL,
        "must be " + Zone.LONGEST_FIRE_LANE_DWELL + " at most in a fire lane");
    problems.require(
        "/severity",
        zone.severity() == null || zone.severity().compareTo(Severity.HIGH) >= 0,
        "must be high or critical in a fire lane");
    problems.require("/hours", zone.hours().isEmpty(), "must be empty: a fire lane is always one");
    problems.require("/graceSeconds", zone.graceSeconds() == 0, "must be 0 in a fire lane");
    problems.require(
        "/queueTolerated", !zone.queueTolerated(), "must be false: no queue in a fire lane");
  }
}
