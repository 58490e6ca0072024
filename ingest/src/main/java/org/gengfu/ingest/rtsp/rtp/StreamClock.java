package org.gengfu.ingest.rtsp.rtp;

import java.time.Instant;
import org.gengfu.core.media.AccessUnit;

/**
 * Turns RTP timestamps into a presentation time that never wraps, and that into wall-clock time.
 *
 * <p>The wall clock comes from arrival: pictures can be delayed on their way but not sent before
 * they are taken, so the smallest (arrival − PTS) seen is nearest the truth. It is taken at once
 * when it falls, and followed slowly when it rises (the camera's clock drifts).
 */
public final class StreamClock {
  /** A timestamp that differs from the time of arrival by more than this is a new beginning. */
  static final long MAX_JUMP_SECONDS = 10;

  /** An estimate this much too early is not drift: a clock was set. */
  static final long MAX_RISE_NANOS = 5_000_000_000L;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int RISE_DIVISOR = 256;

  private final int clockRate;
  private boolean started;
  private int lastTimestamp;
  private long lastArrivalNanos;
  private long pts;
  private boolean anchored;
  private long offsetNanos;
  private long lastWallNanos;

  /**
   * @param firstPts presentation time of the first picture
   * @param clockRate RTP units a second, from the SDP
   */
  public StreamClock(long firstPts, int clockRate) {
    this.pts = firstPts;
    this.clockRate = clockRate;
  }

  /**
   * The presentation time of the picture with this timestamp, in {@link AccessUnit#PTS_PER_SECOND}.
   *
   * @param arrivalNanos monotonic time of arrival
   */
  public long pts(int timestamp, long arrivalNanos) {
    if (started) {
      pts += step(timestamp, arrivalNanos);
    }
    started = true;
    lastTimestamp = timestamp;
    lastArrivalNanos = arrivalNanos;
    return pts;
  }

  /** Whether a picture has had its time. */
  public boolean started() {
    return started;
  }

  /** The presentation time at an RTP timestamp near the last picture's. */
  public long ptsAt(int timestamp) {
    return pts + (long) (timestamp - lastTimestamp) * AccessUnit.PTS_PER_SECOND / clockRate;
  }

  /** The presentation time of what arrives then, if it takes as long as the last picture did. */
  long ptsAtArrival(long arrivalNanos) {
    return pts + elapsed(arrivalNanos);
  }

  private long elapsed(long arrivalNanos) {
    return (arrivalNanos - lastArrivalNanos) / 1_000 * AccessUnit.PTS_PER_SECOND / 1_000_000;
  }

  private long step(int timestamp, long arrivalNanos) {
    int units = timestamp - lastTimestamp;
    long elapsed = elapsed(arrivalNanos);
    // The difference of two 32-bit timestamps, signed: wraps come out right, and going back a
    // little (B-pictures) stays going back a little.
    long step =
        clockRate == AccessUnit.PTS_PER_SECOND
            ? units
            : units * AccessUnit.PTS_PER_SECOND / clockRate;
    boolean jumped = Math.abs(step - elapsed) > MAX_JUMP_SECONDS * AccessUnit.PTS_PER_SECOND;
    return jumped ? Math.max(1, elapsed) : step;
  }

  /** The wall-clock time of a picture; not after its arrival, and later than the one before. */
  public Instant wallClock(long unitPts, Instant arrival) {
    long arrivalNanos = arrival.getEpochSecond() * NANOS_PER_SECOND + arrival.getNano();
    long ptsNanos = unitPts * 100_000 / 9;
    long sample = arrivalNanos - ptsNanos;
    if (!anchored || sample < offsetNanos || sample - offsetNanos > MAX_RISE_NANOS) {
      offsetNanos = sample;
      anchored = true;
    } else {
      offsetNanos += (sample - offsetNanos) / RISE_DIVISOR;
    }
    long wall = offsetNanos + ptsNanos;
    // While a burst of older pictures pulls the estimate back, time still goes on; only a wall
    // clock that was set back takes it along.
    if (wall <= lastWallNanos && lastWallNanos - wall < MAX_RISE_NANOS) {
      wall = lastWallNanos + 1_000_000;
    }
    lastWallNanos = wall;
    return Instant.ofEpochSecond(
        Math.floorDiv(wall, NANOS_PER_SECOND), Math.floorMod(wall, NANOS_PER_SECOND));
  }
}
