package org.gengfu.ingest.camera;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.VideoFeeds.AccessUnitConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who take the pictures of one stream. Each begins, and goes on after a break, at a keyframe.
 */
final class Fan {
  private static final Logger LOG = LoggerFactory.getLogger(Fan.class);

  private final String cameraId;
  private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();

  Fan(String cameraId) {
    this.cameraId = cameraId;
  }

  /** Somebody who takes the pictures. */
  final class Subscriber {
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

    /** Takes part from now on; on the loop. */
    void join() {
      if (!closed) {
        subscribers.add(this);
      }
    }

    /** No call begins from now on; safe on any thread. */
    void close() {
      closed = true;
    }

    /** Is forgotten; on the loop. */
    void leave() {
      subscribers.remove(this);
    }
  }

  void publish(AccessUnit unit) {
    for (Subscriber subscriber : subscribers) {
      subscriber.take(unit);
    }
  }

  /** What comes next does not follow on what came. */
  void interrupt() {
    for (Subscriber subscriber : subscribers) {
      subscriber.begun = false;
    }
  }
}
