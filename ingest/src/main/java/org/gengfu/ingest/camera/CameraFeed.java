package org.gengfu.ingest.camera;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.VideoFeeds.AccessUnitConsumer;
import org.gengfu.ingest.source.CameraLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where a camera's pictures are handed on. It outlives the camera's connections, and
 * as long as somebody is subscribed, its configuration too.
 */
final class CameraFeed {
  private static final Logger LOG = LoggerFactory.getLogger(CameraFeed.class);

  private final String cameraId;
  private final CameraLoop loop;
  private final GopRing ring;
  private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();

  CameraFeed(String cameraId, CameraLoop loop, int ringBytes) {
    this.cameraId = cameraId;
    this.loop = loop;
    this.ring = new GopRing(ringBytes);
  }

  CameraLoop loop() {
    return loop;
  }

  /** Somebody who takes the pictures. */
  private final class Subscriber {
    private final AccessUnitConsumer consumer;
    private boolean begun;
    private volatile boolean closed;

    Subscriber(AccessUnitConsumer consumer) {
      this.consumer = consumer;
    }

    void take(AccessUnit unit) {
      begun |= unit.keyframe();
      if (!begun || closed) {
        return;
      }
      try {
        consumer.accept(unit);
      } catch (RuntimeException e) {
        begun = false;
        LOG.error("camera {}: a consumer failed; it goes on at a keyframe", cameraId, e);
      }
    }
  }

  /**
   * Adds a consumer; safe on any thread.
   *
   * @param fromRing whether it begins with what is in memory, else with the next keyframe
   * @return ends it, on any thread: no call begins afterwards
   */
  Runnable subscribe(AccessUnitConsumer consumer, boolean fromRing) {
    Subscriber subscriber = new Subscriber(consumer);
    loop.execute(
        () -> {
          if (fromRing) {
            ring.replay(subscriber::take);
          }
          if (!subscriber.closed) {
            subscribers.add(subscriber);
          }
        });
    return () -> {
      subscriber.closed = true;
      loop.execute(() -> subscribers.remove(subscriber));
    };
  }

  /** Hands on a unit that is given for the length of the call. */
  void publish(AccessUnit unit) {
    loop.assertInLoop();
    ring.add(unit);
    for (Subscriber subscriber : subscribers) {
      subscriber.take(unit);
    }
  }

  /** The stream has ended: what is in memory is no live picture any more. */
  void interrupt() {
    loop.assertInLoop();
    ring.clear();
    for (Subscriber subscriber : subscribers) {
      subscriber.begun = false;
    }
  }
}
