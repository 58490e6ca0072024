package org.gengfu.core.village;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.geometry.Polygon;

/**
 * A part of one camera's picture with one rule.
 *
 * @param id id
 * @param cameraId camera in whose picture it lies
 * @param name shown to people
 * @param kind what must not happen here
 * @param polygon normalised corners
 * @param dwellSeconds how long a thing may stay, in stream time
 * @param severity of the case it opens
 * @param enabled false keeps the configuration but judges nothing
 * @param subject whom the rule is about, one of {@link ZoneKind#subjects()}
 * @param hours when the rule holds, village time; empty for always. Parking is judged by the hours
 *     of its standing, what is left behind by the hour at which it was put down
 * @param graceSeconds for parking: tolerated past the dwell
 * @param fireLane for parking: to be kept free at all times; nothing is tolerated
 * @param queueTolerated for parking: vehicles in a line that moves on are no case
 */
public record Zone(
    String id,
    String cameraId,
    String name,
    ZoneKind kind,
    Polygon polygon,
    int dwellSeconds,
    Severity severity,
    boolean enabled,
    ZoneSubject subject,
    List<RecordingPlan.Window> hours,
    int graceSeconds,
    boolean fireLane,
    boolean queueTolerated)
    implements Entity {
  /** How long a vehicle may stand in a fire lane at most, in seconds: to turn or to let pass. */
  public static final int LONGEST_FIRE_LANE_DWELL = 60;

  // Stored configurations and seeds of older versions lack the later fields.
  @JsonCreator
  @SuppressWarnings("ConstantValue")
  public Zone {
    hours = hours == null ? List.of() : List.copyOf(hours);
    if (subject == null) {
      subject = kind == null ? ZoneSubject.ANY : kind.usualSubject();
    }
  }

  /** A zone whose rule always holds, about whom its kind is usually about. */
  public Zone(
      String id,
      String cameraId,
      String name,
      ZoneKind kind,
      Polygon polygon,
      int dwellSeconds,
      Severity severity,
      boolean enabled) {
    this(
        id,
        cameraId,
        name,
        kind,
        polygon,
        dwellSeconds,
        severity,
        enabled,
        kind.usualSubject(),
        List.of(),
        0,
        false,
        false);
  }
}
