package org.gengfu.analytics.scene;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.village.Schedule;
import org.gengfu.core.village.Zone;
import org.gengfu.core.village.ZoneKind;

/**
 * A part of the picture in which nothing of a kind may stay longer than its dwell.
 *
 * @param zoneId id, unique within one camera
 * @param kind what must not happen here
 * @param polygon normalised corners
 * @param dwell how long a thing may stay, in stream time, its grace included
 * @param terms what is allowed for
 */
public record ZoneRule(
    String zoneId, ZoneKind kind, Polygon polygon, Duration dwell, ZoneTerms terms) {
  public ZoneRule {
    if (dwell.isNegative() || dwell.isZero()) {
      throw new IllegalArgumentException("dwell is longer than nothing, not " + dwell);
    }
  }

  /** A rule that always holds, about whom its kind is usually about. */
  public ZoneRule(String zoneId, ZoneKind kind, Polygon polygon, Duration dwell) {
    this(zoneId, kind, polygon, dwell, new ZoneTerms(Schedule.ALWAYS, kind.usualSubject(), false));
  }

  /** The rule of a configured zone. */
  public static ZoneRule of(Zone zone, ZoneId village) {
    return new ZoneRule(
        zone.id(),
        zone.kind(),
        zone.polygon(),
        Duration.ofSeconds(Math.max(1, zone.dwellSeconds()) + (long) zone.graceSeconds()),
        new ZoneTerms(new Schedule(zone.hours(), village), zone.subject(), zone.queueTolerated()));
  }

  /**
   * Whether a thing that is at rest since its onset is due. What stands counts from the begin of
   * the rule's hours at the earliest; what was left behind is judged by the hour at which it was.
   */
  boolean due(long onsetMillis, long nowMillis) {
    if (kind != ZoneKind.NO_PARKING) {
      return nowMillis - onsetMillis >= dwell.toMillis() && holds(onsetMillis);
    }
    Instant now = Instant.ofEpochMilli(nowMillis);
    if (!terms.schedule().holds(now)) {
      return false;
    }
    Instant since = terms.schedule().since(now);
    long counted =
        since.equals(Instant.MIN) ? onsetMillis : Math.max(onsetMillis, since.toEpochMilli());
    return nowMillis - counted >= dwell.toMillis();
  }

  /** Whether somebody's mere presence in the zone matters. */
  public boolean needsPresence() {
    return kind.needsMotion();
  }

  /** Whether the rule holds at this time. */
  boolean holds(long millis) {
    return terms.schedule().holds(Instant.ofEpochMilli(millis));
  }
}
