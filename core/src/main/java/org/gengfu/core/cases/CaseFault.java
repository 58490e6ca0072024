package org.gengfu.core.cases;

import java.util.Map;

/**
 * What a technical case is about.
 *
 * @param kind what is wrong
 * @param subject of what: a camera's id, a directory, a broker; a name of the group where several
 *     cameras share the case
 * @param count how many cameras or parts share the case, at most so far; 1 for a single one
 * @param details measured values, see {@link FaultKind}; of a group {@link #CAMERAS} alone
 */
public record CaseFault(FaultKind kind, String subject, int count, Map<String, String> details) {
  /** Detail of a group: the ids of all cameras that ever shared the case, with commas between. */
  public static final String CAMERAS = "cameras";

  public CaseFault {
    details = Map.copyOf(details);
  }
}
