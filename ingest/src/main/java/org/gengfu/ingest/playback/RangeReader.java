package org.gengfu.ingest.playback;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.core.recording.Fragment;
import org.gengfu.core.recording.RecordedSegment;
import org.gengfu.core.recording.RecordedVideo;
import org.gengfu.core.recording.RecordingException;
import org.gengfu.core.recording.RecordingException.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists the pictures of a range of time, from the keyframe at or before its begin to its end, and
 * the sound from its begin on.
 */
final class RangeReader {
  private static final Logger LOG = LoggerFactory.getLogger(RangeReader.class);

  /** Damaged files may tell of longer pictures than this in all: those get no sound. */
  private static final long MOST_UNITS = Units.of(RecordedVideo.LONGEST_FILE.plusHours(1));

  private final Instant from;
  private final Instant to;
  private final SampleTable table = new SampleTable();
  private @Nullable SoundTable sound;
  private @Nullable Codec codec;
  private long units;
  private long skip;

  /** From a time of the present file to the time line of what is shown. */
  private long shift;

  private RangeReader(Instant from, Instant to, @Nullable SoundCoding coding) {
    this.from = from;
    this.to = to;
    this.sound = coding == null ? null : new SoundTable(coding);
  }

  /**
   * What was found.
   *
   * @param sound null where there is none
   * @param mixedSound whether there is sound in another format too, which is left out
   */
  record Found(SampleTable pictures, @Nullable SoundTable sound, boolean mixedSound) {}

  /**
   * @param segments of the range, oldest first
   * @throws RecordingException MIXED_CODECS
   */
  static Found read(List<RecordedSegment> segments, Instant from, Instant to) {
    PrevailingSound prevailing = PrevailingSound.of(segments, from, to);
    RangeReader reader = new RangeReader(from, to, prevailing.coding());
    for (RecordedSegment segment : segments) {
      reader.segment(segment);
    }
    SoundTable sound = reader.sound;
    if (sound == null || !sound.anything()) {
      return new Found(reader.table, null, prevailing.mixed());
    }
    sound.fillUpTo(reader.table.chunks() - 1, reader.units - reader.skip);
    return new Found(reader.table, sound, prevailing.mixed());
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
          // Sound comes a little later than its pictures: the last of it is here.
          sound(file, file.list(fragment).sound());
          return;
        }
        fragment(segment, file, fragment);
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

  private void fragment(RecordedSegment segment, SegmentFile file, Fragment fragment)
      throws IOException {
    SegmentFile.Listed listed = file.list(fragment);
    Pictures pictures = listed.pictures();
    long end = Units.of(Duration.between(fragment.wallClock(), to));
    int count = 0;
    long shown = 0;
    while (count < pictures.count() && shown < end) {
      shown += pictures.durations()[count];
      count++;
    }
    if (count == 0) {
      return;
    }
    if (table.samples() == 0) {
      skip = Math.max(0, Units.of(Duration.between(fragment.wallClock(), from)));
    }
    shift = units - skip - fragment.decodeTime();
    VideoFormat format = file.head().format();
    table.add(segment.file(), format, pictures, fragment.wallClock(), 0, count);
    units += shown;
    if (units > MOST_UNITS) {
      sound = null;
    }
    sound(file, listed.sound());
    if (sound != null) {
      sound.fillUpTo(table.chunks() - 1, units - skip - SoundLine.LATE);
    }
  }

  /** Lays a fragment's sound beside the pictures. */
  private void sound(SegmentFile file, @Nullable Sounds its) {
    SoundTable into = sound;
    SoundHead head = file.head().sound();
    if (into != null
        && its != null
        && head != null
        && table.chunks() > 0
        && head.format().equals(into.coding().format())) {
      int last = table.chunks() - 1;
      into.add(table.chunkFile(last), last, its, shift, units - skip);
    }
  }
}
