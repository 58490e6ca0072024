package org.gengfu.ingest.rtsp.rtp;

import org.gengfu.core.media.AccessUnit;

/**
 * Presentation times of a second track (audio) on the video's time line. Until both tracks have
 * sent a sender report (RFC 3550 §6.4.1), what arrives together belongs together; from then on the
 * reports align them. Small corrections are spread out, large ones are made at once.
 */
public final class TrackClock {
  /** Returned for what falls before something that was already given: it is to be left out. */
  public static final long LEAVE_OUT = Long.MIN_VALUE;

  /** A correction by sender reports of more than this, in PTS units, is made at once: 100 ms. */
  static final long STEP = AccessUnit.PTS_PER_SECOND / 10;

  /** Without reports, the same: 1 s, as arrival is uneven. */
  static final long ARRIVAL_STEP = AccessUnit.PTS_PER_SECOND;

  /** A report that puts a packet further than this from its arrival is not believed: 10 s. */
  static final long MAX_FROM_ARRIVAL = 10 * AccessUnit.PTS_PER_SECOND;

  private static final int SLEW_DIVISOR = 64;

  private final StreamClock video;
  private final SenderClock videoReports;
  private final int videoRate;
  private final SenderClock reports;
  private final int clockRate;
  private boolean started;
  private boolean alignedByReports;
  private int lastTimestamp;
  private long ticks;
  private long offset;
  private long lastPts = LEAVE_OUT;

  /**
   * @param video the video's time line
   * @param videoReports of the video track
   * @param videoRate its RTP units a second
   * @param reports of this track
   * @param clockRate its RTP units a second
   */
  public TrackClock(
      StreamClock video,
      SenderClock videoReports,
      int videoRate,
      SenderClock reports,
      int clockRate) {
    this.video = video;
    this.videoReports = videoReports;
    this.videoRate = videoRate;
    this.reports = reports;
    this.clockRate = clockRate;
  }

  /**
   * The presentation time of a packet, in {@link AccessUnit#PTS_PER_SECOND}; later than the one
   * before, or {@link #LEAVE_OUT}. Before the video's first picture everything is left out.
   *
   * @param timestamp the packet's
   * @param arrivalNanos monotonic time of arrival
   */
  public long pts(int timestamp, long arrivalNanos) {
    if (!video.started()) {
      return LEAVE_OUT;
    }
    ticks += started ? timestamp - lastTimestamp : 0;
    lastTimestamp = timestamp;
    long own =
        ticks / clockRate * AccessUnit.PTS_PER_SECOND
            + ticks % clockRate * AccessUnit.PTS_PER_SECOND / clockRate;
    align(own, timestamp, arrivalNanos);
    long pts = own + offset;
    if (lastPts != LEAVE_OUT && pts <= lastPts) {
      return LEAVE_OUT;
    }
    lastPts = pts;
    return pts;
  }

  private void align(long own, int timestamp, long arrivalNanos) {
    long byArrival = video.ptsAtArrival(arrivalNanos);
    long wanted = byArrival;
    boolean byReports = false;
    if (reports.mapped() && videoReports.mapped()) {
      long camera = reports.nanosAt(timestamp, clockRate);
      long byReport = video.ptsAt(videoReports.timestampAt(camera, videoRate));
      byReports = Math.abs(byReport - byArrival) <= MAX_FROM_ARRIVAL;
      wanted = byReports ? byReport : byArrival;
    }
    long correction = wanted - own - offset;
    boolean atOnce =
        !started
            || (byReports && !alignedByReports)
            || Math.abs(correction) > (byReports ? STEP : ARRIVAL_STEP);
    if (atOnce) {
      offset += correction;
    } else if (byReports) {
      offset += correction / SLEW_DIVISOR;
    }
    alignedByReports = byReports;
    started = true;
  }
}
