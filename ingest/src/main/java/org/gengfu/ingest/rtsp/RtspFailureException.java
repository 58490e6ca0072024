package org.gengfu.ingest.rtsp;

import org.gengfu.ingest.source.StreamFailure.Kind;

/** Ends a stream from within; the message is for an admin. */
final class RtspFailureException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final Kind kind;
  private final String detail;
  private final boolean crowded;

  RtspFailureException(Kind kind, String detail) {
    this(kind, detail, false);
  }

  /**
   * @param crowded whether the camera has no place for one more session
   */
  RtspFailureException(Kind kind, String detail, boolean crowded) {
    super(detail);
    this.kind = kind;
    this.detail = detail;
    this.crowded = crowded;
  }

  boolean crowded() {
    return crowded;
  }

  Kind kind() {
    return kind;
  }

  String detail() {
    return detail;
  }
}
