package org.gengfu.ingest.playback;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.core.recording.Fragment;
import org.gengfu.core.recording.RecordedSegment;
import org.gengfu.core.recording.RecordingException;
import org.gengfu.core.recording.RecordingException.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists the pictures of a range of time: from the keyframe at or before its begin to its end. */
final class RangeReader {
  private static final Logger LOG = LoggerFactory.getLogger(RangeReader.class);

  private final Instant from;
  private final Instant to;
  private final SampleTable table = new SampleTable();
  private @Nullable Codec codec;

  private RangeReader(Instant from, Instant to) {
    this.from = from;
    this.to = to;
  }

  /**
   * @param segments of the range, oldest first
   * @throws RecordingException MIXED_CODECS
   */
  static SampleTable read(List<RecordedSegment> segments, Instant from, Instant to) {
    RangeReader reader = new RangeReader(from, to);
    for (RecordedSegment segment : segments) {
      reader.segment(segment);
    }
    return reader.table;
  }

  /** What can't be read is left out, as if it had not been recorded; the rest is worth having. */
  private void segment(RecordedSegment segment) {
    List<Fragment> fragments = segment.fragments();
    int begin = beginAt(fragments, from);
    if (begin < 0 || !fragments.get(begin).wallClock().isBefore(to)) {
      return;
    }
    try (SegmentFile file = new SegmentFile(segment.file())) {
      sameCodec(file.head().format(), fragments.get(begin).wallClock());
      for (int i = begin; i < fragments.size(); i++) {
        Fragment fragment = fragments.get(i);
        if (!fragment.wallClock().isBefore(to)) {
          return;
        }
        fragment(segment, file.head().format(), fragment, file.pictures(fragment));
      }
    } catch (NoSuchFileException e) {
      LOG.debug("{} was deleted meanwhile", segment.file());
    } catch (IOException e) {
      LOG.warn("a part of {} can't be played: {}", segment.file(), e.toString());
    }
  }

  /**
   * The last fragment that begins with a keyframe at or before this moment, else the first with a
   * keyframe; -1 where there is none or all ends before.
   */
  static int beginAt(List<Fragment> fragments, Instant at) {
    int found = -1;
    for (int i = 0; i < fragments.size(); i++) {
      Fragment fragment = fragments.get(i);
      if (fragment.wallClock().isAfter(at) && found >= 0) {
        break;
      }
      if (fragment.keyframe()) {
        found = i;
      }
    }
    boolean over =
        fragments.isEmpty() || !fragments.get(fragments.size() - 1).wallClockEnd().isAfter(at);
    return over ? -1 : found;
  }

  private void sameCodec(VideoFormat format, Instant at) {
    if (codec != null && codec != format.codec()) {
      throw new RecordingException(
          Reason.MIXED_CODECS,
          "the camera changed from "
              + codec
              + " to "
              + format.codec()
              + " at "
              + at
              + "; ask for the time before and the time after");
    }
    codec = format.codec();
  }

  private void fragment(
      RecordedSegment segment, VideoFormat format, Fragment fragment, Pictures pictures) {
    long end = Units.of(java.time.Duration.between(fragment.wallClock(), to));
    int count = 0;
    long units = 0;
    while (count < pictures.count() && units < end) {
      units += pictures.durations()[count];
      count++;
    }
    if (count > 0) {
      table.add(segment.file(), format, pictures, fragment.wallClock(), 0, count);
    }
  }
}
