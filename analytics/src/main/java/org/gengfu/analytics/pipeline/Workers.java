package org.gengfu.analytics.pipeline;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The few threads that decode and judge. Their queue holds one job a camera and a snapshot size.
 */
final class Workers implements AutoCloseable {
  /** Far above cameras times snapshot sizes; past it a caller is told that we are too busy. */
  private static final int MAX_QUEUED = 4096;

  private static final long PATIENCE_SECONDS = 20;

  private final ExecutorService executor;

  Workers(ExecutorService executor) {
    this.executor = executor;
  }

  /** This many threads of our own. */
  static Workers threads(int threads) {
    AtomicInteger count = new AtomicInteger();
    return new Workers(
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_QUEUED),
            job -> {
              Thread thread = new Thread(job, "analysis-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            }));
  }

  /**
   * Queues a job.
   *
   * @throws RejectedExecutionException when the queue is full or closed
   */
  void execute(Runnable job) {
    executor.execute(job);
  }

  /** Runs what is queued and waits for it. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
