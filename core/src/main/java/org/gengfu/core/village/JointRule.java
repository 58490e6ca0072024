package org.gengfu.core.village;

import java.time.Duration;
import java.time.Instant;
import org.gengfu.core.cases.Severity;

/**
 * Joins a sensor and a camera: a case where the sensor's value is past the threshold and somebody
 * is in the zone, both within one time window.
 *
 * @param id id
 * @param name shown to people, and what the case is called
 * @param zoneId zone in whose place somebody is looked for; its own rule goes on beside this one
 * @param subject who is looked for
 * @param sensorId the sensor
 * @param metric one of the sensor's metrics
 * @param direction which side of the threshold counts
 * @param threshold counts at or past this value
 * @param windowSeconds how far apart in time the two may be
 * @param severity of the case
 * @param enabled false keeps the configuration but judges nothing
 */
public record JointRule(
    String id,
    String name,
    String zoneId,
    ZoneSubject subject,
    String sensorId,
    String metric,
    Sensor.Direction direction,
    double threshold,
    int windowSeconds,
    Severity severity,
    boolean enabled)
    implements Entity {

  /** Whether the value is one that counts. */
  public boolean holds(double value) {
    return direction == Sensor.Direction.ABOVE ? value >= threshold : value <= threshold;
  }

  /** Whether the two times are within the window. */
  public boolean together(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(Duration.ofSeconds(windowSeconds)) <= 0;
  }
}
