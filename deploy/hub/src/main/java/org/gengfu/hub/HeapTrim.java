package org.gengfu.hub;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.life.Component;
import org.gengfu.core.threads.Niceness;

/**
 * Gives memory back that the start took and nobody needs any more. The collector lets go of memory
 * only at the end of a marking, and a hub whose memory suffices marks nothing for days; so it is
 * asked to, once when the start is over and every few minutes after that. It marks beside the
 * running work (the launcher sets {@code ExplicitGCInvokesConcurrent}), some 0.2 s of processor
 * time.
 */
final class HeapTrim implements Component {
  private static final long START_IS_OVER_SECONDS = 180;
  private static final long EVERY_SECONDS = 300;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(Niceness.waiting(task), "heap-trim");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public void start() {
    var unused =
        thread.scheduleAtFixedRate(
            System::gc, START_IS_OVER_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
