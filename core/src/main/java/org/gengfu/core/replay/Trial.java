package org.gengfu.core.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Zone;

/** Rules that are to be tried over a time that is past. */
public sealed interface Trial {
  /** Longest time over which zones are tried. */
  Duration LONGEST_VIDEO = Duration.ofHours(24);

  /** Longest time over which thresholds are tried. */
  Duration LONGEST_SERIES = Duration.ofDays(7);

  /** Most zones that are tried in one picture. */
  int MOST_ZONES = 64;

  /** Begin, inclusive: what is raised from here on counts. */
  Instant from();

  /** End, exclusive. */
  Instant to();

  /**
   * Zones, over a camera's recording.
   *
   * @param cameraId id of a configured camera
   * @param zones all zones that its picture would have; those that are not enabled raise nothing
   */
  record OfZones(String cameraId, List<Zone> zones, Instant from, Instant to) implements Trial {
    public OfZones {
      zones = List.copyOf(zones);
    }
  }

  /**
   * Thresholds, over a sensor's readings.
   *
   * @param sensor with the rules to try, everything of its type filled in
   */
  record OfThresholds(Sensor sensor, Instant from, Instant to) implements Trial {}
}
