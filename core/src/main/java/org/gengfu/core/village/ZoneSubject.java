package org.gengfu.core.village;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whom or what a zone's rule is about. */
public enum ZoneSubject {
  /** Whatever the kind of zone can be about. */
  @JsonProperty("any")
  ANY,
  @JsonProperty("person")
  PERSON,
  @JsonProperty("vehicle")
  VEHICLE
}
