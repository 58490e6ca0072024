package org.gengfu.core.recording;

import java.time.Duration;
import java.time.Instant;
import org.gengfu.core.media.AccessUnit;

/**
 * One group of pictures in a segment's file: the boxes {@code prft}, {@code moof} and {@code mdat}.
 *
 * @param offset of its first byte in the file
 * @param bytes its length
 * @param decodeTime of its first picture since the segment's start, 90,000 units a second; the end
 *     of the fragment before
 * @param duration in the same units
 * @param wallClock of its first picture
 * @param keyframe whether decoding can begin here; false only in a group too long for one fragment
 */
public record Fragment(
    long offset, int bytes, long decodeTime, long duration, Instant wallClock, boolean keyframe) {

  /** Wall clock at which its last picture ends. */
  public Instant wallClockEnd() {
    return wallClock.plus(length());
  }

  /** How long its pictures last. */
  public Duration length() {
    return units(duration);
  }

  /** Units of presentation time as a duration, cut to nanoseconds. */
  public static Duration units(long units) {
    return Duration.ofSeconds(units / AccessUnit.PTS_PER_SECOND)
        .plusNanos(units % AccessUnit.PTS_PER_SECOND * 1_000_000_000 / AccessUnit.PTS_PER_SECOND);
  }
}
