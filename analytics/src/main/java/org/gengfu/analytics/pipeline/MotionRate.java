package org.gengfu.analytics.pipeline;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gengfu.analytics.motion.Presence;
import org.gengfu.core.village.Zone;

/** How many pictures the rules for what moves want, and for how long. */
public final class MotionRate {
  /** What they need while something moves. */
  public static final double PICTURES_PER_SECOND = 5;

  /** So long after its dwell a rule has said of somebody what it will. */
  private static final int DECIDED_SECONDS = 30;

  private MotionRate() {}

  /** Whether somebody is followed of whom a rule may still say something. */
  public static boolean undecided(List<Presence> present, List<Zone> zones, long wallMillis) {
    return present.stream()
        .anyMatch(
            who ->
                zones.stream()
                    .filter(zone -> zone.id().equals(who.zoneId()))
                    .anyMatch(
                        zone ->
                            wallMillis - who.since().toEpochMilli()
                                <= TimeUnit.SECONDS.toMillis(
                                    zone.dwellSeconds() + DECIDED_SECONDS)));
  }
}
