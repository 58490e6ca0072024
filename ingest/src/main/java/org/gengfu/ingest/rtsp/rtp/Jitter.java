package org.gengfu.ingest.rtsp.rtp;

/** The interarrival jitter of a receiver report (RFC 3550 §6.4.1 and appendix A.8). */
public final class Jitter {
  private static final long NANOS = 1_000_000_000L;

  private final int clockRate;
  private boolean started;
  private int lastTransit;
  private long jitterBy16;

  /**
   * @param clockRate RTP units a second
   */
  public Jitter(int clockRate) {
    this.clockRate = clockRate;
  }

  /** Takes a packet, in the order of arrival. */
  public void arrived(int timestamp, long nowNanos) {
    int arrival = (int) (nowNanos / NANOS * clockRate + nowNanos % NANOS * clockRate / NANOS);
    int transit = arrival - timestamp;
    if (started) {
      long difference = Math.abs((long) (transit - lastTransit));
      if (difference > 10L * clockRate) {
        // Timestamps began anew.
        jitterBy16 = 0;
      } else {
        jitterBy16 += difference - ((jitterBy16 + 8) >> 4);
      }
    }
    started = true;
    lastTransit = transit;
  }

  /** In RTP units. */
  public int units() {
    return (int) (jitterBy16 >> 4);
  }
}
