package org.gengfu.ingest.playback;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.core.recording.RecordedSegment;
import org.jspecify.annotations.Nullable;

/**
 * Which sound a file gets. A track can have one format alone: of several in a range it is the one
 * that was recorded for longest, and the earlier one of two that were recorded equally long.
 *
 * @param coding null where there is no sound that can be played back
 * @param mixed whether there is another one that is left out
 */
record PrevailingSound(@Nullable SoundCoding coding, boolean mixed) {

  /** Looks at the files of a range that have sound by their index. */
  static PrevailingSound of(List<RecordedSegment> segments, Instant from, Instant to) {
    Map<AudioFormat, Duration> lengths = new LinkedHashMap<>();
    for (RecordedSegment recorded : segments) {
      // Codecs of several tracks stand behind each other (RFC 6381).
      AudioFormat format = recorded.segment().codecs().contains(",") ? format(recorded) : null;
      if (format != null) {
        lengths.merge(format, length(recorded, from, to), Duration::plus);
      }
    }
    SoundCoding longest = null;
    Duration most = Duration.ZERO;
    for (Map.Entry<AudioFormat, Duration> one : lengths.entrySet()) {
      SoundCoding coding = SoundCoding.of(one.getKey());
      if (coding != null && one.getValue().compareTo(most) > 0) {
        longest = coding;
        most = one.getValue();
      }
    }
    return new PrevailingSound(longest, lengths.size() > (longest == null ? 0 : 1));
  }

  private static Duration length(RecordedSegment recorded, Instant from, Instant to) {
    Instant begin = recorded.segment().start();
    Instant end = recorded.segment().end();
    Duration length =
        Duration.between(begin.isBefore(from) ? from : begin, to.isBefore(end) ? to : end);
    return length.isNegative() ? Duration.ZERO : length;
  }

  private static @Nullable AudioFormat format(RecordedSegment recorded) {
    try (SegmentFile file = new SegmentFile(recorded.file())) {
      SoundHead sound = file.head().sound();
      return sound == null ? null : sound.format();
    } catch (IOException e) {
      return null; // its pictures can't be read either, and that is told
    }
  }
}
