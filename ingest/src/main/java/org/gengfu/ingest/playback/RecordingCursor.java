package org.gengfu.ingest.playback;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.recording.Fragment;
import org.gengfu.core.recording.RecordedSegment;
import org.gengfu.core.recording.Recordings;
import org.gengfu.core.recording.Recordings.Span;
import org.gengfu.core.recording.Segment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes through a camera's recording, group by group. Blocks; for one thread at a time. */
final class RecordingCursor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingCursor.class);

  /** How much of the index is read at once. */
  private static final Duration WINDOW = Duration.ofMinutes(10);

  /** Only the first span matters: joining them gives few. */
  private static final int JOIN_SECONDS = 86_400;

  private final Recordings recordings;
  private final String cameraId;
  private final InstantSource clock;
  private final Deque<Fragment> fragments = new ArrayDeque<>();
  private final Deque<RecordedSegment> segments = new ArrayDeque<>();
  private Instant at = Instant.EPOCH;
  private boolean fresh = true;
  private @Nullable Instant end;
  private Segment.@Nullable Key key;
  private long readUpTo;
  private @Nullable SegmentFile file;

  RecordingCursor(Recordings recordings, String cameraId, InstantSource clock) {
    this.recordings = recordings;
    this.cameraId = cameraId;
    this.clock = clock;
  }

  /** Goes on at this moment: at the last keyframe before it, or at the first one behind it. */
  void seek(Instant to) {
    close();
    fragments.clear();
    segments.clear();
    at = to;
    fresh = true;
    end = null;
    key = null;
    readUpTo = 0;
  }

  /**
   * The next group; null where nothing more is recorded yet.
   *
   * @throws org.gengfu.core.storage.StoreException when the index can't be read
   */
  @Nullable Group next(GroupReader.Extent extent) {
    while (true) {
      if (fragments.isEmpty() && !nextSegment()) {
        return null;
      }
      Fragment fragment = fragments.poll();
      SegmentFile open = file;
      if (fragment == null || open == null) {
        continue;
      }
      readUpTo = fragment.offset();
      try {
        GroupReader.Read read = GroupReader.read(open, fragment, extent);
        at = fragment.wallClockEnd();
        if (read.pictures().count() > 0) {
          return group(open, fragment, read);
        }
      } catch (IOException e) {
        LOG.warn("camera {}: a part of {} can't be played: {}", cameraId, key, e.toString());
        at = fragment.wallClockEnd();
        dropToKeyframe();
      }
    }
  }

  private Group group(SegmentFile open, Fragment fragment, GroupReader.Read read) {
    Instant before = end;
    boolean gap = before != null && fragment.wallClock().isAfter(before.plus(Timelines.NO_GAP));
    end = fragment.wallClockEnd();
    return new Group(
        open.head().format(),
        gap ? before : null,
        fragment.decodeTime(),
        fragment.wallClock(),
        read.pictures(),
        read.bytes(),
        read.sound());
  }

  /** What refers to a picture that can't be read is not worth showing. */
  private void dropToKeyframe() {
    while (!fragments.isEmpty() && !fragments.element().keyframe()) {
      fragments.remove();
    }
  }

  /** Opens the next segment with something to play. */
  private boolean nextSegment() {
    if (segments.isEmpty()) {
      List<RecordedSegment> more = window(at);
      if (more.isEmpty()) {
        List<Span> later =
            recordings.spans(
                cameraId, StreamName.MAIN, at, clock.instant().plus(WINDOW), JOIN_SECONDS);
        if (later.isEmpty()) {
          return false;
        }
        more = window(latest(at, later.get(0).from()));
      }
      segments.addAll(more);
    }
    while (!segments.isEmpty()) {
      if (open(segments.remove())) {
        return true;
      }
    }
    return false;
  }

  private List<RecordedSegment> window(Instant from) {
    return recordings.between(cameraId, StreamName.MAIN, from, from.plus(WINDOW));
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private boolean open(RecordedSegment segment) {
    boolean same = segment.segment().key().equals(key);
    List<Fragment> all = segment.fragments();
    if (fresh) {
      int begin = RangeReader.beginAt(all, at);
      if (begin < 0) {
        return false;
      }
      fragments.addAll(all.subList(begin, all.size()));
    } else {
      all.stream()
          .filter(one -> same ? one.offset() > readUpTo : one.wallClockEnd().isAfter(at))
          .forEach(fragments::add);
      if (!same) {
        dropToKeyframe();
      }
    }
    if (fragments.isEmpty()) {
      return false;
    }
    if (same && file != null) {
      return true;
    }
    try {
      close();
      file = new SegmentFile(segment.file());
      key = segment.segment().key();
      readUpTo = 0;
      fresh = false;
      return true;
    } catch (IOException e) {
      LOG.debug("camera {}: {} can't be played: {}", cameraId, segment.file(), e.toString());
      at = latest(at, segment.segment().end());
      fragments.clear();
      return false;
    }
  }

  @Override
  public void close() {
    SegmentFile open = file;
    file = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.debug("closing a segment: {}", e.toString());
      }
    }
  }
}
