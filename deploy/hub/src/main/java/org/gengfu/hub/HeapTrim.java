package org.gengfu.hub;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.life.Component;
import org.gengfu.core.threads.Niceness;

/**
 * Gives memory back that nobody needs any more, such as what the start took. The collector lets go
 * of memory only at the end of a marking, and marks only when nearly all of what it has is full; so
 * it is asked to: twice, since what one marking has found to be garbage is gone only when the next
 * one ends. It marks beside the running work (the launcher sets {@code
 * ExplicitGCInvokesConcurrent}), some 0.4 s of processor time for eighty cameras.
 */
final class HeapTrim implements Component {
  private static final long START_IS_OVER_SECONDS = 180;
  private static final long EVERY_SECONDS = 900;
  private static final long AGAIN_AFTER_SECONDS = 60;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(Niceness.waiting(task), "heap-trim");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public void start() {
    trimFrom(START_IS_OVER_SECONDS);
    trimFrom(START_IS_OVER_SECONDS + AGAIN_AFTER_SECONDS);
  }

  private void trimFrom(long seconds) {
    var unused = thread.scheduleAtFixedRate(System::gc, seconds, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
