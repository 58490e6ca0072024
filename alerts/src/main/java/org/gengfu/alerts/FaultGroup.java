package org.gengfu.alerts;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gengfu.core.cases.FaultKind;

/**
 * Cameras that failed in the same way at the same moment and share one case.
 *
 * @param id names the group
 * @param onset when the first of them failed
 * @param lastJoinedAt when the last one was added
 * @param growths how often cameras were added
 * @param cameraIds all that ever belonged to it, in the order of joining
 */
record FaultGroup(
    String id,
    FaultKind kind,
    Instant onset,
    Instant lastJoinedAt,
    int growths,
    List<String> cameraIds) {
  FaultGroup {
    cameraIds = List.copyOf(cameraIds);
  }

  static FaultGroup of(FaultKind kind, Instant onset, Instant now) {
    return new FaultGroup(kind.code() + "-" + now.toEpochMilli(), kind, onset, now, 0, List.of());
  }

  FaultGroup with(List<String> more, Instant now) {
    Set<String> all = new LinkedHashSet<>(cameraIds);
    all.addAll(more);
    return new FaultGroup(id, kind, onset, now, growths + 1, List.copyOf(all));
  }

  /** Each growth is an episode; the last one being over ends those before it. */
  String episodeId() {
    return "fault/group/" + id + "/" + growths;
  }
}
