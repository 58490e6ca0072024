package org.gengfu.core.cases;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.Set;

/** What people have done about a case. The allowed ways from here stand in {@link #next()}. */
public enum Handling {
  /** Opened, and nobody could be found to send it to. */
  @JsonProperty("new")
  NEW,
  /** Sent to a grid worker. */
  @JsonProperty("dispatched")
  DISPATCHED,
  /** The grid worker has taken it. */
  @JsonProperty("accepted")
  ACCEPTED,
  /** The grid worker reports it done. */
  @JsonProperty("handled")
  HANDLED,
  /** Done and over. */
  @JsonProperty("closed")
  CLOSED,
  /** There was nothing. */
  @JsonProperty("false-alarm")
  FALSE_ALARM;

  /** The states that may follow this one; the caller may change the set. */
  public Set<Handling> next() {
    return switch (this) {
      case NEW -> EnumSet.of(DISPATCHED, ACCEPTED, CLOSED, FALSE_ALARM);
      case DISPATCHED -> EnumSet.of(DISPATCHED, ACCEPTED, CLOSED, FALSE_ALARM);
      case ACCEPTED -> EnumSet.of(DISPATCHED, HANDLED, CLOSED, FALSE_ALARM);
      case HANDLED -> EnumSet.of(DISPATCHED, CLOSED, FALSE_ALARM);
      case CLOSED, FALSE_ALARM -> EnumSet.noneOf(Handling.class);
    };
  }

  /** Whether nothing more is to be done. */
  public boolean over() {
    return this == CLOSED || this == FALSE_ALARM;
  }
}
