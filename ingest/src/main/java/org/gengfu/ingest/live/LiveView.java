package org.gengfu.ingest.live;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.core.media.LiveStreams.Viewer;
import org.gengfu.core.media.VideoFeeds.AccessUnitConsumer;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.ingest.mp4.InitSegment;
import org.jspecify.annotations.Nullable;

/**
 * One viewer's stream. A unit goes out as it comes, and is said to last as long as the one before:
 * the next one begins when it really does. Only the first waits for the second. The viewer's
 * timeline starts at 0 and goes on, whatever was dropped or interrupted: browsers stop at gaps.
 */
final class LiveView implements AccessUnitConsumer {
  /** A longer silence than this is an interruption, not a slow camera. */
  static final long MAX_DURATION = 5 * AccessUnit.PTS_PER_SECOND;

  private static final int USUAL_DURATION = (int) AccessUnit.PTS_PER_SECOND / 25;

  private final Viewer viewer;
  private final IntConsumer dropped;
  private final LiveSound sound = new LiveSound(this::sendSound);
  private final AtomicReference<@Nullable AccessUnit> held = new AtomicReference<>();
  private @Nullable VideoFormat format;
  private int sequence;
  private long decodeTime;
  private int lastDuration = USUAL_DURATION;
  private boolean durationKnown;
  private long lastPts;
  private boolean first = true;
  private boolean dropping;
  private boolean interrupted;
  private volatile boolean closed;

  /**
   * @param dropped is told how many units the viewer was too slow for
   */
  LiveView(Viewer viewer, IntConsumer dropped) {
    this.viewer = viewer;
    this.dropped = dropped;
  }

  @Override
  public void accept(AccessUnit unit) {
    if (closed) {
      return;
    }
    if (interrupted && !unit.keyframe()) {
      return;
    }
    interrupted = false;
    boolean ready = viewer.ready();
    if (dropping && unit.keyframe() && ready) {
      dropping = false;
    } else if (dropping) {
      dropped.accept(1);
      return;
    } else if (!ready) {
      dropping = true;
      sound.interrupt();
      dropped.accept(letGo() ? 2 : 1);
      return;
    }
    AccessUnit before = held.getAndSet(null);
    if (before != null) {
      durationKnown = true;
      try {
        measure(before.pts(), unit.pts());
        send(before);
      } finally {
        before.release();
      }
    }
    if (durationKnown) {
      send(unit);
    } else {
      held.set(unit.retain());
    }
    if (closed) {
      letGo();
    }
  }

  private void measure(long pts, long nextPts) {
    long between = nextPts - pts;
    if (between > 0 && between <= MAX_DURATION) {
      lastDuration = (int) between;
    }
  }

  private void send(AccessUnit unit) {
    if (first) {
      first = false;
    } else {
      measure(lastPts, unit.pts());
      decodeTime += lastDuration;
    }
    lastPts = unit.pts();
    AudioFormat heard = unit.keyframe() ? sound.wanted(unit.pts()) : sound.promised();
    if (format == null
        || !unit.format().equals(format)
        || !Objects.equals(heard, sound.promised())) {
      start(unit.format(), heard);
    }
    sound.anchor(unit.pts(), decodeTime);
    sequence++;
    byte[] fragment = Fragment.of(unit, sequence, decodeTime, lastDuration);
    viewer.fragment(Buffer.buffer(fragment), unit.keyframe());
  }

  private void start(VideoFormat now, @Nullable AudioFormat heard) {
    format = now;
    sound.promise(heard);
    String codecs = heard == null ? now.codecs() : now.codecs() + "," + heard.codecs();
    viewer.start("video/mp4; codecs=\"" + codecs + "\"", Buffer.buffer(InitSegment.of(now, heard)));
  }

  /** Takes a piece of the camera's sound; called like {@link #accept}. */
  void hear(AudioUnit unit) {
    if (!closed && !interrupted && !dropping) {
      sound.take(unit);
    }
  }

  private void sendSound(ByteBuffer bytes, long time, int duration) {
    sequence++;
    viewer.fragment(Buffer.buffer(Fragment.ofSound(bytes, sequence, time, duration)), false);
  }

  private boolean letGo() {
    AccessUnit unit = held.getAndSet(null);
    if (unit != null) {
      unit.release();
    }
    return unit != null;
  }

  /** What comes next is another stream's: it begins with a keyframe, and the timeline goes on. */
  void interrupt() {
    letGo();
    sound.interrupt();
    interrupted = true;
  }

  /** Ends it; safe on any thread. */
  void close() {
    closed = true;
    letGo();
  }
}
