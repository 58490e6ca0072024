package org.gengfu.simulator.sensors;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * A value that goes up and down with the day, with some noise; the same for the same moment.
 *
 * @param mean about which it swings
 * @param swing greatest distance from the mean over a day
 * @param peakHour local hour at which it is greatest
 * @param noise greatest random part
 * @param seed tells one sensor's noise from another's
 */
record Wave(double mean, double swing, double peakHour, double noise, long seed) {
  private static final ZoneId VILLAGE = ZoneId.of("Asia/Shanghai");
  private static final int NOISE_SECONDS = 5;

  double at(Instant time) {
    ZonedDateTime local = time.atZone(VILLAGE);
    double hour = local.toLocalTime().toSecondOfDay() / 3600.0;
    double daily = swing * Math.cos((hour - peakHour) / 24 * 2 * Math.PI);
    return Math.max(0, mean + daily + noise * random(time));
  }

  /** -1 to 1: splitmix64 over seed and moment, so that no state has to be kept. */
  private double random(Instant time) {
    long z = seed * 0x9E3779B97F4A7C15L + time.getEpochSecond() / NOISE_SECONDS;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return ((z ^ (z >>> 31)) >> 11) / (double) (1L << 52);
  }
}
