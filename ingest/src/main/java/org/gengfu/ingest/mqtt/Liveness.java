package org.gengfu.ingest.mqtt;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether the other side is still there while an answer is awaited: a broker that has a backlog for
 * us sends that first, and an answer behind it may take long without anything being wrong.
 */
final class Liveness {
  static final Duration LIMIT = Duration.ofSeconds(10);

  /** How long an answer is awaited at a time, before it is asked whether anything came. */
  static final Duration LOOK_EVERY = Duration.ofSeconds(1);

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
}
