package org.gengfu.ingest.mqtt;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Times of arrival, each a microsecond after the one before at least: a reading without a time of
 * its own has the time of arrival, and the store, which keeps microseconds, takes two of one time
 * for the same. For one thread.
 */
final class ArrivalClock {
  private final InstantSource clock;
  private Instant last = Instant.MIN;

  ArrivalClock(InstantSource clock) {
    this.clock = clock;
  }

  Instant next() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    last = now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS);
    return last;
  }
}
