package org.gengfu.analytics.pipeline;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.gengfu.core.threads.Niceness;

/**
 * The few threads that decode and judge. They are nice to the event loops, which must not be late.
 * Keyframes and snapshots come before the other pictures of active cameras, each in the order in
 * which they came. The queue holds two jobs a camera and one a snapshot size.
 */
final class Workers implements AutoCloseable {
  /** Far above cameras times snapshot sizes; past it a caller is told that we are too busy. */
  private static final int MAX_QUEUED = 8192;

  private static final long PATIENCE_SECONDS = 20;

  private final ExecutorService executor;
  private final AtomicLong sequence = new AtomicLong();
  private final AtomicInteger waiting = new AtomicInteger();

  private final class Job implements Runnable, Comparable<Job> {
    private final Runnable work;
    private final boolean later;
    private final long number = sequence.incrementAndGet();

    Job(Runnable work, boolean later) {
      this.work = work;
      this.later = later;
    }

    @Override
    public void run() {
      waiting.decrementAndGet();
      work.run();
    }

    @Override
    @SuppressWarnings("ComparableAndComparator") // ordered for the queue alone
    public int compareTo(Job other) {
      return later == other.later
          ? Long.compare(number, other.number)
          : Boolean.compare(later, other.later);
    }
  }

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
            new PriorityBlockingQueue<>(),
            job -> {
              Thread thread =
                  new Thread(Niceness.waiting(job), "analysis-" + count.incrementAndGet());
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
    execute(new Job(job, false));
  }

  /**
   * Queues a job behind all those of {@link #execute(Runnable)}.
   *
   * @throws RejectedExecutionException when the queue is full or closed
   */
  void executeLater(Runnable job) {
    execute(new Job(job, true));
  }

  private void execute(Job job) {
    if (waiting.incrementAndGet() > MAX_QUEUED) {
      waiting.decrementAndGet();
      throw new RejectedExecutionException("the analysis has too much to do");
    }
    try {
      executor.execute(job);
    } catch (RejectedExecutionException closed) {
      waiting.decrementAndGet();
      throw closed;
    }
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
