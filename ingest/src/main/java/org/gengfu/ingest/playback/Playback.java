package org.gengfu.ingest.playback;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.recording.RecordedUnits;
import org.gengfu.core.recording.RecordedVideo;
import org.gengfu.core.recording.RecordingException;
import org.gengfu.core.recording.RecordingException.Reason;
import org.gengfu.core.recording.Recordings;
import org.gengfu.core.recording.VideoFile;

/**
 * Recordings: for people as a timeline, as an MP4 file, and to watch at up to 16 times speed; for
 * the analysis as encoded pictures.
 */
public final class Playback implements RecordedVideo, RecordedUnits {
  /** Files that are listed at the same time; a day's takes about 60 MB while it is made. */
  static final int MOST_AT_ONCE = 3;

  private static final long RECENT_BYTES = 64L << 20;

  private final Vertx vertx;
  private final Recordings recordings;
  private final InstantSource clock;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final RecentFiles recent;
  private final AtomicInteger viewers = new AtomicInteger();

  public Playback(Vertx vertx, Recordings recordings, MeterRegistry meters, InstantSource clock) {
    this.vertx = vertx;
    this.recordings = recordings;
    this.clock = clock;
    this.recent = new RecentFiles(RECENT_BYTES, clock);
    Gauge.builder(MetricNames.PLAYBACK_VIEWERS, viewers, AtomicInteger::get).register(meters);
  }

  @Override
  public Timeline timeline(String cameraId, Instant from, Instant to) {
    check(from, to, LONGEST_TIMELINE);
    return Timelines.of(recordings.between(cameraId, StreamName.MAIN, from, to), from, to);
  }

  @Override
  public VideoFile recentFile(String cameraId, Instant from, Instant to) {
    Optional<VirtualMp4> known = recent.find(new RecentFiles.Key(cameraId, from, to));
    return known.isPresent() ? known.get() : file(cameraId, from, to);
  }

  @Override
  public VideoFile file(String cameraId, Instant from, Instant to) {
    check(from, to, LONGEST_FILE);
    if (!places.tryAcquire()) {
      throw new RecordingException(
          Reason.BUSY, MOST_AT_ONCE + " other files are being made; try again in a moment");
    }
    try {
      RangeReader.Found found =
          RangeReader.read(recordings.between(cameraId, StreamName.MAIN, from, to), from, to);
      if (found.pictures().samples() == 0) {
        throw new RecordingException(
            Reason.NOTHING,
            "nothing is recorded of camera " + cameraId + " from " + from + " to " + to);
      }
      VirtualMp4 file = new VirtualMp4(found, from);
      recent.keep(new RecentFiles.Key(cameraId, from, to), file);
      return file;
    } finally {
      places.release();
    }
  }

  @Override
  public Watching watch(String cameraId, Instant from, int speed, Watcher watcher) {
    PlaybackSession session =
        new PlaybackSession(
            new VertxLoop(vertx),
            new RecordingCursor(recordings, cameraId, clock),
            watcher,
            viewers::decrementAndGet);
    viewers.incrementAndGet();
    session.begin(from, speed);
    return session;
  }

  @Override
  public RecordedUnits.Reader read(
      String cameraId, Instant from, Instant to, boolean keyframesOnly) {
    RecordingCursor cursor = new RecordingCursor(recordings, cameraId, clock);
    cursor.seek(from);
    return new UnitReader(cursor, to, keyframesOnly);
  }

  private static void check(Instant from, Instant to, Duration longest) {
    if (!from.isBefore(to)) {
      throw new RecordingException(Reason.TOO_LONG, "the begin must be before the end, " + to);
    }
    if (Duration.between(from, to).compareTo(longest) > 0) {
      throw new RecordingException(
          Reason.TOO_LONG, "at most " + longest.toHours() + " hours can be asked for");
    }
  }
}
