package org.gengfu.core.cases;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a case is about. */
public enum CaseType {
  @JsonProperty("illegal-parking")
  ILLEGAL_PARKING("illegal-parking"),
  @JsonProperty("illegal-dumping")
  ILLEGAL_DUMPING("illegal-dumping"),
  @JsonProperty("sensor-threshold")
  SENSOR_THRESHOLD("sensor-threshold");

  private final String code;

  CaseType(String code) {
    this.code = code;
  }

  /** The name in the database, the API and event files. */
  public String code() {
    return code;
  }
}
