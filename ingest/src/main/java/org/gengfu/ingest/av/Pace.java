package org.gengfu.ingest.av;

import org.gengfu.core.media.AccessUnit;

/**
 * When a picture is due: at its presentation time after the first. A live stream is hardly held up:
 * servers send what they have in memory at once, and then go on in time. One that comes late moves
 * all that follow; one that jumps begins anew.
 */
final class Pace {
  /** Two pictures further apart than this have a gap between them, which nobody waits for. */
  static final long MAX_STEP = 3 * AccessUnit.PTS_PER_SECOND;

  private final long aheadNanos;
  private boolean started;
  private long startNanos;
  private long startPts;
  private long lastPts;

  /**
   * @param aheadNanos so much earlier than due a picture may go
   */
  Pace(long aheadNanos) {
    this.aheadNanos = aheadNanos;
  }

  /** The moment at which the picture may go; not after now where it may at once. */
  long due(long pts, long nowNanos) {
    if (!started || Math.abs(pts - lastPts) > MAX_STEP) {
      started = true;
      startNanos = nowNanos;
      startPts = pts;
    }
    lastPts = pts;
    long at = startNanos + (pts - startPts) * 100_000 / 9;
    if (at < nowNanos) {
      startNanos += nowNanos - at;
      at = nowNanos;
    }
    return at - aheadNanos;
  }
}
