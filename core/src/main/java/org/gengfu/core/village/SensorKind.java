package org.gengfu.core.village;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a sensor watches. */
public enum SensorKind {
  @JsonProperty("water-level")
  WATER_LEVEL,
  @JsonProperty("smoke")
  SMOKE,
  @JsonProperty("bin")
  BIN,
  @JsonProperty("door")
  DOOR,
  @JsonProperty("sos")
  SOS,
  @JsonProperty("parking-bay")
  PARKING_BAY,
  @JsonProperty("other")
  OTHER
}
