package org.gengfu.simulator.rtsp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.gengfu.simulator.clip.Clip;

/** The cameras' common clock: it runs from 0 at the start of the server and never jumps. */
final class StreamClock {
  private static final long NTP_EPOCH_OFFSET_SECONDS = 2_208_988_800L;

  private final InstantSource wall;
  private final long startNanos = System.nanoTime();

  StreamClock(InstantSource wall) {
    this.wall = wall;
  }

  /** Since the start, 90,000 a second. */
  long ticks() {
    return (System.nanoTime() - startNanos) / 100_000 * Clip.TICKS_PER_SECOND / 10_000;
  }

  /** Wall-clock time in NTP format (RFC 3550 §4), of a clock that is this much ahead. */
  long ntp(Duration ahead) {
    Instant now = wall.instant().plus(ahead);
    long fraction = ((long) now.getNano() << 32) / 1_000_000_000L;
    return (now.getEpochSecond() + NTP_EPOCH_OFFSET_SECONDS) << 32 | fraction;
  }
}
