package org.gengfu.core.faults;

import java.util.Map;

/**
 * Why something is wrong.
 *
 * @param reason as a code, which has texts in every language
 * @param detail what was found, as an English sentence; without secrets
 */
public record Why(FaultReason reason, String detail) {

  /** The same as details of a fault. */
  public Map<String, String> details() {
    return Map.of("reason", reason.code(), "detail", detail);
  }
}
