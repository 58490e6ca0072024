package org.gengfu.core.cases;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the place itself shows: is it still so? */
public enum Condition {
  @JsonProperty("active")
  ACTIVE,
  @JsonProperty("cleared")
  CLEARED
}
