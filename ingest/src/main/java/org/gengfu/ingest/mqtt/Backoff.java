package org.gengfu.ingest.mqtt;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits that double from attempt to attempt up to a longest one, each shortened by a random part of
 * its half, so that a village of hubs does not knock at a restarted broker in step.
 */
final class Backoff {
  private final Duration shortest;
  private final Duration longest;
  private final RandomGenerator random;
  private int failures;

  Backoff(Duration shortest, Duration longest, RandomGenerator random) {
    this.shortest = shortest;
    this.longest = longest;
    this.random = random;
  }

  /** The wait before the next attempt. */
  Duration next() {
    long full = shortest.toMillis() << Math.min(failures, 20);
    failures++;
    long bounded = Math.min(full, longest.toMillis());
    return Duration.ofMillis(bounded / 2 + random.nextLong(bounded / 2 + 1));
  }

  void reset() {
    failures = 0;
  }
}
