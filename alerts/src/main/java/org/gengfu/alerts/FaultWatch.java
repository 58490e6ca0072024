package org.gengfu.alerts;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gengfu.core.media.Snapshots;
import org.gengfu.core.media.Snapshots.Snapshot;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the rounds of the faults on a thread of its own. */
final class FaultWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FaultWatch.class);
  private static final long PERIOD_MILLIS = 1_000;
  private static final long CLOSE_SECONDS = 10;
  private final FaultRounds rounds;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "faults");
            thread.setDaemon(true);
            return thread;
          });
  private boolean failing;

  FaultWatch(FaultRounds rounds) {
    this.rounds = rounds;
  }

  void start() {
    var unused =
        executor.scheduleWithFixedDelay(this::round, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void round() {
    try {
      rounds.round();
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn("technical faults wait: {}", e.getMessage());
      }
      failing = true;
    }
  }

  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The latest picture of a camera, waited for. */
  static final class Pictures {
    private static final int WIDTH = 1_280;
    private static final long PATIENCE_MILLIS = 2_000;
    private volatile @Nullable Snapshots snapshots;

    void use(Snapshots source) {
      snapshots = source;
    }

    byte @Nullable [] latest(String cameraId) {
      Snapshots source = snapshots;
      if (source == null) {
        return null;
      }
      try {
        Snapshot picture =
            source
                .latest(cameraId, WIDTH)
                .toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        return picture.jpeg();
      } catch (ExecutionException | TimeoutException e) {
        LOG.debug("no picture of camera {} goes with its fault", cameraId, e);
        return null;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }
  }
}
