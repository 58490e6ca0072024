package org.gengfu.ingest.health;

import java.time.Duration;
import java.time.Instant;
import org.gengfu.core.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived of a stream lately.
 *
 * @param format of the last access unit; null before the first
 * @param lastUnitAt when the last access unit arrived; null before the first
 * @param lastKeyframeAt when the last keyframe arrived; null before the first
 * @param keyframeSeconds between keyframes by the stream's own clock, the median of the last ones;
 *     not a number before the second
 * @param keyframeSpread the longest of these over the shortest; 1 where all are equal
 * @param gopUnits access units from keyframe to keyframe, the median of the last ones; 0 before
 * @param unitsPerSecond over the last minute; not a number before the first ten seconds
 * @param bitsPerSecond over the last minute; not a number before the first ten seconds
 * @param packets RTP packets that carried it, estimated from its bytes, over the last minute
 * @param jitterMillis mean deviation of the arrivals from the stream's clock (RFC 3550 §6.4.1)
 * @param reordered whether pictures are sent in another order than they are shown (B-frames)
 */
record StreamSeen(
    @Nullable VideoFormat format,
    @Nullable Instant lastUnitAt,
    @Nullable Instant lastKeyframeAt,
    double keyframeSeconds,
    double keyframeSpread,
    int gopUnits,
    double unitsPerSecond,
    double bitsPerSecond,
    double packets,
    double jitterMillis,
    boolean reordered) {

  /** Between keyframes, or since the last one where the next is overdue; seconds. */
  double keyframeSecondsBy(Instant now) {
    if (lastKeyframeAt == null) {
      return keyframeSeconds;
    }
    double waited = Duration.between(lastKeyframeAt, now).toMillis() / 1e3;
    boolean overdue =
        Double.isNaN(keyframeSeconds)
            ? waited > StreamJudge.LONGEST_KEYFRAME_SECONDS
            : waited > 2 * keyframeSeconds;
    return overdue ? waited : keyframeSeconds;
  }
}
