package org.gengfu.simulator.sensors;

import java.time.Duration;

/**
 * Something that happens to a sensor: its value goes from where it is to a peak, stays there, and
 * comes back.
 *
 * @param sensorId which sensor
 * @param after when it begins, from the start of the simulation
 * @param rise how long it takes to the peak
 * @param stay how long it stays there
 * @param fall how long it takes back
 * @param peak value at the peak, in the sensor's unit
 */
public record Episode(
    String sensorId, Duration after, Duration rise, Duration stay, Duration fall, double peak) {

  /** How much of the way to the peak the value has gone, 0 to 1. */
  double shareAt(Duration sinceStart) {
    Duration t = sinceStart.minus(after);
    if (t.isNegative()) {
      return 0;
    }
    if (t.compareTo(rise) < 0) {
      return share(t, rise);
    }
    t = t.minus(rise);
    if (t.compareTo(stay) < 0) {
      return 1;
    }
    t = t.minus(stay);
    return t.compareTo(fall) < 0 ? 1 - share(t, fall) : 0;
  }

  private static double share(Duration part, Duration whole) {
    return (double) part.toMillis() / whole.toMillis();
  }
}
