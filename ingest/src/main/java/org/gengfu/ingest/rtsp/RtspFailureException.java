package org.gengfu.ingest.rtsp;

import org.gengfu.core.media.Complaint;
import org.gengfu.ingest.source.StreamFailure.Kind;

/** Ends a stream from within; the message is for an admin. */
final class RtspFailureException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final Kind kind;
  private final Complaint complaint;
  private final String detail;
  private final boolean crowded;

  RtspFailureException(Kind kind, Complaint complaint, String detail) {
    this(kind, complaint, detail, false);
  }

  /**
   * @param crowded whether the camera has no place for one more session
   */
  RtspFailureException(Kind kind, Complaint complaint, String detail, boolean crowded) {
    super(detail);
    this.kind = kind;
    this.complaint = complaint;
    this.detail = detail;
    this.crowded = crowded;
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
