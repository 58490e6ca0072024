package org.gengfu.ingest.camera;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gengfu.core.media.CameraHealthStore;
import org.gengfu.core.media.CameraStatus;
import org.gengfu.core.media.CameraStatuses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a row a camera every minute, on a worker of its own. */
public final class CameraHealthRecorder implements AutoCloseable {
  static final Duration INTERVAL = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(CameraHealthRecorder.class);

  private final Vertx vertx;
  private final CameraStatuses statuses;
  private final CameraHealthStore store;
  private final InstantSource clock;
  private final WorkerExecutor worker;
  private final AtomicBoolean writing = new AtomicBoolean();
  private long timer = -1;

  public CameraHealthRecorder(
      Vertx vertx, CameraStatuses statuses, CameraHealthStore store, InstantSource clock) {
    this.vertx = vertx;
    this.statuses = statuses;
    this.store = store;
    this.clock = clock;
    this.worker = vertx.createSharedWorkerExecutor("camera-health", 1);
  }

  public void start() {
    start(INTERVAL);
  }

  void start(Duration interval) {
    timer = vertx.setPeriodic(interval.toMillis(), id -> record());
  }

  /** One that is still writing when the next is due has a slow database: the next is left out. */
  private void record() {
    Collection<CameraStatus> now = statuses.all();
    if (now.isEmpty() || !writing.compareAndSet(false, true)) {
      return;
    }
    worker
        .executeBlocking(
            () -> {
              store.append(clock.instant(), now);
              return now.size();
            })
        .onComplete(
            rows -> {
              writing.set(false);
              if (rows.failed()) {
                LOG.warn("the cameras' health was not written", rows.cause());
              }
            });
  }

  @Override
  public void close() {
    if (timer >= 0) {
      vertx.cancelTimer(timer);
    }
    worker.close();
  }
}
