package org.gengfu.ingest.recording;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.faults.Fault;
import org.gengfu.core.faults.FaultSink;
import org.gengfu.core.faults.Why;
import org.gengfu.core.recording.RecordingStatus.DiskState;

/** Tells the admin what is wrong with the disks, and which cameras lost pictures by it. */
final class RecordingAlarms {
  /** Calm before lost pictures count as over. */
  static final Duration CALM = Duration.ofSeconds(60);

  private static final Map<FaultKind, Set<DiskState>> OF_DISKS =
      Map.of(
          FaultKind.DISK_FULL, EnumSet.of(DiskState.FULL),
          FaultKind.DISK_SLOW, EnumSet.of(DiskState.SLOW),
          FaultKind.DISK_UNUSABLE, EnumSet.of(DiskState.FAILED, DiskState.MISSING));

  private final FaultSink faults;
  private final InstantSource clock;
  private final Map<String, Loss> losses = new HashMap<>();

  /** What a camera had lost in all when it last lost something. */
  private record Loss(Duration lost, Instant at) {}

  RecordingAlarms(FaultSink faults, InstantSource clock) {
    this.faults = faults;
    this.clock = clock;
  }

  /** Raises or clears by how the disk is; to be called again and again, on one thread. */
  void disk(RecordingDisk disk) {
    String subject = subject(disk.path().toString());
    DiskState state = disk.state();
    OF_DISKS.forEach(
        (kind, wrong) -> {
          if (wrong.contains(state)) {
            raise(kind, subject, details(kind, disk));
          } else {
            clear(kind, subject);
          }
        });
  }

  private static Map<String, String> details(FaultKind kind, RecordingDisk disk) {
    return switch (kind) {
      case DISK_FULL -> Map.of("free", Long.toString(disk.freeBytes()));
      case DISK_SLOW ->
          Map.of("milliseconds", Long.toString(Duration.ofNanos(disk.busyNanos()).toMillis()));
      default -> {
        Why why = disk.why();
        yield why == null ? Map.of() : why.details();
      }
    };
  }

  /** Raises while the camera loses pictures, and clears a while after. */
  void camera(String cameraId, Duration lostSoFar) {
    Loss before = losses.get(cameraId);
    if (lostSoFar.isZero()) {
      clear(FaultKind.RECORDING_LOST, cameraId);
    } else if (before == null || lostSoFar.compareTo(before.lost()) > 0) {
      losses.put(cameraId, new Loss(lostSoFar, clock.instant()));
      Map<String, String> details = Map.of("seconds", Long.toString(lostSoFar.toSeconds()));
      raise(FaultKind.RECORDING_LOST, cameraId, details);
    } else if (!clock.instant().isBefore(before.at().plus(CALM))) {
      clear(FaultKind.RECORDING_LOST, cameraId);
    }
  }

  private void raise(FaultKind kind, String subject, Map<String, String> details) {
    if (!faults.isOpen(kind, subject)) {
      faults.raise(new Fault(kind, subject, clock.instant(), details));
    }
  }

  private void clear(FaultKind kind, String subject) {
    if (faults.isOpen(kind, subject)) {
      faults.clear(kind, subject, clock.instant(), null);
    }
  }

  private static String subject(String path) {
    return path.length() <= Fault.LONGEST_SUBJECT
        ? path
        : path.substring(path.length() - Fault.LONGEST_SUBJECT);
  }
}
