package org.gengfu.ingest.recording;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.gengfu.core.recording.RecordingProtection;
import org.gengfu.core.recording.SegmentStore;

/** Protections in the index. */
record Protections(SegmentStore store, InstantSource clock) implements RecordingProtection {
  @Override
  public Protection protect(
      String cameraId, Instant from, Instant to, String reason, String actor) {
    if (!to.isAfter(from)) {
      throw new IllegalArgumentException("the end must be after the beginning");
    }
    if (reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw new IllegalArgumentException("the reason has 1 to " + LONGEST_REASON + " characters");
    }
    return store.protect(cameraId, from, to, reason, actor, clock.instant());
  }

  @Override
  public boolean release(long id, String actor) {
    return store.release(id, actor, clock.instant());
  }

  @Override
  public List<Protection> protections(Wanted wanted) {
    return store.protections(wanted, clock.instant());
  }
}
