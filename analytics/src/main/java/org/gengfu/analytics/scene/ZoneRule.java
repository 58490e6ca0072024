package org.gengfu.analytics.scene;

import java.time.Duration;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.village.ZoneKind;

/**
 * A part of the picture in which nothing of a kind may stay longer than its dwell.
 *
 * @param zoneId id, unique within one camera
 * @param kind what must not happen here
 * @param polygon normalised corners
 * @param dwell how long a thing may stay, in stream time
 */
public record ZoneRule(String zoneId, ZoneKind kind, Polygon polygon, Duration dwell) {
  public ZoneRule {
    if (dwell.isNegative() || dwell.isZero()) {
      throw new IllegalArgumentException("dwell is longer than nothing, not " + dwell);
    }
  }
}
