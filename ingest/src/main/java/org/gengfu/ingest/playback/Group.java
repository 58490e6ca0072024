package org.gengfu.ingest.playback;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.gengfu.core.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of a recorded fragment, in memory: all of them, or keyframes alone; and its sound.
 *
 * @param gapFrom where the recording broke off before it; null where it goes on without a gap
 * @param decodeTime of the first picture since its segment's start, 90,000 units a second
 * @param wallClock of the first picture
 * @param pictures with the durations of those left out added; offsets are of {@code bytes}
 * @param bytes of all pictures, one behind the other
 * @param sound null where it wasn't asked for, or its file has no track of it
 */
record Group(
    VideoFormat format,
    @Nullable Instant gapFrom,
    long decodeTime,
    Instant wallClock,
    Pictures pictures,
    ByteBuffer bytes,
    @Nullable GroupSound sound) {

  /** Without sound, at its segment's start. */
  Group(
      VideoFormat format,
      @Nullable Instant gapFrom,
      Instant wallClock,
      Pictures pictures,
      ByteBuffer bytes) {
    this(format, gapFrom, 0, wallClock, pictures, bytes, null);
  }

  long units() {
    return pictures.unitsBefore(pictures.count());
  }

  Instant end() {
    return wallClock.plus(Units.duration(units()));
  }

  Instant wallClock(int picture) {
    return wallClock.plus(recorded(0, picture));
  }

  /** How much of the recording these pictures last. */
  Duration recorded(int from, int to) {
    return Units.duration(pictures.unitsBefore(to) - pictures.unitsBefore(from));
  }
}
