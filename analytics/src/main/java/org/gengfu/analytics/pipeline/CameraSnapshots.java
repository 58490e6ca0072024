package org.gengfu.analytics.pipeline;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.gengfu.analytics.decode.DecodeException;
import org.gengfu.analytics.decode.Picture;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.media.Snapshots.NoPictureException;
import org.gengfu.core.media.Snapshots.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * One camera's still pictures. A keyframe is decoded for them once at most, and not at all where
 * the analysis has it decoded anyhow: while somebody keeps asking, a picture is made along the way.
 * Thread-safe.
 */
final class CameraSnapshots {
  /** Sizes that are remembered: wall, detail, zone editor, and one to spare. */
  private static final int MAX_WIDTHS = 4;

  /** Who has asked within this time will ask again: pages poll every few seconds. */
  private static final Duration POLLED = Duration.ofSeconds(15);

  private final String cameraId;
  private final KeyframeSlot latest;
  private final Workshop workshop;
  private final Map<Integer, Shot> shots =
      new LinkedHashMap<>(MAX_WIDTHS, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Shot> eldest) {
          return size() > MAX_WIDTHS;
        }
      };

  /** The picture of one width; guarded by the owner's lock. */
  private static final class Shot {
    private Instant askedAt = Instant.EPOCH;
    private long number;
    private @Nullable Future<Snapshot> picture;
    private @Nullable Snapshot lastGood;
  }

  private List<Polygon> masks = List.of();

  CameraSnapshots(String cameraId, KeyframeSlot latest, Workshop workshop) {
    this.cameraId = cameraId;
    this.latest = latest;
    this.workshop = workshop;
  }

  /** The latest keyframe in this width; callers at the same time share one job. */
  synchronized Future<Snapshot> latest(int width) {
    Keyframe keyframe = latest.peek();
    if (keyframe == null) {
      return Future.failedFuture(new NoPictureException(cameraId));
    }
    Shot shot = shots.computeIfAbsent(width, any -> new Shot());
    shot.askedAt = workshop.clock().instant();
    Future<Snapshot> present = shot.picture;
    if (present != null && (shot.number == keyframe.number() || !present.isComplete())) {
      keyframe.release();
      return present;
    }
    Promise<Snapshot> promise = Promise.promise();
    try {
      workshop.workers().execute(() -> make(keyframe, width, shot, promise));
    } catch (RejectedExecutionException busy) {
      keyframe.release();
      return Future.failedFuture(busy);
    }
    shot.number = keyframe.number();
    shot.picture = promise.future();
    return promise.future();
  }

  /** Blacks these out from now on; pictures that were made before are forgotten. */
  synchronized void masks(List<Polygon> changed) {
    masks = changed;
    shots.clear();
  }

  private synchronized List<Polygon> masks() {
    return masks;
  }

  /** Makes the pictures that will be asked for, of a keyframe that has been decoded anyhow. */
  void prepare(Picture picture, Keyframe keyframe, List<Polygon> masked) {
    if (!masked.equals(masks())) {
      return; // The configuration has just changed.
    }
    Instant since = workshop.clock().instant().minus(POLLED);
    for (Map.Entry<Integer, Shot> wanted : wanted(keyframe.number(), since).entrySet()) {
      Snapshot snapshot = snapshot(picture, keyframe, wanted.getKey());
      synchronized (this) {
        Shot shot = wanted.getValue();
        shot.number = keyframe.number();
        shot.picture = Future.succeededFuture(snapshot);
        shot.lastGood = snapshot;
      }
    }
  }

  private synchronized Map<Integer, Shot> wanted(long number, Instant since) {
    Map<Integer, Shot> wanted = new HashMap<>();
    shots.forEach(
        (width, shot) -> {
          if (shot.askedAt.isAfter(since) && shot.number < number) {
            wanted.put(width, shot);
          }
        });
    return wanted;
  }

  private void make(Keyframe keyframe, int width, Shot shot, Promise<Snapshot> promise) {
    try {
      Snapshot snapshot = decode(keyframe, width);
      synchronized (this) {
        shot.lastGood = snapshot;
      }
      promise.complete(snapshot);
    } catch (DecodeException broken) {
      workshop.metrics().broken();
      settle(shot, promise, new NoPictureException(cameraId));
    } catch (RuntimeException failure) {
      settle(shot, promise, failure);
    } finally {
      keyframe.release();
    }
  }

  private Snapshot decode(Keyframe keyframe, int width) throws DecodeException {
    return workshop
        .decoders()
        .decode(
            keyframe.unit(),
            masks(),
            picture -> {
              workshop.metrics().decoded(picture);
              return snapshot(picture, keyframe, width);
            });
  }

  private Snapshot snapshot(Picture picture, Keyframe keyframe, int width) {
    byte[] jpeg = workshop.jpegs().encode(picture, width, null);
    return new Snapshot(jpeg, keyframe.unit().wallClock());
  }

  /** The picture before is better than none; it says when it was taken. */
  private void settle(Shot shot, Promise<Snapshot> promise, RuntimeException failure) {
    Snapshot before;
    synchronized (this) {
      before = shot.lastGood;
    }
    if (before != null) {
      promise.complete(before);
    } else {
      promise.fail(failure);
    }
  }
}
