package org.gengfu.ingest.playback;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.core.recording.RecordedVideo;
import org.gengfu.core.recording.RecordedVideo.Moment;
import org.gengfu.core.recording.RecordedVideo.Watcher;
import org.gengfu.core.recording.RecordedVideo.Watching;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a recording to one viewer. It sends {@link #LEAD} ahead of what the viewer shows, and waits
 * while the viewer takes nothing. All state belongs to the loop's context; at most one group of
 * pictures is in memory.
 */
final class PlaybackSession implements Watching {
  /** So much is sent before it is due. */
  static final Duration LEAD = Duration.ofSeconds(2);

  /** Above this speed only keyframes are shown. */
  static final int MOST_WITH_ALL_PICTURES = 4;

  /** Most of a viewer's time in one fragment. */
  private static final long PIECE_UNITS = Units.of(Duration.ofMillis(400));

  private static final Duration ASK_READY_AGAIN = Duration.ofMillis(50);

  /** A viewer who takes nothing for so long gets keyframes alone, unless at normal speed. */
  private static final Duration TOO_SLOW = Duration.ofSeconds(1);

  /** How often it looks for what was recorded meanwhile. */
  private static final Duration ASK_EDGE_AGAIN = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(PlaybackSession.class);

  private final PlaybackLoop loop;
  private final RecordingCursor cursor;
  private final Watcher watcher;
  private final Runnable onClose;

  private int speed = 1;
  private boolean paused;
  private boolean closed;
  private boolean loading;
  private boolean atEdge;
  private boolean jumped = true;
  private int generation;
  private @Nullable Instant seekTo;
  private final WatchedSound sound = new WatchedSound();
  private @Nullable VideoFormat format;
  private @Nullable Group group;
  private int groupSpeed = 1;
  private int nextPicture;
  private int sequence;
  private long groupMedia;

  /** Where the viewer's timeline stood when the viewer's clock stood at {@link #anchorTime}. */
  private long anchorMedia;

  private Duration anchorTime = Duration.ZERO;
  private @Nullable Duration pausedAt;
  private @Nullable Duration waitingSince;
  private boolean slow;

  /**
   * @param onClose called once when it is closed
   */
  PlaybackSession(PlaybackLoop loop, RecordingCursor cursor, Watcher watcher, Runnable onClose) {
    this.onClose = onClose;
    this.loop = loop;
    this.cursor = cursor;
    this.watcher = watcher;
  }

  void begin(Instant from, int atSpeed) {
    check(atSpeed);
    speed = atSpeed;
    seek(from);
  }

  private static void check(int speed) {
    if (!RecordedVideo.SPEEDS.contains(speed)) {
      throw new IllegalArgumentException("no speed " + speed);
    }
  }

  @Override
  public void pause() {
    loop.execute(
        () -> {
          if (!paused) {
            paused = true;
            pausedAt = loop.now();
            generation++;
          }
        });
  }

  @Override
  public void resume() {
    loop.execute(
        () -> {
          Duration since = pausedAt;
          if (paused && since != null) {
            paused = false;
            pausedAt = null;
            anchorTime = anchorTime.plus(loop.now()).minus(since);
            again();
          }
        });
  }

  @Override
  public void seek(Instant to) {
    loop.execute(
        () -> {
          seekTo = to;
          jumped = true;
          atEdge = false;
          leaveGroup();
          anchor();
          again();
        });
  }

  /** The viewer's timeline goes on behind what was sent of the group. */
  private void leaveGroup() {
    Group now = group;
    if (now != null) {
      groupMedia += now.pictures().unitsBefore(nextPicture) / groupSpeed;
      group = null;
    }
  }

  @Override
  public void speed(int newSpeed) {
    check(newSpeed);
    loop.execute(
        () -> {
          // What is in memory was cut for the old speed: it goes on with the next group.
          speed = newSpeed;
          slow = false;
          again();
        });
  }

  @Override
  public void close() {
    loop.execute(
        () -> {
          if (closed) {
            return;
          }
          closed = true;
          onClose.run();
          generation++;
          group = null;
          if (!loading) {
            closeCursor();
          }
        });
  }

  private void closeCursor() {
    loop.load(
        () -> {
          cursor.close();
          return true;
        },
        done -> {},
        error -> LOG.debug("closing: {}", error.toString()));
  }

  /** The viewer begins to show what comes next when it comes. */
  private void anchor() {
    anchorMedia = groupMedia;
    anchorTime = paused && pausedAt != null ? pausedAt : loop.now();
    waitingSince = null;
  }

  /** Forgets what was scheduled and goes on now. */
  private void again() {
    generation++;
    step(generation);
  }

  private void later(Duration delay) {
    int mine = generation;
    loop.schedule(delay, () -> step(mine));
  }

  private void step(int mine) {
    if (mine != generation || closed || loading || (paused && !jumped)) {
      return;
    }
    Group now = group;
    if (now == null) {
      load();
    } else if (!watcher.ready()) {
      waitForViewer();
    } else {
      viewerTakesAgain();
      send(now);
    }
  }

  private void waitForViewer() {
    if (waitingSince == null) {
      waitingSince = loop.now();
    }
    later(ASK_READY_AGAIN);
  }

  /** The time that the viewer took nothing is not made up for: that would be a flood. */
  private void viewerTakesAgain() {
    Duration since = waitingSince;
    if (since != null) {
      Duration waited = loop.now().minus(since);
      anchorTime = anchorTime.plus(waited);
      slow = waited.compareTo(TOO_SLOW) >= 0;
      waitingSince = null;
    }
  }

  private GroupReader.Extent extent() {
    if (speed == 1) {
      return GroupReader.Extent.PICTURES_AND_SOUND;
    }
    return speed > MOST_WITH_ALL_PICTURES || slow
        ? GroupReader.Extent.KEYFRAMES
        : GroupReader.Extent.PICTURES;
  }

  private void load() {
    loading = true;
    Instant to = seekTo;
    seekTo = null;
    GroupReader.Extent extent = extent();
    loop.load(
        () -> {
          if (to != null) {
            cursor.seek(to);
          }
          return Optional.ofNullable(cursor.next(extent));
        },
        found -> loaded(to, found),
        this::failed);
  }

  private void failed(Throwable error) {
    loading = false;
    if (closed) {
      closeCursor();
      return;
    }
    LOG.warn("a recording can't be played: {}", error.toString());
    watcher.failed("the recording can't be read at the moment");
    if (seekTo != null) {
      again();
    }
  }

  private void loaded(@Nullable Instant soughtTo, Optional<Group> found) {
    loading = false;
    if (closed) {
      closeCursor();
    } else if (seekTo != null) {
      again(); // meanwhile the viewer wants to see something else
    } else if (found.isEmpty()) {
      edge();
    } else {
      take(found.get(), soughtTo);
    }
  }

  /** All is played; what is recorded from now on follows at normal speed. */
  private void edge() {
    if (!atEdge) {
      atEdge = true;
      speed = 1;
      watcher.edge();
    }
    anchor();
    generation++;
    later(ASK_EDGE_AGAIN);
  }

  private void take(Group next, @Nullable Instant soughtTo) {
    atEdge = false;
    Instant gapFrom = next.gapFrom() != null ? next.gapFrom() : gapAfter(soughtTo, next);
    if (gapFrom != null) {
      watcher.gap(gapFrom, next.wallClock());
    }
    AudioCodec unheard = WatchedSound.unheard(next);
    if (sound.changes(unheard)) {
      watcher.silent(unheard);
    }
    SoundCoding heard = sound.wanted(next, speed);
    if (!sound.promises(heard)) {
      sound.promise(heard, groupMedia);
      format = null;
    }
    if (soughtTo != null) {
      sound.interrupt(groupMedia);
    }
    if (format == null || !next.format().equals(format)) {
      format = next.format();
      String codecs = next.format().codecs() + (heard == null ? "" : "," + heard.format().codecs());
      watcher.start(
          "video/mp4; codecs=\"" + codecs + "\"", PieceWriter.initSegment(next.format(), heard));
    }
    sound.add(next, groupMedia);
    group = next;
    groupSpeed = speed;
    nextPicture = 0;
    again();
  }

  private static @Nullable Instant gapAfter(@Nullable Instant soughtTo, Group next) {
    return soughtTo != null && next.wallClock().isAfter(soughtTo.plus(Timelines.NO_GAP))
        ? soughtTo
        : null;
  }

  private void send(Group now) {
    long media = groupMedia + now.pictures().unitsBefore(nextPicture) / groupSpeed;
    Duration due =
        anchorTime.plus(Units.duration(media - anchorMedia)).minus(LEAD).minus(loop.now());
    if (!due.isNegative() && !due.isZero() && !jumped) {
      later(due);
      return;
    }
    int end = pieceEnd(now);
    sequence++;
    long shown = groupMedia + now.pictures().unitsBefore(end) / groupSpeed - media;
    watcher.fragment(
        new Moment(
            now.wallClock(nextPicture),
            now.recorded(nextPicture, end),
            Units.duration(media),
            Units.duration(shown),
            groupSpeed,
            jumped),
        PieceWriter.fragment(
            sequence, media, now, groupSpeed, nextPicture, end, sound.take(media + shown)));
    jumped = false;
    nextPicture = end;
    if (end == now.pictures().count()) {
      leaveGroup();
    }
    later(Duration.ZERO);
  }

  private int pieceEnd(Group now) {
    int end = nextPicture;
    long units = 0;
    while (end < now.pictures().count() && (units == 0 || units / groupSpeed < PIECE_UNITS)) {
      units += now.pictures().durations()[end];
      end++;
    }
    return end;
  }
}
