package org.gengfu.core.media;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which of a camera's streams. */
public enum StreamName {
  /** The full picture: recorded, and shown large. */
  @JsonProperty("main")
  MAIN,
  /** The small picture: analysed, and shown small. A camera without one gives its main stream. */
  @JsonProperty("sub")
  SUB
}
