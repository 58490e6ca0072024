package org.gengfu.ingest.live;

import java.util.function.IntConsumer;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.LiveStreams.Note;
import org.gengfu.core.media.LiveStreams.Reason;
import org.gengfu.core.media.LiveStreams.Viewer;
import org.gengfu.core.media.LiveStreams.Wish;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.gengfu.ingest.av.Transcoders;
import org.gengfu.ingest.camera.Feeds;
import org.jspecify.annotations.Nullable;

/**
 * One viewer's choice of picture, made anew whenever the camera's codec changes: the wished stream
 * where it can be played, else the other stream, else the wished one encoded anew, else a word why
 * there is none. It always listens to the wished stream; what can't be shown is tried again at its
 * keyframes.
 */
final class LiveSession implements Subscription {
  /**
   * Keyframes between two tries while nothing can be shown; cameras send one every second or two.
   */
  static final int RETRY_KEYFRAMES = 2;

  private final String cameraId;
  private final Wish wish;
  private final Viewer viewer;
  private final Feeds feeds;
  private final Transcoders transcoders;
  private final LiveView view;
  private final StreamName other;

  // All below is guarded by this: pictures come from the camera's loop and a transcoder's thread.
  private @Nullable Subscription wished;
  private @Nullable Subscription sound;
  private Showing showing = Showing.NOTHING;
  private @Nullable Subscription instead;
  private @Nullable Note told;
  private @Nullable AudioCodec silent;
  private @Nullable Codec codec;
  private int keyframesToWait;
  private boolean closed;

  /** Whose pictures go to the viewer. */
  private enum Showing {
    NOTHING,
    WISHED,
    /** The other stream was asked for; whether it can be played shows with its first picture. */
    ASKING_OTHER,
    OTHER,
    TRANSCODED
  }

  LiveSession(
      String cameraId,
      Wish wish,
      Viewer viewer,
      Feeds feeds,
      Transcoders transcoders,
      IntConsumer dropped) {
    this.cameraId = cameraId;
    this.wish = wish;
    this.viewer = viewer;
    this.feeds = feeds;
    this.transcoders = transcoders;
    this.view = new LiveView(viewer, dropped);
    this.other = wish.stream() == StreamName.MAIN ? StreamName.SUB : StreamName.MAIN;
  }

  synchronized void start() {
    wished = feeds.subscribeFromMemory(cameraId, wish.stream(), this::wishedUnit);
    sound = feeds.subscribeAudio(cameraId, this::soundUnit);
  }

  private synchronized void soundUnit(AudioUnit unit) {
    if (closed || showing == Showing.NOTHING) {
      return;
    }
    AudioCodec its = LiveSound.plays(unit.format().codec()) ? null : unit.format().codec();
    Note before = told;
    if (its != silent && before != null) {
      silent = its;
      tell(before.stream(), before.reason());
    }
    view.hear(unit);
  }

  private synchronized void wishedUnit(AccessUnit unit) {
    if (closed) {
      return;
    }
    codec = unit.format().codec();
    if (wish.plays(codec)) {
      if (showing != Showing.WISHED) {
        if (!unit.keyframe()) {
          return;
        }
        show(Showing.WISHED, null);
        tell(wish.stream(), null);
      }
      view.accept(unit);
      return;
    }
    if (showing == Showing.WISHED) {
      show(Showing.NOTHING, null);
      keyframesToWait = 0;
    }
    if (showing == Showing.NOTHING && unit.keyframe() && keyframesToWait-- <= 0) {
      askOther();
    }
  }

  private void askOther() {
    show(Showing.ASKING_OTHER, null);
    instead = feeds.subscribeFromMemory(cameraId, other, this::otherUnit);
    feeds.afterwards(cameraId, this::otherAnswered);
  }

  /** What the other stream had in memory has come: where that can't be played, there is no use. */
  private synchronized void otherAnswered() {
    if (!closed && showing == Showing.ASKING_OTHER) {
      transcode();
    }
  }

  private synchronized void otherUnit(AccessUnit unit) {
    if (closed || (showing != Showing.ASKING_OTHER && showing != Showing.OTHER)) {
      return;
    }
    if (!wish.plays(unit.format().codec())) {
      if (showing == Showing.OTHER) {
        show(Showing.NOTHING, null);
        keyframesToWait = 0;
      }
      return;
    }
    if (showing == Showing.ASKING_OTHER) {
      if (!unit.keyframe()) {
        return;
      }
      showing = Showing.OTHER;
      tell(other, Reason.OTHER_STREAM);
    }
    view.accept(unit);
  }

  private void transcode() {
    Subscription joined =
        transcoders.join(
            cameraId,
            wish.stream(),
            new Transcoders.Taker() {
              @Override
              public void accept(AccessUnit unit) {
                transcodedUnit(unit);
              }

              @Override
              public void failed() {
                nothing(Reason.UNDECODABLE);
              }
            });
    if (joined == null) {
      nothing(Reason.BUSY);
      return;
    }
    show(Showing.TRANSCODED, joined);
    tell(wish.stream(), Reason.TRANSCODED);
  }

  private synchronized void transcodedUnit(AccessUnit unit) {
    if (!closed && showing == Showing.TRANSCODED) {
      view.accept(unit);
    }
  }

  private synchronized void nothing(Reason why) {
    if (!closed) {
      show(Showing.NOTHING, null);
      keyframesToWait = RETRY_KEYFRAMES;
      tell(wish.stream(), why);
    }
  }

  /** Leaves what was shown before; the viewer's timeline goes on. */
  private void show(Showing now, @Nullable Subscription its) {
    Subscription before = instead;
    instead = its;
    showing = now;
    view.interrupt();
    if (before != null) {
      before.close();
    }
  }

  private void tell(StreamName stream, @Nullable Reason reason) {
    Codec its = codec;
    if (its == null) {
      return;
    }
    Note note = new Note(stream, reason == Reason.TRANSCODED, its, reason, silent);
    if (!note.equals(told)) {
      told = note;
      viewer.note(note);
    }
  }

  /** Ends it; safe on any thread. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (wished != null) {
      wished.close();
    }
    if (sound != null) {
      sound.close();
    }
    if (instead != null) {
      instead.close();
      instead = null;
    }
    view.close();
  }
}
