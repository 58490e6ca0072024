package org.gengfu.core.village;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.gengfu.core.cases.CaseType;

/** What must not happen in a zone. */
public enum ZoneKind {
  @JsonProperty("no-parking")
  NO_PARKING(CaseType.ILLEGAL_PARKING),
  @JsonProperty("no-dumping")
  NO_DUMPING(CaseType.ILLEGAL_DUMPING);

  private final CaseType caseType;

  ZoneKind(CaseType caseType) {
    this.caseType = caseType;
  }

  /** The case that this zone's rule opens. */
  public CaseType caseType() {
    return caseType;
  }
}
