package org.gengfu.ingest.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioFeeds.AudioConsumer;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.core.media.VideoFeeds.AccessUnitConsumer;
import org.gengfu.core.recording.Fragment;
import org.gengfu.ingest.recording.RecordingMeters.DropReason;
import org.jspecify.annotations.Nullable;

/**
 * Records one camera: gathers groups of pictures and hands them to a disk, or keeps them for a
 * while in case they are wanted. Its lock is held for microseconds, by the camera's event loop and
 * once a second by the clock.
 */
final class CameraRecorder implements AccessUnitConsumer, AudioConsumer {
  /** Length of a file. */
  static final Duration SEGMENT = Duration.ofMinutes(5);

  /** How far the wall clock may stray from presentation time within a file. */
  static final Duration MAX_STRAY = Duration.ofSeconds(2);

  /** Silence after which what was received is written. */
  static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** What is wanted of a camera. */
  enum Demand {
    NOTHING,
    /** The last seconds, in memory. */
    PRE_ROLL,
    RECORDING
  }

  private final String cameraId;
  private final RecordingDisks disks;
  private final RecordingMeters meters;
  private final LongSupplier nanoTime;
  private final GopCollector collector = new GopCollector();
  private final SoundCollector sound = new SoundCollector();
  private final PreRoll preRoll = new PreRoll();
  private final AtomicLong droppedGroups = new AtomicLong();
  private final AtomicLong droppedNanos = new AtomicLong();
  private Demand demand = Demand.NOTHING;
  private long preRollBytes = PreRoll.MOST_BYTES;
  private @Nullable OpenSegment segment;
  private long lastUnitNanos;
  private volatile @Nullable Instant lastWritten;

  CameraRecorder(
      String cameraId, RecordingDisks disks, RecordingMeters meters, LongSupplier nanoTime) {
    this.cameraId = cameraId;
    this.disks = disks;
    this.meters = meters;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized void accept(AccessUnit unit) {
    if (demand == Demand.NOTHING) {
      return;
    }
    lastUnitNanos = nanoTime.getAsLong();
    Gop gop = collector.add(unit);
    if (gop != null) {
      take(withSound(gop));
    }
  }

  /** Takes a piece of the camera's sound. */
  @Override
  public synchronized void accept(AudioUnit unit) {
    if (demand != Demand.NOTHING) {
      sound.add(unit);
    }
  }

  private Gop withSound(Gop gop) {
    return gop.with(sound.take(gop.endPts()));
  }

  /**
   * Says what is wanted from now on.
   *
   * @param mostPreRollBytes bound of what is kept in memory for it
   */
  synchronized void demand(Demand now, long mostPreRollBytes) {
    preRollBytes = mostPreRollBytes;
    if (now == demand) {
      return;
    }
    if (demand == Demand.RECORDING) {
      Gop last = collector.end();
      if (last != null) {
        take(withSound(last));
      }
      closeSegment();
    }
    demand = now;
    if (now == Demand.RECORDING) {
      preRoll.take().forEach(this::record);
    } else if (now == Demand.NOTHING) {
      preRoll.clear();
      sound.clear();
      Gop rest = collector.end();
      if (rest != null) {
        rest.release();
      }
    }
  }

  /** Called every second: writes what has waited too long for its end. */
  synchronized void tick() {
    if (!collector.isEmpty() && nanoTime.getAsLong() - lastUnitNanos > FLUSH_NANOS) {
      Gop gop = collector.end();
      if (gop != null) {
        take(withSound(gop));
      }
      closeSegment();
    }
  }

  private void take(Gop gop) {
    if (demand == Demand.RECORDING) {
      record(gop);
    } else {
      preRoll.add(gop, preRollBytes);
    }
  }

  /** Hands the group to a disk, or drops it; releases it unless a disk has taken it. */
  private void record(Gop gop) {
    OpenSegment present = segment;
    if (present != null && (present.broken() || endsBefore(present, gop))) {
      closeSegment();
    }
    @Nullable DropReason reason = null;
    for (int tries = 0; tries <= disks.all().size(); tries++) {
      if (segment == null) {
        if (!gop.keyframe()) {
          reason = DropReason.HEADLESS;
          break;
        }
        Optional<RecordingDisk> disk = disks.choose();
        if (disk.isEmpty()) {
          break;
        }
        segment = new OpenSegment(cameraId, gop, disk.get());
      }
      if (segment.disk().offer(segment, gop)) {
        lastWritten = gop.wallClock();
        return;
      }
      closeSegment();
    }
    drop(gop, reason == null ? disks.whyNot() : reason);
  }

  private boolean endsBefore(OpenSegment present, Gop gop) {
    if (!gop.follows()) {
      return true;
    }
    if (!gop.keyframe()) {
      // In another format pictures begin with a keyframe; sound waits for the next one.
      return false;
    }
    if (!present.takes(gop)) {
      return true;
    }
    Instant expected = present.start().plus(Fragment.units(gop.firstPts() - present.startPts()));
    return turn(gop.wallClock()) != turn(present.start())
        || Duration.between(expected, gop.wallClock()).abs().compareTo(MAX_STRAY) > 0;
  }

  /** Each camera begins its files at a second of its own, so that not all turn over together. */
  private long turn(Instant at) {
    long offset = Math.floorMod(cameraId.hashCode(), SEGMENT.toSeconds());
    return Math.floorDiv(at.getEpochSecond() + offset, SEGMENT.toSeconds());
  }

  private void closeSegment() {
    OpenSegment present = segment;
    if (present != null) {
      present.disk().close(present);
      segment = null;
    }
  }

  private void drop(Gop gop, DropReason reason) {
    meters.dropped(reason);
    droppedGroups.incrementAndGet();
    droppedNanos.addAndGet(Fragment.units(gop.endPts() - gop.firstPts()).toNanos());
    gop.release();
  }

  /** Groups of pictures that found no disk, since the start. */
  long droppedGroups() {
    return droppedGroups.get();
  }

  /** How long those were. */
  Duration dropped() {
    return Duration.ofNanos(droppedNanos.get());
  }

  /** Whether it is being recorded. */
  synchronized boolean recording() {
    return demand == Demand.RECORDING && segment != null;
  }

  /** Wall clock of the last group that a disk has taken; null before the first. */
  @Nullable Instant lastWritten() {
    return lastWritten;
  }
}
