package org.gengfu.analytics.activity;

import java.time.Duration;

/**
 * How far apart the keyframes of a camera may be judged that has been quiet for long. Its rules get
 * at least {@link #LOOKS} looks within their shortest dwell, and its picture's health one every
 * {@link #LONGEST}. One thread at a time.
 */
public final class KeyframeGap {
  /** A thing must be seen at rest twice before its dwell is over; twice that is to spare. */
  static final int LOOKS = 4;

  /** Never longer: the picture's health, and the delay of what is raised. */
  static final Duration LONGEST = Duration.ofSeconds(8);

  private final long boundNanos;
  private boolean any;
  private long lastJudged;
  private long lastSeen;
  private long interval;

  /**
   * @param shortestDwell of the camera's rules; zero or less where every keyframe is to be judged
   */
  public KeyframeGap(Duration shortestDwell) {
    this.boundNanos = Math.min(LONGEST.toNanos(), Math.max(0, shortestDwell.toNanos()) / LOOKS);
  }

  /**
   * Whether this keyframe may be passed over: the next one, if it comes as this one did, is still
   * within the bound.
   *
   * @param nanos its stream time
   * @param quietForLong whether the camera is
   */
  public boolean passOver(long nanos, boolean quietForLong) {
    if (any) {
      // Grows at once, shrinks slowly: a camera that stretches its groups is not trusted.
      long distance = Math.max(0, nanos - lastSeen);
      interval = Math.max(distance, interval - interval / 8);
    }
    lastSeen = nanos;
    boolean over =
        any && quietForLong && nanos >= lastJudged && nanos + interval - lastJudged <= boundNanos;
    if (!over) {
      lastJudged = nanos;
    }
    any = true;
    return over;
  }
}
