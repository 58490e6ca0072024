package org.gengfu.analytics.motion;

/**
 * How long a track has been in a zone, short absences included.
 *
 * @param sinceMillis since when
 * @param lastMillis when it was last seen inside
 */
record Stay(long sinceMillis, long lastMillis) {
  /** Whoever is back within this time has not been away. */
  static final long BRIDGED_MILLIS = 15_000;

  static Stay begun(long now) {
    return new Stay(now, now);
  }

  Stay again(long now) {
    return now - lastMillis > BRIDGED_MILLIS ? begun(now) : new Stay(sinceMillis, now);
  }
}
