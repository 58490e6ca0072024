package org.gengfu.ingest.recording;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.gengfu.core.recording.Segment;
import org.gengfu.core.recording.SegmentStore;
import org.gengfu.core.storage.StoreException;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.RecordingPlan;
import org.gengfu.core.village.Village;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one disk in order: completes what an earlier run has left, and deletes what is too old or
 * has no room. A row is marked, then its file deleted, then the row: a crash in between is finished
 * by the next run.
 */
final class DiskKeeper {
  /** A disk that was full takes recordings again once it has this much more room. */
  static final long ROOM_AGAIN_BYTES = 64L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(DiskKeeper.class);
  private static final int BATCH = 32;
  private static final int MOST_BATCHES_A_RUN = 200;
  private static final Duration AGES_EVERY = Duration.ofMinutes(1);
  private static final Duration TELL_EVERY = Duration.ofHours(1);

  private final RecordingDisk disk;
  private final SegmentStore store;
  private final Supplier<Village> village;
  private final InstantSource clock;
  private Instant agesAt = Instant.MIN;
  private Instant toldAt = Instant.MIN;
  private volatile boolean tooSmall;
  private volatile boolean completed;

  DiskKeeper(
      RecordingDisk disk, SegmentStore store, Supplier<Village> village, InstantSource clock) {
    this.disk = disk;
    this.store = store;
    this.village = village;
    this.clock = clock;
  }

  /** One round; what fails is tried again in the next. */
  void run() {
    Integer id = disk.id().orElse(null);
    if (id == null || disk.failed()) {
      return;
    }
    try {
      disk.takeLeftovers()
          .ifPresent(
              found -> {
                Repair.complete(found, disk.files(), store);
                disk.recount();
              });
      completed = true;
      delete(store.deleting(id));
      if (!clock.instant().isBefore(agesAt)) {
        deleteOld(id);
        agesAt = clock.instant().plus(AGES_EVERY);
      }
      disk.measure();
      makeRoom(id);
    } catch (IOException | StoreException e) {
      LOG.warn("recordings in {} could not be kept in order: {}", disk.path(), e.getMessage());
    }
  }

  private void deleteOld(int id) throws IOException {
    Village now = village.get();
    Set<String> cameras = new TreeSet<>(store.cameras());
    for (String camera : cameras) {
      Instant before = clock.instant().minus(Duration.ofDays(days(now, camera)));
      for (int batch = 0; batch < MOST_BATCHES_A_RUN; batch++) {
        List<Segment> old = store.claimEndedBefore(id, camera, before, BATCH, clock.instant());
        delete(old);
        if (old.size() < BATCH) {
          break;
        }
      }
    }
  }

  /** How long this camera's recordings are kept. */
  static int days(Village village, String cameraId) {
    return village
        .camera(cameraId)
        .map(Camera::recording)
        .map(RecordingPlan::days)
        .orElse(RecordingPlan.LAWFUL_DAYS);
  }

  private void makeRoom(int id) throws IOException {
    boolean young = false;
    for (int batch = 0; disk.excessBytes() > 0 && batch < MOST_BATCHES_A_RUN; batch++) {
      int few = (int) Math.min(BATCH, 1 + disk.excessBytes() / (32L << 20));
      List<Segment> oldest = store.claimOldest(id, few, clock.instant());
      young |= oldest.stream().anyMatch(this::youngerThanItsPlan);
      delete(oldest);
      disk.measure();
      if (oldest.isEmpty()) {
        break;
      }
    }
    tellYoung(young);
    if (disk.excessBytes() > 0) {
      disk.full(true);
    } else if (disk.excessBytes() <= -roomAgain()) {
      disk.full(false);
    }
  }

  /** A small bound is not to be swallowed by the margin. */
  private long roomAgain() {
    return Math.min(ROOM_AGAIN_BYTES, disk.capacity() / 50);
  }

  private boolean youngerThanItsPlan(Segment segment) {
    Duration age = Duration.between(segment.end(), clock.instant());
    return age.compareTo(Duration.ofDays(days(village.get(), segment.cameraId()))) < 0;
  }

  private void tellYoung(boolean young) {
    if (young) {
      tooSmall = true;
      if (!clock.instant().isBefore(toldAt)) {
        toldAt = clock.instant().plus(TELL_EVERY);
        LOG.warn(
            "recordings in {} are deleted before their days are over: the disk is too small",
            disk.path());
      }
    } else if (disk.excessBytes() < -disk.capacity() / 20) {
      tooSmall = false;
    }
  }

  /** Whether what an earlier run has left is completed. */
  boolean completed() {
    return completed;
  }

  /** Whether recordings had to go before their days were over. */
  boolean tooSmall() {
    return tooSmall;
  }

  private void delete(List<Segment> segments) throws IOException {
    List<Segment.Key> gone = new ArrayList<>();
    try {
      for (Segment segment : segments) {
        disk.files().delete(segment.key().path());
        disk.deleted(segment.bytes());
        gone.add(segment.key());
      }
    } finally {
      store.remove(gone);
    }
  }
}
