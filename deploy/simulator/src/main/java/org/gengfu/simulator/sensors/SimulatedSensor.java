package org.gengfu.simulator.sensors;

import java.time.Duration;
import java.time.Instant;
import org.gengfu.core.village.Sensor;

/**
 * A device: what the hub is told of it, and what it measures.
 *
 * @param sensor the hub's configuration of it
 * @param shape how it writes its reports
 * @param wave its value on an ordinary day
 * @param every how often it reports
 */
record SimulatedSensor(Sensor sensor, PayloadShape shape, Wave wave, Duration every) {

  /** The report of this moment. */
  String report(double value, Instant time) {
    return shape.write("GF-" + sensor.id().toUpperCase(java.util.Locale.ROOT), value, time);
  }
}
