package org.gengfu.ingest.av;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.BytePointer;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.core.threads.Niceness;
import org.gengfu.ingest.camera.GopRing;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One camera's stream encoded anew as H.264, on a thread of its own, once for all who watch it. A
 * new viewer begins with what is in memory.
 */
final class Transcoding {
  /** So many GOPs in a row that can't be decoded end it. */
  static final int MAX_FAILURES = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Transcoding.class);
  private static final int RING_BYTES = 4 << 20;

  private final String cameraId;
  private final EncodeLimits limits;
  private final UnitQueue queue;
  private final Consumer<Transcoding> ended;
  private final Thread thread;
  private final GopRing ring = new GopRing(RING_BYTES);
  private final List<Member> members = new ArrayList<>();
  private final Queue<Member> joining = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile @Nullable Subscription feed;
  private @Nullable Reencoder reencoder;
  private @Nullable VideoFormat format;
  private boolean awaitingKeyframe = true;
  private boolean keyframeFed;
  private boolean gave;
  private int failures;

  /** Somebody who watches. */
  static final class Member {
    private final Transcoders.Taker taker;
    private volatile boolean left;

    Member(Transcoders.Taker taker) {
      this.taker = taker;
    }

    void leave() {
      left = true;
    }
  }

  /**
   * @param ended called when it can't go on, on its thread
   */
  Transcoding(String cameraId, EncodeLimits limits, UnitQueue queue, Consumer<Transcoding> ended) {
    this.cameraId = cameraId;
    this.limits = limits;
    this.queue = queue;
    this.ended = ended;
    this.thread = new Thread(Niceness.waiting(this::work), "transcode-" + cameraId);
    thread.setDaemon(true);
  }

  /** Begins with the pictures of this feed. */
  void start(Transcoders.Feed from) {
    thread.start();
    Subscription made = from.subscribe(queue::offer);
    feed = made;
    if (over.get()) {
      made.close();
    }
  }

  /** Adds somebody, who begins with what is in memory; safe on any thread. */
  void join(Member member) {
    joining.add(member);
  }

  /** Ends it; its thread goes on to the end of the picture that it works on. */
  void end() {
    if (over.compareAndSet(false, true)) {
      Subscription made = feed;
      if (made != null) {
        made.close();
      }
      queue.close();
    }
  }

  /** Waits for its thread; false where that takes longer. */
  boolean awaitEnd(long millis) throws InterruptedException {
    thread.join(Math.max(1, millis));
    return !thread.isAlive();
  }

  private void work() {
    try {
      AccessUnit unit = queue.take();
      while (unit != null) {
        try {
          take(unit);
        } finally {
          unit.release();
        }
        unit = queue.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      LOG.error("camera {}: its picture can't be encoded anew", cameraId, e);
      giveUp();
    } finally {
      closeReencoder();
      ring.clear();
    }
  }

  private void take(AccessUnit unit) {
    if (awaitingKeyframe && !unit.keyframe()) {
      return;
    }
    if (unit.keyframe() && !noteKeyframe()) {
      return;
    }
    if (format == null || !unit.format().equals(format)) {
      closeReencoder();
      format = unit.format();
    }
    try {
      Reencoder open = reencoder;
      if (open == null) {
        open = Reencoder.of(unit.format(), limits);
        reencoder = open;
      }
      if (feed(open, unit)) {
        awaitingKeyframe = false;
        return;
      }
    } catch (IllegalStateException e) {
      LOG.warn("camera {}: {}", cameraId, e.getMessage());
    }
    closeReencoder();
    awaitingKeyframe = true;
  }

  /** A keyframe without a picture by the next one is a failure; false where it was the last. */
  private boolean noteKeyframe() {
    failures = keyframeFed && !gave ? failures + 1 : 0;
    keyframeFed = true;
    gave = false;
    if (failures >= MAX_FAILURES) {
      giveUp();
      return false;
    }
    return true;
  }

  private boolean feed(Reencoder open, AccessUnit unit) {
    AVPacket packet = Libav.allocated(avcodec.av_packet_alloc());
    try {
      // Without a buffer of its own: libav copies what it keeps, and the unit stays ours.
      packet.data(new BytePointer(unit.bytes())).size(unit.size());
      packet.flags(unit.keyframe() ? avcodec.AV_PKT_FLAG_KEY : 0);
      Reencoder.stamp(packet, unit.pts());
      long offset = unit.pts();
      Instant wallClock = unit.wallClock();
      return open.feed(
          packet, pts -> wallClock.plusNanos((pts - offset) * 100_000 / 9), this::handOn);
    } finally {
      packet.data(null).size(0);
      avcodec.av_packet_free(packet);
    }
  }

  private void handOn(AccessUnit unit) {
    gave = true;
    try {
      admit();
      ring.add(unit);
      for (Member member : members) {
        if (!member.left) {
          member.taker.accept(unit);
        }
      }
    } finally {
      unit.release();
    }
  }

  private void admit() {
    members.removeIf(member -> member.left);
    for (Member member = joining.poll(); member != null; member = joining.poll()) {
      ring.replay(member.taker::accept);
      members.add(member);
    }
  }

  private void giveUp() {
    ended.accept(this);
    end();
    members.addAll(joining);
    for (Member member : members) {
      if (!member.left) {
        member.taker.failed();
      }
    }
  }

  private void closeReencoder() {
    if (reencoder != null) {
      reencoder.close();
      reencoder = null;
    }
  }
}
