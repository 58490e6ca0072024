package org.gengfu.core.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an account may do. */
public enum Role {
  /** Everything the office may, and the configuration. */
  @JsonProperty("admin")
  ADMIN,
  /** The village security office: sees everything, acts on every case. */
  @JsonProperty("office")
  OFFICE,
  /** A grid worker: sees and acts on the cases that are with him or her. */
  @JsonProperty("worker")
  WORKER
}
