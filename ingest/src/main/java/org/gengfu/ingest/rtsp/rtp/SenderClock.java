package org.gengfu.ingest.rtsp.rtp;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a camera's sender reports say about its clocks (RFC 3550 §6.4.1): each ties a moment of its
 * wall clock to an RTP timestamp. Two tracks of one camera are aligned by it, and its wall clock is
 * compared with ours. It is not used to date pictures: camera clocks are wrong too often.
 */
public final class SenderClock {
  /** Reports that are looked at together: 25 s or so of a camera's. */
  static final int WINDOW = 5;

  /** Fewest reports that make an offset. */
  static final int FEWEST = 2;

  /**
   * Furthest apart the offsets within the window may be to be told: beyond, the camera's clock is
   * just being set, or the network delays too unevenly.
   */
  static final Duration MAX_SPREAD = Duration.ofSeconds(1);

  private static final long NTP_TO_UNIX_SECONDS = 2_208_988_800L;
  private static final long ERA_SECONDS = 1L << 32;
  private static final long NANOS = 1_000_000_000L;

  private final long[] offsets = new long[WINDOW];
  private int reports;
  private boolean mapped;
  private long ntpNanos;
  private int rtpTimestamp;

  /**
   * Takes a sender report.
   *
   * @param ntp its NTP timestamp, 32.32 bits
   * @param timestamp its RTP timestamp
   * @param arrival when it came, by our wall clock
   */
  public void report(long ntp, int timestamp, Instant arrival) {
    if (ntp == 0) {
      // "No notion of wall clock or elapsed time" (RFC 3550 §6.4.1).
      forget();
      return;
    }
    long seconds = ntp >>> 32;
    ntpNanos = seconds * NANOS + (((ntp & 0xffff_ffffL) * NANOS) >>> 32);
    rtpTimestamp = timestamp;
    mapped = true;
    long ours = arrival.getEpochSecond() + NTP_TO_UNIX_SECONDS;
    if (seconds < NTP_TO_UNIX_SECONDS && ours < ERA_SECONDS) {
      // Before 1970: the time since it was switched on, which the RFC allows, and no wall clock.
      reports = 0;
      return;
    }
    // The nearest era, as the 32 bits of seconds wrap in 2036.
    long difference = (int) (seconds - ours);
    offsets[reports++ % WINDOW] = difference * NANOS + ntpNanos % NANOS - arrival.getNano();
    if (reports == 2 * WINDOW) {
      reports = WINDOW;
    }
  }

  /** The source has changed: what it said no longer counts. */
  void forget() {
    reports = 0;
    mapped = false;
  }

  /**
   * The camera's wall clock minus ours; null where it isn't known well enough. The network can only
   * delay a report, so that the greatest of the window is nearest the truth.
   */
  public @Nullable Duration offset() {
    if (reports < FEWEST) {
      return null;
    }
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (int n = 0; n < Math.min(reports, WINDOW); n++) {
      least = Math.min(least, offsets[n]);
      greatest = Math.max(greatest, offsets[n]);
    }
    return greatest - least > MAX_SPREAD.toNanos() ? null : Duration.ofNanos(greatest);
  }

  /** Whether RTP timestamps can be turned into the camera's time. */
  public boolean mapped() {
    return mapped;
  }

  /**
   * The camera's time of an RTP timestamp, in nanoseconds since the NTP epoch, or since whatever it
   * counts from; it means something only where {@link #mapped()}.
   *
   * @param clockRate RTP units a second
   */
  public long nanosAt(int timestamp, int clockRate) {
    return ntpNanos + (long) (timestamp - rtpTimestamp) * NANOS / clockRate;
  }

  /** The RTP timestamp at this time of the camera's. */
  public int timestampAt(long nanos, int clockRate) {
    long elapsed = nanos - ntpNanos;
    return rtpTimestamp + (int) (elapsed / NANOS * clockRate + elapsed % NANOS * clockRate / NANOS);
  }
}
