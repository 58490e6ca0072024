package org.gengfu.ingest.testing;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other threads do. */
public final class Eventually {
  private static final long LIMIT_NANOS = 30_000_000_000L;
  private static final long LOOK_EVERY_NANOS = 5_000_000L;

  private Eventually() {}

  /**
   * Waits until it is so.
   *
   * @param seen what to tell when it does not become so
   */
  public static void eventually(Supplier<?> seen, BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within 30 s; seen: " + seen.get());
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }
}
