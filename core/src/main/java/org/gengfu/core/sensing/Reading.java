package org.gengfu.core.sensing;

import java.time.Instant;

/**
 * One periodic value of a sensor.
 *
 * @param sensorId id of the sensor
 * @param metric what is measured, such as {@code level}
 * @param value in {@code unit}; finite
 * @param unit unit symbol, may be empty
 * @param time when it was measured (or received, where the payload has no time)
 */
public record Reading(String sensorId, String metric, double value, String unit, Instant time) {
  public Reading {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a reading is a finite number, not " + value);
    }
  }
}
