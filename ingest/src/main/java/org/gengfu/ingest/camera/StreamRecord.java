package org.gengfu.ingest.camera;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.Complaint;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.StreamStatus;
import org.gengfu.core.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/** How one stream is doing: written on its loop, read on any thread. */
final class StreamRecord {
  private final StreamName stream;
  private final RateWindow rates = new RateWindow();
  private volatile Standing standing;
  private volatile @Nullable VideoFormat format;
  private volatile @Nullable Instant lastUnitAt;
  private volatile long lostPackets;
  private volatile @Nullable Duration clockOffset;
  private final Set<String> quirks = new ConcurrentSkipListSet<>();

  private record Standing(
      CameraState state, Instant since, @Nullable String detail, @Nullable Complaint complaint) {}

  StreamRecord(StreamName stream, CameraState state, Instant now) {
    this.stream = stream;
    this.standing = new Standing(state, now, null, null);
  }

  CameraState state() {
    return standing.state();
  }

  /** Takes up a state; tells whether it, or what is wrong, is new. */
  boolean enter(
      CameraState state, @Nullable Complaint complaint, @Nullable String detail, Instant now) {
    Standing before = standing;
    boolean sameState = before.state() == state;
    standing = new Standing(state, sameState ? before.since() : now, detail, complaint);
    if (state != CameraState.STREAMING) {
      format = null;
      clockOffset = null;
    }
    return !sameState || (detail != null && !detail.equals(before.detail()));
  }

  void unit(VideoFormat unitFormat, Instant now, long nowNanos) {
    format = unitFormat;
    lastUnitAt = now;
    rates.add(nowNanos, 1, 0);
  }

  // Written by the camera's loop alone.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  void received(int bytes, int lost, long nowNanos) {
    rates.add(nowNanos, 0, bytes);
    if (lost > 0) {
      lostPackets += lost;
    }
  }

  /** Notes an oddity of the camera's server; kept as long as the camera is configured. */
  void quirk(String name) {
    quirks.add(name);
  }

  void clock(@Nullable Duration offset) {
    clockOffset = offset;
  }

  StreamStatus status(long nowNanos) {
    Standing now = standing;
    RateWindow.Rates seen = rates.rates(nowNanos);
    return new StreamStatus(
        stream,
        now.state(),
        now.since(),
        now.detail(),
        format,
        lastUnitAt,
        seen.unitsPerSecond(),
        seen.bytesPerSecond() * 8,
        lostPackets,
        clockOffset,
        List.copyOf(quirks),
        now.complaint());
  }
}
