package org.gengfu.core.sensing;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a reading can be trusted. Every reading is stored and shown; rules judge good ones. */
public enum Quality {
  /** Nothing speaks against it. */
  @JsonProperty("good")
  GOOD(0),
  /** The sensor itself says that the value is not to be relied on. */
  @JsonProperty("suspect")
  SUSPECT(1),
  /** The value lies outside of the range that is plausible at this place. */
  @JsonProperty("implausible")
  IMPLAUSIBLE(2);

  private final int code;

  Quality(int code) {
    this.code = code;
  }

  /** The number by which it is stored. */
  public int code() {
    return code;
  }

  /**
   * The quality of a stored number.
   *
   * @throws IllegalArgumentException for a number that none has
   */
  public static Quality of(int code) {
    for (Quality quality : values()) {
      if (quality.code == code) {
        return quality;
      }
    }
    throw new IllegalArgumentException("no quality has the number " + code);
  }
}
