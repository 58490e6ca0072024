package org.gengfu.ingest.playback;

import java.time.Duration;
import java.time.Instant;
import org.gengfu.core.media.AccessUnit;

/** Media time, {@value AccessUnit#PTS_PER_SECOND} units a second, and wall-clock time. */
final class Units {
  private static final long MICROS = 1_000_000;

  private Units() {}

  static long micros(long units) {
    return units * 100 / 9;
  }

  static long of(Duration duration) {
    return Math.multiplyExact(duration.getSeconds(), AccessUnit.PTS_PER_SECOND)
        + duration.getNano() * AccessUnit.PTS_PER_SECOND / 1_000_000_000;
  }

  static Duration duration(long units) {
    return Duration.ofNanos(Math.multiplyExact(units, 100_000L) / 9);
  }

  static Instant instant(long wallMicros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(wallMicros, MICROS), Math.floorMod(wallMicros, MICROS) * 1_000);
  }

  static long wallMicros(Instant at) {
    return at.getEpochSecond() * MICROS + at.getNano() / 1_000;
  }
}
