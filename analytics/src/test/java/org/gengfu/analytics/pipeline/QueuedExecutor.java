package org.gengfu.analytics.pipeline;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs jobs when the test says so, on its own thread. */
final class QueuedExecutor extends AbstractExecutorService {
  private final Queue<Runnable> jobs = new ArrayDeque<>();
  private boolean shutdown;

  @Override
  public void execute(Runnable job) {
    jobs.add(job);
  }

  /** Runs what is queued, and what that queues. */
  void runAll() {
    for (Runnable job = jobs.poll(); job != null; job = jobs.poll()) {
      job.run();
    }
  }

  int queued() {
    return jobs.size();
  }

  @Override
  public void shutdown() {
    runAll();
    shutdown = true;
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown = true;
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return shutdown;
  }

  @Override
  public boolean isTerminated() {
    return shutdown;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return true;
  }
}
