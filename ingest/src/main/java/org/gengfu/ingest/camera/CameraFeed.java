package org.gengfu.ingest.camera;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioFeeds.AudioConsumer;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFeeds.AccessUnitConsumer;
import org.gengfu.ingest.source.CameraLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where a camera's pictures are handed on, of both its streams. It outlives the
 * camera's connections, and as long as somebody is subscribed, its configuration too.
 *
 * <p>Who wants the sub stream is never left blind: the main stream's pictures come where there is
 * no sub stream, or where it has been silent for {@link #SUB_PATIENCE}. From one to the other it
 * goes at a keyframe.
 */
final class CameraFeed {
  private static final Logger LOG = LoggerFactory.getLogger(CameraFeed.class);

  /** A sub stream that is silent for longer is stood in for by the main stream. */
  static final Duration SUB_PATIENCE = Duration.ofSeconds(20);

  /** A sub stream that was stood in for must hold for this long before it is believed again. */
  static final Duration SUB_SETTLED = Duration.ofSeconds(10);

  private final String cameraId;
  private final CameraLoop loop;
  private final GopRing mainRing;
  private final GopRing subRing;
  private final Fan mainFan;
  private final Fan subFan;
  private final List<AudioConsumer> listeners = new CopyOnWriteArrayList<>();

  // The loop's.
  private boolean subExpected;
  private boolean mainStandsIn = true;
  private boolean mainSeen;
  private long lastSubNanos;
  private boolean subRunning;
  private long subSinceNanos;
  private boolean timed;
  private long originNanos;

  CameraFeed(String cameraId, CameraLoop loop, int ringBytes) {
    this.cameraId = cameraId;
    this.loop = loop;
    this.mainRing = new GopRing(ringBytes);
    this.subRing = new GopRing(ringBytes);
    this.mainFan = new Fan(cameraId);
    this.subFan = new Fan(cameraId);
  }

  String cameraId() {
    return cameraId;
  }

  CameraLoop loop() {
    return loop;
  }

  /**
   * The camera's own presentation time now, in {@link AccessUnit#PTS_PER_SECOND}: 0 at the first
   * call, so that both streams begin on one timeline.
   */
  long ptsNow() {
    loop.assertInLoop();
    long now = loop.nanoTime();
    if (!timed) {
      timed = true;
      originNanos = now;
    }
    return (now - originNanos) / 1_000 * AccessUnit.PTS_PER_SECOND / 1_000_000;
  }

  /** Whether the camera is configured to have a sub stream. */
  void expectSub(boolean expected) {
    loop.assertInLoop();
    if (expected == subExpected) {
      return;
    }
    subExpected = expected;
    lastSubNanos = loop.nanoTime();
    if (!expected && !mainStandsIn) {
      standIn();
      subFan.interrupt();
    } else if (expected && !mainSeen) {
      // At the start both come about together: whoever wants the small one waits for it.
      mainStandsIn = false;
    }
  }

  private void standIn() {
    mainStandsIn = true;
    subRing.clear();
  }

  /**
   * Adds a consumer; safe on any thread.
   *
   * @param fromRing whether it begins with what is in memory, else with the next keyframe
   * @return ends it, on any thread: no call begins afterwards
   */
  Runnable subscribe(StreamName stream, AccessUnitConsumer consumer, boolean fromRing) {
    Fan fan = stream == StreamName.MAIN ? mainFan : subFan;
    Fan.Subscriber subscriber = fan.new Subscriber(consumer);
    loop.execute(
        () -> {
          if (fromRing) {
            boolean ofMain = stream == StreamName.MAIN || mainStandsIn;
            (ofMain ? mainRing : subRing).replay(subscriber::take);
          }
          subscriber.join();
        });
    return () -> {
      subscriber.close();
      loop.execute(subscriber::leave);
    };
  }

  /**
   * Adds a consumer of the sound; safe on any thread.
   *
   * @return ends it, on any thread: no call begins afterwards
   */
  Runnable subscribeAudio(AudioConsumer consumer) {
    AtomicBoolean closed = new AtomicBoolean();
    AudioConsumer guarded =
        unit -> {
          if (!closed.get()) {
            consumer.accept(unit);
          }
        };
    loop.execute(() -> listeners.add(guarded));
    return () -> {
      closed.set(true);
      loop.execute(() -> listeners.remove(guarded));
    };
  }

  /** Hands on a piece of the main stream's sound. */
  void publishAudio(AudioUnit unit) {
    loop.assertInLoop();
    for (AudioConsumer listener : listeners) {
      try {
        listener.accept(unit);
      } catch (RuntimeException e) {
        LOG.error("camera {}: a consumer of its sound failed", cameraId, e);
      }
    }
  }

  /** Hands on a unit that is given for the length of the call. */
  void publish(StreamName stream, AccessUnit unit) {
    loop.assertInLoop();
    if (stream == StreamName.MAIN) {
      main(unit);
    } else if (subExpected) {
      sub(unit);
    }
  }

  private void main(AccessUnit unit) {
    mainSeen = true;
    mainRing.add(unit);
    mainFan.publish(unit);
    if (!mainStandsIn
        && unit.keyframe()
        && loop.nanoTime() - lastSubNanos >= SUB_PATIENCE.toNanos()) {
      standIn();
    }
    if (mainStandsIn) {
      subFan.publish(unit);
    }
  }

  private void sub(AccessUnit unit) {
    lastSubNanos = loop.nanoTime();
    if (!subRunning) {
      subRunning = true;
      subSinceNanos = lastSubNanos;
    }
    // One that comes and goes would else leave its takers blind half of the time.
    if (mainStandsIn
        && unit.keyframe()
        && (!mainSeen || lastSubNanos - subSinceNanos >= SUB_SETTLED.toNanos())) {
      mainStandsIn = false;
    }
    if (!mainStandsIn) {
      subRing.add(unit);
      subFan.publish(unit);
    }
  }

  /** A stream has ended: what is in memory of it is no live picture any more. */
  void interrupt(StreamName stream) {
    loop.assertInLoop();
    if (stream == StreamName.MAIN) {
      mainSeen = false;
      mainRing.clear();
      mainFan.interrupt();
    } else {
      subRunning = false;
      subRing.clear();
    }
    if ((stream == StreamName.MAIN) == mainStandsIn) {
      subFan.interrupt();
    }
  }
}
