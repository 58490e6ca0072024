package org.gengfu.ingest.source;

import org.gengfu.core.media.Complaint;
import org.jspecify.annotations.Nullable;

/**
 * Why a stream has ended.
 *
 * @param kind what kind of failure
 * @param complaint the same as a code, for texts in every language
 * @param detail what is wrong and what to do, for an admin, without secrets
 * @param trace the way back for an engineer: the connection's two ends and the packets received
 * @param challenge how the camera asks for a login, the same as long as it asks in the same way;
 *     null where it does not, or that is not known
 */
public record StreamFailure(
    Kind kind, Complaint complaint, String detail, String trace, @Nullable String challenge) {
  /** One that is no question for a login. */
  public StreamFailure(Kind kind, Complaint complaint, String detail, String trace) {
    this(kind, complaint, detail, trace, null);
  }

  /** One that only its sentence tells. */
  public StreamFailure(Kind kind, String detail, String trace) {
    this(kind, Complaint.FAILED, detail, trace);
  }

  /** Kinds of failure. */
  public enum Kind {
    /** Nobody there, or nobody who answers: trying again soon costs next to nothing. */
    ABSENT,
    /** Somebody is there but does not serve: unknown path, busy, or closed by the camera. */
    REFUSED,
    /** Name or password not accepted. */
    UNAUTHORISED,
    /** It answers with something that can't be received. */
    UNSUPPORTED
  }
}
