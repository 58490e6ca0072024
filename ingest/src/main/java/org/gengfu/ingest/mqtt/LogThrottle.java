package org.gengfu.ingest.mqtt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;

/** Writes one warning a second at most, and tells with the next one how many it left out. */
final class LogThrottle {
  private static final Duration GAP = Duration.ofSeconds(1);

  private final Logger log;
  private final InstantSource clock;
  private Instant quietUntil = Instant.MIN;
  private long leftOut;

  LogThrottle(Logger log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  synchronized void warn(String message) {
    Instant now = clock.instant();
    if (now.isBefore(quietUntil)) {
      leftOut++;
      return;
    }
    quietUntil = now.plus(GAP);
    if (leftOut == 0) {
      log.warn("{}", message);
    } else {
      log.warn("{} ({} more since the last line)", message, leftOut);
      leftOut = 0;
    }
  }
}
