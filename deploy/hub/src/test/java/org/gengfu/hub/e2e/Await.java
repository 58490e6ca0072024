package org.gengfu.hub.e2e;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for something outside of the test's control, with a bound. */
final class Await {
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  private Await() {}

  static void until(String what, Duration bound, Supplier<Boolean> condition) {
    value(what, bound, () -> condition.get() ? Boolean.TRUE : null);
  }

  /**
   * As {@link #until(String, Duration, Supplier)}.
   *
   * @param otherwise asked when it did not come, for what may tell why
   */
  static void until(
      String what, Duration bound, Supplier<Boolean> condition, Supplier<String> otherwise) {
    value(what, bound, () -> condition.get() ? Boolean.TRUE : null, otherwise);
  }

  /** The first answer that is not null. */
  static <T> T value(String what, Duration bound, Supplier<@Nullable T> probe) {
    return value(what, bound, probe, () -> "");
  }

  private static <T> T value(
      String what, Duration bound, Supplier<@Nullable T> probe, Supplier<String> otherwise) {
    long end = System.nanoTime() + bound.toNanos();
    while (true) {
      T found = probe.get();
      if (found != null) {
        return found;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError(
            what + " did not come within " + bound.toSeconds() + " s " + otherwise.get());
      }
      LockSupport.parkNanos(PAUSE);
    }
  }
}
