package org.gengfu.analytics.scene;

/**
 * Stream time laid on the wall clock, in milliseconds since the epoch, never running back.
 *
 * <p>Between two pictures the stream's own time counts, so that a slow network or a stepped wall
 * clock stretches no dwell. Where the stream's time jumps, the wall clock says how long it was.
 */
public final class SceneClock {
  /** A step of the stream that differs more than this from the wall's is a jump. */
  private static final long MAX_DISAGREEMENT_MILLIS = 10_000;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private boolean started;
  private boolean anchored;
  private long lastNanos;
  private long lastWallMillis;
  private long nowMillis;

  /** The time of the picture; at least one millisecond after the one before. */
  public long advance(long presentationNanos, long wallMillis) {
    if (!started) {
      nowMillis = wallMillis;
      started = true;
    } else {
      long wall = wallMillis - lastWallMillis;
      long stream = (presentationNanos - lastNanos) / NANOS_PER_MILLI;
      boolean steady = anchored && stream > 0 && Math.abs(stream - wall) <= MAX_DISAGREEMENT_MILLIS;
      nowMillis += Math.max(1, steady ? stream : wall);
    }
    anchored = true;
    lastNanos = presentationNanos;
    lastWallMillis = wallMillis;
    return nowMillis;
  }

  public long nowMillis() {
    return nowMillis;
  }

  public long wallMillis() {
    return lastWallMillis;
  }

  /** Goes on from a saved state; the next picture's own time has no meaning for it yet. */
  public void resume(long savedNowMillis, long savedWallMillis) {
    started = true;
    anchored = false;
    nowMillis = savedNowMillis;
    lastWallMillis = savedWallMillis;
  }
}
