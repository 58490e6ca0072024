package org.gengfu.ingest.rtsp;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Lets a loop look at its sockets once in so long at most. Cameras send a picture as dozens of
 * small writes; a loop that is woken for each of them spends most of its time on waking. What has
 * come meanwhile waits in the kernel's buffers and is read at one go. A loop that has been idle
 * wakes at once.
 *
 * <p>While the loop rests it takes no tasks either: they, too, are late by this much at most.
 */
final class PacedSelect implements SelectStrategy {
  private final long paceNanos;
  private final LongSupplier nanoTime;
  private final LongConsumer sleep;
  private long lastLook;
  private boolean waited;

  PacedSelect(Duration pace) {
    this(pace, System::nanoTime, LockSupport::parkNanos);
  }

  /**
   * @param sleep sleeps for so many nanoseconds, or less
   */
  PacedSelect(Duration pace, LongSupplier nanoTime, LongConsumer sleep) {
    this.paceNanos = pace.toNanos();
    this.nanoTime = nanoTime;
    this.sleep = sleep;
    this.lastLook = nanoTime.getAsLong() - paceNanos;
  }

  @Override
  public int calculateStrategy(IntSupplier look, boolean hasTasks) throws Exception {
    if (waited) {
      lastLook = nanoTime.getAsLong();
      waited = false;
    }
    if (hasTasks) {
      return look.get();
    }
    rest();
    int ready = look.get();
    lastLook = nanoTime.getAsLong();
    waited = ready == 0;
    return waited ? SELECT : ready;
  }

  private void rest() {
    long left = lastLook + paceNanos - nanoTime.getAsLong();
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      sleep.accept(left);
      left = lastLook + paceNanos - nanoTime.getAsLong();
    }
  }
}
