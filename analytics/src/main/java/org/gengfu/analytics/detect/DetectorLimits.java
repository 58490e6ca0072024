package org.gengfu.analytics.detect;

import java.time.Duration;

/**
 * What a detector may take.
 *
 * @param callsPerSecond of the whole site; 0 for as many as are wanted
 * @param call a call that takes longer is ended
 * @param slow calls that take longer than this, several in a row, turn the detector off
 * @param rest how long it stays off before it is tried again
 */
public record DetectorLimits(int callsPerSecond, Duration call, Duration slow, Duration rest) {
  /** Live: on one core YOLOX-nano takes about 15 ms, so this is an eighth of a core at most. */
  public static final DetectorLimits LIVE =
      new DetectorLimits(8, Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofMinutes(10));

  /** For files, which can wait: the result must not depend on how busy the machine is. */
  public static final DetectorLimits FILES =
      new DetectorLimits(0, Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMinutes(10));

  public DetectorLimits {
    if (callsPerSecond < 0 || call.isNegative() || slow.isNegative() || rest.isNegative()) {
      throw new IllegalArgumentException("limits are not negative");
    }
  }
}
