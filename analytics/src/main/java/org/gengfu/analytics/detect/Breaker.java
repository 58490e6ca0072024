package org.gengfu.analytics.detect;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Turns a detector off that fails or is slow several times in a row, and tries it again later. */
final class Breaker {
  /** Failures in a row that turn it off. */
  static final int FAILURES = 3;

  /** Slow calls in a row that turn it off. */
  static final int SLOW_CALLS = 5;

  private final DetectorLimits limits;
  private int failures;
  private int slow;
  private long offUntil;
  private @Nullable String reason;

  Breaker(DetectorLimits limits) {
    this.limits = limits;
  }

  /** Whether it may be called; after its rest it may. */
  synchronized boolean closed(long now) {
    return reason == null || now - offUntil >= 0;
  }

  /** Why it is off; null while it is on. */
  synchronized @Nullable String reason() {
    return reason;
  }

  /** It answered. Returns why it is turned off now, null where it stays on. */
  synchronized @Nullable String answered(Duration took, long now) {
    failures = 0;
    if (took.compareTo(limits.slow()) <= 0) {
      slow = 0;
      reason = null;
      return null;
    }
    return ++slow < SLOW_CALLS
        ? null
        : turnOff(
            SLOW_CALLS + " calls in a row took more than " + limits.slow().toMillis() + " ms", now);
  }

  /** It failed. Returns why it is turned off now, null where it stays on. */
  synchronized @Nullable String failed(String why, long now) {
    return ++failures < FAILURES && reason == null
        ? null
        : turnOff(FAILURES + " calls in a row failed: " + why, now);
  }

  private String turnOff(String why, long now) {
    failures = 0;
    slow = 0;
    offUntil = now + limits.rest().toNanos();
    reason = why;
    return why;
  }
}
