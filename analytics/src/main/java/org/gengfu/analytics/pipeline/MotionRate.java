package org.gengfu.analytics.pipeline;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gengfu.analytics.motion.Presence;
import org.gengfu.core.village.Zone;

/** How many pictures the rules for what moves want, and for how long. */
public final class MotionRate {
  /** What rules with a short dwell need while something moves. */
  static final double OFTEN = 5;

  /** What the others need: somebody who runs is found again in the next picture. */
  static final double SELDOM = 3;

  /** A shorter dwell is a short one. */
  private static final int SHORT_DWELL_SECONDS = 3;

  /** So long after its dwell a rule has said of somebody what it will. */
  private static final int DECIDED_SECONDS = 30;

  private MotionRate() {}

  /**
   * Pictures a second that these zones need while something moves in them.
   *
   * @param zones that are judged by what moves
   */
  public static double of(Iterable<Zone> zones) {
    for (Zone zone : zones) {
      if (zone.dwellSeconds() < SHORT_DWELL_SECONDS) {
        return OFTEN;
      }
    }
    return SELDOM;
  }

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
