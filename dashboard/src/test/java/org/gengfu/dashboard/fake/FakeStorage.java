package org.gengfu.dashboard.fake;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gengfu.core.recording.RecordingException;
import org.gengfu.core.recording.RecordingException.Reason;
import org.gengfu.core.recording.RecordingProtection;
import org.gengfu.core.recording.RecordingStatus;
import org.gengfu.core.village.RecordingPlan.Mode;

/**
 * A good disk and one that isn't mounted; camera "gate" is recorded since two days, "yard" sends
 * nothing, "old" is gone. Protections are in memory.
 */
public final class FakeStorage implements RecordingStatus, RecordingProtection {
  public final List<Protection> kept = new CopyOnWriteArrayList<>();
  private final InstantSource clock;

  FakeStorage(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public List<DiskStatus> disks() {
    return List.of(
        new DiskStatus(
            Path.of("/disk/a"), DiskState.OK, null, true, 40_000, 100_000, 30_000, 60_000L, 5_000),
        new DiskStatus(
            Path.of("/disk/b"), DiskState.MISSING, "is it mounted?", false, 0, -1, -1, null, 0));
  }

  @Override
  public List<CameraRecording> cameras() {
    Instant now = clock.instant();
    return List.of(
        new CameraRecording(
            "gate",
            Mode.CONTINUOUS,
            30,
            true,
            null,
            now,
            now.minusSeconds(172_800),
            1_600,
            3_000,
            7),
        new CameraRecording("old", null, 30, false, Idle.GONE, now, now, 0, 10, 0),
        new CameraRecording(
            "yard", Mode.SCHEDULE, 7, false, Idle.NO_PICTURES, null, null, 0, 0, 0));
  }

  @Override
  public synchronized Protection protect(
      String cameraId, Instant from, Instant to, String reason, String actor) {
    if (kept.size() >= MOST_BY_PEOPLE) {
      throw new RecordingException(Reason.TOO_MANY_PROTECTED, "release some");
    }
    Protection made =
        new Protection(kept.size() + 1L, cameraId, from, to, reason, clock.instant(), actor, null);
    kept.add(made);
    return made;
  }

  @Override
  public boolean release(long id, String actor) {
    return kept.removeIf(one -> one.id() == id);
  }

  @Override
  public List<Protection> protections(Wanted wanted) {
    Long before = wanted.beforeId();
    return kept.stream()
        .filter(one -> wanted.cameraId() == null || one.cameraId().equals(wanted.cameraId()))
        .filter(one -> !wanted.byPeople() || !one.createdBy().equals(HUB))
        .filter(one -> before == null || one.id() < before)
        .sorted((a, b) -> Long.compare(b.id(), a.id()))
        .limit(wanted.limit())
        .toList();
  }
}
