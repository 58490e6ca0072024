package org.gengfu.ingest.playback;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.media.Codec;
import org.gengfu.core.recording.Fragment;
import org.gengfu.core.recording.RecordedSegment;
import org.gengfu.core.recording.RecordedVideo.Gap;
import org.gengfu.core.recording.RecordedVideo.Span;
import org.gengfu.core.recording.RecordedVideo.Timeline;
import org.gengfu.core.recording.Segment;

/** Puts a timeline together out of the segments of a time. */
final class Timelines {
  /** Segments that are closer than this follow each other without a gap. */
  static final Duration NO_GAP = Duration.ofSeconds(1);

  private Timelines() {}

  static Timeline of(List<RecordedSegment> segments, Instant from, Instant to) {
    List<Span> spans = new ArrayList<>();
    for (RecordedSegment recorded : segments) {
      Segment segment = recorded.segment();
      Instant begin = later(segment.start(), from);
      Instant end = earlier(segment.end(), to);
      if (begin.isBefore(end)) {
        add(
            spans,
            new Span(
                begin,
                end,
                bytes(recorded.fragments(), begin, end),
                segment.codecs().startsWith("avc") ? Codec.H264 : Codec.H265,
                segment.width(),
                segment.height()));
      }
    }
    return new Timeline(spans, gaps(spans, from, to));
  }

  private static void add(List<Span> spans, Span next) {
    Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
    if (last != null
        && last.codec() == next.codec()
        && last.width() == next.width()
        && last.height() == next.height()
        && !last.to().plus(NO_GAP).isBefore(next.from())) {
      spans.set(
          spans.size() - 1,
          new Span(
              last.from(),
              later(last.to(), next.to()),
              last.bytes() + next.bytes(),
              last.codec(),
              last.width(),
              last.height()));
    } else {
      spans.add(next);
    }
  }

  private static long bytes(List<Fragment> fragments, Instant from, Instant to) {
    return fragments.stream()
        .filter(one -> one.wallClock().isBefore(to) && one.wallClockEnd().isAfter(from))
        .mapToLong(Fragment::bytes)
        .sum();
  }

  private static List<Gap> gaps(List<Span> spans, Instant from, Instant to) {
    List<Gap> gaps = new ArrayList<>();
    Instant at = from;
    for (Span span : spans) {
      if (span.from().isAfter(at.plus(NO_GAP))) {
        gaps.add(new Gap(at, span.from()));
      }
      at = later(at, span.to());
    }
    if (to.isAfter(at.plus(NO_GAP))) {
      gaps.add(new Gap(at, to));
    }
    return gaps;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
