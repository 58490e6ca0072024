package org.gengfu.core.cases;

import java.util.List;
import java.util.Map;

/**
 * What a technical case is about.
 *
 * @param kind what is wrong
 * @param subject of what: the id of a camera, broker or sensor, a directory; a name of the group
 *     where several cameras or sensors share the case
 * @param count how many cameras or parts share the case, at most so far; 1 for a single one
 * @param details measured values, see {@link FaultKind}; of a group {@link #CAMERAS} or {@link
 *     #SENSORS} alone
 */
public record CaseFault(FaultKind kind, String subject, int count, Map<String, String> details) {
  /** Detail of a group: the ids of the cameras that ever shared the case, with commas between. */
  public static final String CAMERAS = "cameras";

  /** The same of a group of sensors. */
  public static final String SENSORS = "sensors";

  /** A group names so many of its members; {@link #count} tells how many there are. */
  public static final int MOST_NAMED = 500;

  public CaseFault {
    details = Map.copyOf(details);
  }

  /** What failed together, as one fault. */
  public static CaseFault group(FaultKind kind, String name, List<String> ids) {
    return new CaseFault(
        kind,
        name,
        ids.size(),
        Map.of(
            kind.ofCamera() ? CAMERAS : SENSORS,
            String.join(",", ids.subList(0, Math.min(MOST_NAMED, ids.size())))));
  }

  /** The ids of the sensors that share the case, {@value #MOST_NAMED} at most. */
  public List<String> sensorIds() {
    if (kind != FaultKind.UNREADABLE_MESSAGES) {
      return List.of();
    }
    String shared = details.get(SENSORS);
    return shared == null ? List.of(subject) : List.of(shared.split(","));
  }
}
