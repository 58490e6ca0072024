package org.gengfu.ingest.recording;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.gengfu.core.recording.RecordingStatus.DiskState;
import org.gengfu.ingest.recording.RecordingMeters.DropReason;

/** All disks; shares the segments out among those that are well. */
final class RecordingDisks {
  private final List<RecordingDisk> all;
  private long unwell = -1;

  RecordingDisks(List<RecordingDisk> all) {
    this.all = List.copyOf(all);
  }

  List<RecordingDisk> all() {
    return all;
  }

  /**
   * The disk for the next segment: of those that are well the one that has had the least in
   * proportion to its size; a slow one only where there is no other. Empty where none takes any.
   */
  synchronized Optional<RecordingDisk> choose() {
    forgetLoadsAfterChange();
    Optional<RecordingDisk> chosen =
        all.stream()
            .filter(RecordingDisk::accepts)
            .min(
                Comparator.comparing((RecordingDisk disk) -> disk.state() != DiskState.OK)
                    .thenComparing(RecordingDisk::load));
    chosen.ifPresent(RecordingDisk::assign);
    return chosen;
  }

  /** A disk that comes back is not to get everything until it has caught up. */
  private void forgetLoadsAfterChange() {
    long now = 0;
    for (RecordingDisk disk : all) {
      now = (now << 1) | (disk.state() == DiskState.OK ? 0 : 1);
    }
    if (now != unwell) {
      unwell = now;
      all.forEach(RecordingDisk::resetLoad);
    }
  }

  /** Why none takes anything now. */
  DropReason whyNot() {
    if (all.stream().anyMatch(disk -> disk.state() == DiskState.SLOW)) {
      return DropReason.SLOW;
    }
    return all.stream().anyMatch(disk -> disk.state() == DiskState.FULL)
        ? DropReason.FULL
        : DropReason.FAILED;
  }

  Optional<RecordingDisk> byId(int id) {
    return all.stream().filter(disk -> disk.id().equals(Optional.of(id))).findFirst();
  }
}
