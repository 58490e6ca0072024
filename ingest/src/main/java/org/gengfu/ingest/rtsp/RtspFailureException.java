package org.gengfu.ingest.rtsp;

import org.gengfu.ingest.source.StreamFailure.Kind;

/** Ends a stream from within; the message is for an admin. */
final class RtspFailureException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final Kind kind;
  private final String detail;

  RtspFailureException(Kind kind, String detail) {
    super(detail);
    this.kind = kind;
    this.detail = detail;
  }

  Kind kind() {
    return kind;
  }

  String detail() {
    return detail;
  }
}
