package org.gengfu.core.sensing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * One periodic value of a sensor.
 *
 * @param sensorId id of the sensor
 * @param metric what is measured, such as {@code level}
 * @param value in {@code unit}; finite
 * @param unit unit symbol, may be empty
 * @param time when it was measured (or received, where the payload has no time)
 * @param quality how far it can be trusted
 */
public record Reading(
    String sensorId, String metric, double value, String unit, Instant time, Quality quality) {
  public Reading {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a reading is a finite number, not " + value);
    }
  }

  /** A reading that nothing speaks against. */
  public Reading(String sensorId, String metric, double value, String unit, Instant time) {
    this(sensorId, metric, value, unit, time, Quality.GOOD);
  }

  /** Whether rules may judge it. */
  @JsonIgnore
  public boolean good() {
    return quality == Quality.GOOD;
  }
}
