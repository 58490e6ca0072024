package org.gengfu.ingest.recording;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.Condition;

/** Which cameras have a case that still shows, or did until a moment ago. */
final class Cases {
  /** How long recording goes on after a case. */
  static final Duration POST_ROLL = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Map<String, Set<Long>> active = new HashMap<>();
  private final Map<String, Instant> until = new HashMap<>();

  Cases(InstantSource clock) {
    this.clock = clock;
  }

  /** A case as it is now; the first time or again. */
  synchronized void changed(Case theCase) {
    String camera = theCase.cameraId();
    if (camera == null || theCase.type().technical()) {
      return;
    }
    Set<Long> ofCamera = active.computeIfAbsent(camera, id -> new HashSet<>());
    if (theCase.condition() == Condition.ACTIVE && !theCase.handling().over()) {
      ofCamera.add(theCase.id());
    } else if (ofCamera.remove(theCase.id())) {
      until.put(camera, clock.instant().plus(POST_ROLL));
    }
  }

  /** Whether the camera is to be recorded for a case. */
  synchronized boolean wants(String cameraId) {
    if (!active.getOrDefault(cameraId, Set.of()).isEmpty()) {
      return true;
    }
    Instant end = until.get(cameraId);
    if (end != null && !clock.instant().isBefore(end)) {
      until.remove(cameraId);
      return false;
    }
    return end != null;
  }
}
