package org.gengfu.ingest.camera;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.gengfu.core.media.AudioFeeds;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFeeds;
import org.gengfu.ingest.source.CameraLoop;

/**
 * The feeds of all cameras. A feed lives while its camera is configured or somebody is subscribed.
 */
public final class Feeds implements VideoFeeds, AudioFeeds {
  private final Supplier<CameraLoop> loops;
  private final int ringBytes;
  private final Map<String, Held> feeds = new HashMap<>();

  private static final class Held {
    private final CameraFeed feed;
    private int holders;

    Held(CameraFeed feed) {
      this.feed = feed;
    }
  }

  /**
   * @param loops gives each new feed its loop
   * @param ringBytes bound of the pictures kept in memory a stream
   */
  public Feeds(Supplier<CameraLoop> loops, int ringBytes) {
    this.loops = loops;
    this.ringBytes = ringBytes;
  }

  @Override
  public Subscription subscribe(String cameraId, StreamName stream, AccessUnitConsumer consumer) {
    return subscribe(cameraId, stream, consumer, false);
  }

  /** Like {@link #subscribe}, beginning with the latest keyframe in memory, if there is one. */
  public Subscription subscribeFromMemory(
      String cameraId, StreamName stream, AccessUnitConsumer consumer) {
    return subscribe(cameraId, stream, consumer, true);
  }

  private Subscription subscribe(
      String cameraId, StreamName stream, AccessUnitConsumer consumer, boolean fromRing) {
    return subscription(cameraId, hold(cameraId).subscribe(stream, consumer, fromRing));
  }

  @Override
  public Subscription subscribeAudio(String cameraId, AudioConsumer consumer) {
    return subscription(cameraId, hold(cameraId).subscribeAudio(consumer));
  }

  private Subscription subscription(String cameraId, Runnable end) {
    AtomicBoolean closed = new AtomicBoolean();
    return () -> {
      if (closed.compareAndSet(false, true)) {
        try {
          end.run();
        } catch (RejectedExecutionException e) {
          // The loops have ended before their subscriber: nothing more will come.
        }
        letGo(cameraId);
      }
    };
  }

  /** Does it on the camera's loop, after all that was asked for before. */
  public void afterwards(String cameraId, Runnable task) {
    hold(cameraId).loop().execute(task);
    letGo(cameraId);
  }

  /** The camera's feed, kept until it is let go. */
  synchronized CameraFeed hold(String cameraId) {
    Held held =
        feeds.computeIfAbsent(cameraId, id -> new Held(new CameraFeed(id, loops.get(), ringBytes)));
    held.holders++;
    return held.feed;
  }

  synchronized void letGo(String cameraId) {
    Held held = feeds.get(cameraId);
    if (held != null && --held.holders == 0) {
      feeds.remove(cameraId);
    }
  }

  /** How many feeds there are. */
  synchronized int size() {
    return feeds.size();
  }
}
