package org.gengfu.core.cases;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How bad a case is, mildest first. */
public enum Severity {
  @JsonProperty("low")
  LOW,
  @JsonProperty("medium")
  MEDIUM,
  @JsonProperty("high")
  HIGH,
  @JsonProperty("critical")
  CRITICAL
}
