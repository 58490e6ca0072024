package org.gengfu.core.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step in a case's history; never changed afterwards.
 *
 * @param caseId id of the case
 * @param sequence 1 for the first step of the case
 * @param at when
 * @param actor account name of the person, or {@code system}
 * @param action what was done
 * @param handling state of the handling after the step
 * @param reason why there is no clip; null for every other action
 * @param note why, in the person's words, or details by the system; may be empty
 */
public record CaseStep(
    long caseId,
    int sequence,
    Instant at,
    String actor,
    Action action,
    @Nullable Handling handling,
    @Nullable NoClipReason reason,
    String note) {

  /** What a step does. The name in lower case with dashes is the one in the API. */
  public enum Action {
    OPENED,
    DISPATCHED,
    ACCEPTED,
    HANDLED,
    CLOSED,
    FALSE_ALARM,
    /** The camera or sensor says that it is over. */
    CLEARED,
    /** The same thing was observed again and belongs to this case. */
    OBSERVED_AGAIN,
    /** What the case is about has become more; its box is around all of it now. */
    GREW,
    EVIDENCE_ADDED,
    /** There is no clip, and the note says why. */
    NO_CLIP;

    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }
}
