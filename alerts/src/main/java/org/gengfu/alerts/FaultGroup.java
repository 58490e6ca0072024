package org.gengfu.alerts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gengfu.core.cases.FaultKind;

/**
 * Cameras or sensors that failed in the same way at the same moment and share one case.
 *
 * @param id names the group
 * @param onset when the first of them failed
 * @param lastJoinedAt when the last one was added
 * @param growths how often some were added
 * @param members ids of all that ever belonged to it, in the order of joining
 */
record FaultGroup(
    String id,
    FaultKind kind,
    Instant onset,
    Instant lastJoinedAt,
    int growths,
    @JsonProperty("cameraIds") List<String> members) {
  FaultGroup {
    members = List.copyOf(members);
  }

  static FaultGroup of(FaultKind kind, Instant onset, Instant now) {
    return new FaultGroup(kind.code() + "-" + now.toEpochMilli(), kind, onset, now, 0, List.of());
  }

  FaultGroup with(List<String> more, Instant now) {
    Set<String> all = new LinkedHashSet<>(members);
    all.addAll(more);
    return new FaultGroup(id, kind, onset, now, growths + 1, List.copyOf(all));
  }

  /** Each growth is an episode; the last one being over ends those before it. */
  String episodeId() {
    return "fault/group/" + id + "/" + growths;
  }
}
