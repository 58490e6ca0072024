package org.gengfu.ingest.rtsp;

import org.gengfu.core.media.Complaint;
import org.gengfu.ingest.source.StreamFailure.Kind;
import org.jspecify.annotations.Nullable;

/** Ends a stream from within; the message is for an admin. */
final class RtspFailureException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final Kind kind;
  private final Complaint complaint;
  private final String detail;
  private final boolean crowded;
  private final @Nullable String challenge;

  RtspFailureException(Kind kind, Complaint complaint, String detail) {
    this(kind, complaint, detail, false, null);
  }

  /**
   * @param crowded whether the camera has no place for one more session
   * @param challenge how it asks for a login; null where it does not
   */
  RtspFailureException(
      Kind kind, Complaint complaint, String detail, boolean crowded, @Nullable String challenge) {
    super(detail);
    this.kind = kind;
    this.complaint = complaint;
    this.detail = detail;
    this.crowded = crowded;
    this.challenge = challenge;
  }

  @Nullable String challenge() {
    return challenge;
  }

  boolean crowded() {
    return crowded;
  }

  Kind kind() {
    return kind;
  }

  Complaint complaint() {
    return complaint;
  }

  String detail() {
    return detail;
  }
}
