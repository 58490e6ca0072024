package org.gengfu.analytics.pipeline;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.media.AccessUnit;

/**
 * One stream time for a camera over all its connections and our restarts: nanoseconds since the
 * epoch that advance with presentation time. Where presentation time begins anew, as it does with
 * every connection, the wall clock bridges the gap.
 */
final class StreamClock {
  /** Presentation time and wall clock differ by more than this only where time began anew. */
  private static final long MAX_DISAGREEMENT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private boolean started;
  private long lastPts;
  private long lastWallNanos;
  private long nanos;

  /** Stream time of this unit; never runs back. */
  long nanos(AccessUnit unit) {
    long wallNanos = nanos(unit.wallClock());
    if (started) {
      nanos += step(unit.pts() - lastPts, wallNanos - lastWallNanos);
    } else {
      nanos = wallNanos;
      started = true;
    }
    lastPts = unit.pts();
    lastWallNanos = wallNanos;
    return nanos;
  }

  private static long step(long ptsDelta, long wallDelta) {
    // Divided first: a broken camera's jump must not overflow.
    long ptsNanos =
        TimeUnit.SECONDS.toNanos(ptsDelta / AccessUnit.PTS_PER_SECOND)
            + TimeUnit.SECONDS.toNanos(ptsDelta % AccessUnit.PTS_PER_SECOND)
                / AccessUnit.PTS_PER_SECOND;
    boolean believed = ptsNanos > 0 && Math.abs(ptsNanos - wallDelta) <= MAX_DISAGREEMENT_NANOS;
    return believed ? ptsNanos : Math.max(0, wallDelta);
  }

  private static long nanos(Instant time) {
    return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
  }
}
