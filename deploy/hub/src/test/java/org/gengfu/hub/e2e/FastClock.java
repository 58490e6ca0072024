package org.gengfu.hub.e2e;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that runs faster than time, so that a test need not wait for minutes of patience. */
final class FastClock implements InstantSource {
  private final int speed;
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  FastClock(int speed) {
    this.speed = speed;
  }

  @Override
  public Instant instant() {
    return start.plusNanos(speed * (System.nanoTime() - startNanos));
  }
}
