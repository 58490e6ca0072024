package org.gengfu.ingest.mqtt;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Whether the other side is still there while an answer is awaited: a broker that has a backlog for
 * us sends that first, and an answer behind it may take long without anything being wrong.
 */
final class Liveness {
  static final Duration LIMIT = Duration.ofSeconds(10);

  private static final long LOOK_EVERY_MILLIS = 20;

  private final LongSupplier nanos;
  private volatile long heardNanos;

  /**
   * @param nanos a clock that only counts up, such as {@link System#nanoTime}
   */
  Liveness(LongSupplier nanos) {
    this.nanos = nanos;
    this.heardNanos = nanos.getAsLong();
  }

  /** The moment, for {@link #silentSince}. */
  long now() {
    return nanos.getAsLong();
  }

  /** Something came from the other side. */
  void heard() {
    heardNanos = nanos.getAsLong();
  }

  /** Whether nothing has come since this moment or for the limit, whichever is later. */
  boolean silentSince(long moment) {
    long heardAfter = Math.max(heardNanos - moment, 0);
    return nanos.getAsLong() - moment - heardAfter > LIMIT.toNanos();
  }

  /**
   * Waits for as long as the other side sends anything. Not Paho's {@code waitForCompletion}: a
   * token whose wait has once run out of time throws at once for ever after, and a loop around it
   * takes a whole core from those who work off the backlog.
   *
   * @return false when the other side has fallen silent
   */
  boolean await(BooleanSupplier done) throws InterruptedException {
    long asked = now();
    while (!done.getAsBoolean()) {
      if (silentSince(asked)) {
        return false;
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
    return true;
  }
}
