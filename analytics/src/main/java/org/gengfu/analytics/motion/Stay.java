package org.gengfu.analytics.motion;

/**
 * How long a track has been in a zone, short absences included.
 *
 * @param sinceMillis since when
 * @param lastMillis when it was last seen inside
 * @param clearMillis since when there has been no doubt that it is one and the same
 * @param longestMillis longest time at a stretch without such a doubt
 */
record Stay(long sinceMillis, long lastMillis, long clearMillis, long longestMillis) {
  /** Whoever is back within this time has not been away. */
  static final long BRIDGED_MILLIS = 15_000;

  /** A stay as it was saved: what was not doubted then is not doubted now. */
  Stay(long sinceMillis, long lastMillis) {
    this(sinceMillis, lastMillis, sinceMillis, lastMillis - sinceMillis);
  }

  static Stay begun(long now) {
    return new Stay(now, now, now, 0);
  }

  /**
   * It is seen inside again.
   *
   * @param doubtful whether it may be another who is followed from now on
   */
  Stay again(long now, boolean doubtful) {
    if (now - lastMillis > BRIDGED_MILLIS) {
      return begun(now);
    }
    long clear = doubtful ? now : clearMillis;
    return new Stay(sinceMillis, now, clear, Math.max(longestMillis, now - clear));
  }
}
