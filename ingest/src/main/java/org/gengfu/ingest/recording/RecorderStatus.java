package org.gengfu.ingest.recording;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.gengfu.core.life.HealthCheck;
import org.gengfu.core.recording.RecordingStatus;
import org.gengfu.core.recording.Segment;
import org.gengfu.core.recording.SegmentStore;
import org.gengfu.core.recording.SegmentStore.Usage;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.RecordingPlan.Mode;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.ingest.recording.Recorder.Watched;
import org.jspecify.annotations.Nullable;

/** How recording is doing. */
final class RecorderStatus implements RecordingStatus {
  private static final Duration DAY = Duration.ofDays(1);

  private final SegmentStore store;
  private final RecordingDisks disks;
  private final List<DiskKeeper> keepers;
  private final IndexWriter index;
  private final VillageRegistry registry;
  private final Cases openCases;
  private final Map<String, Watched> watched;
  private final InstantSource clock;
  private final ZoneId zone;

  RecorderStatus(
      SegmentStore store,
      RecordingDisks disks,
      List<DiskKeeper> keepers,
      IndexWriter index,
      VillageRegistry registry,
      Cases openCases,
      Map<String, Watched> watched,
      InstantSource clock,
      ZoneId zone) {
    this.store = store;
    this.disks = disks;
    this.keepers = keepers;
    this.index = index;
    this.registry = registry;
    this.openCases = openCases;
    this.watched = watched;
    this.clock = clock;
    this.zone = zone;
  }

  @Override
  public List<DiskStatus> disks() {
    List<DiskStatus> all = new ArrayList<>();
    for (int i = 0; i < disks.all().size(); i++) {
      RecordingDisk disk = disks.all().get(i);
      boolean early = keepers.get(i).tooSmall();
      String detail = disk.detail();
      if (detail == null && early) {
        detail = "recordings are deleted before their days are over: the disk is too small";
      }
      all.add(
          new DiskStatus(
              disk.path(),
              disk.state(),
              detail,
              early,
              disk.usedBytes(),
              disk.totalBytes(),
              disk.freeBytes(),
              disk.directory().maxBytes(),
              disk.keepFreeBytes()));
    }
    return all;
  }

  @Override
  public List<CameraRecording> cameras() {
    Map<String, Usage> usage = new HashMap<>();
    Instant dayAgo = clock.instant().minus(DAY);
    store.usage(dayAgo).forEach(one -> usage.put(one.cameraId(), one));
    disks.all().stream()
        .flatMap(disk -> disk.openRows().stream())
        .forEach(
            row ->
                usage.merge(
                    row.segment().cameraId(), begun(row.segment(), dayAgo), RecorderStatus::sum));
    Village village = registry.current();
    TreeSet<String> ids = new TreeSet<>(usage.keySet());
    village.cameras().forEach(camera -> ids.add(camera.id()));
    return ids.stream().map(id -> camera(id, village, usage.get(id))).toList();
  }

  /** What is being written: the index learns its size when the file is closed. */
  private static Usage begun(Segment open, Instant since) {
    return new Usage(
        open.cameraId(),
        open.start(),
        open.end(),
        open.bytes(),
        open.start().isBefore(since) ? 0 : open.bytes());
  }

  private static Usage sum(Usage closed, Usage open) {
    return new Usage(
        closed.cameraId(),
        closed.oldest() == null ? open.oldest() : closed.oldest(),
        open.newest(),
        closed.bytes() + open.bytes(),
        closed.bytesSince() + open.bytesSince());
  }

  private CameraRecording camera(String id, Village village, @Nullable Usage usage) {
    Camera camera = village.camera(id).orElse(null);
    Watched now = watched.get(id);
    Instant written = now == null ? null : now.recorder().lastWritten();
    if (written == null && usage != null) {
      written = usage.newest();
    }
    Idle idle = idle(camera, now);
    return new CameraRecording(
        id,
        camera == null ? null : camera.recording().mode(),
        DiskKeeper.days(village, id),
        idle == null,
        idle,
        written,
        usage == null ? null : usage.oldest(),
        usage == null ? 0 : usage.bytesSince(),
        usage == null ? 0 : usage.bytes(),
        now == null ? 0 : now.recorder().droppedGroups());
  }

  private @Nullable Idle idle(@Nullable Camera camera, @Nullable Watched now) {
    if (camera == null) {
      return Idle.GONE;
    }
    if (now != null && now.recorder().recording()) {
      return null;
    }
    if (!camera.enabled()) {
      return Idle.DISABLED;
    }
    if (camera.recording().mode() == Mode.OFF) {
      return Idle.OFF;
    }
    return switch (Plans.demand(camera, clock.instant(), zone, openCases.wants(camera.id()))) {
      case NOTHING -> Idle.OUTSIDE_HOURS;
      case PRE_ROLL -> Idle.NO_CASE;
      case RECORDING ->
          disks.all().stream().noneMatch(RecordingDisk::accepts) ? Idle.NO_DISK : Idle.NO_PICTURES;
    };
  }

  HealthCheck health() {
    return new HealthCheck() {
      @Override
      public String name() {
        return "recording";
      }

      @Override
      public Result check() {
        return judge();
      }
    };
  }

  private HealthCheck.Result judge() {
    for (DiskStatus disk : disks()) {
      if (disk.state() != DiskState.OK) {
        return new HealthCheck.Result(
            false, disk.directory() + " is " + disk.state() + ": " + disk.detail());
      }
    }
    if (index.away()) {
      return new HealthCheck.Result(
          false,
          "the database does not take the index: "
              + index.waiting()
              + " files wait for it; recording goes on");
    }
    long recording = watched.values().stream().filter(one -> one.recorder().recording()).count();
    return new HealthCheck.Result(
        true, recording + " cameras are recorded on " + disks.all().size() + " disks");
  }
}
