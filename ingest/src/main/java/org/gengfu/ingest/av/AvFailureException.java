package org.gengfu.ingest.av;

import org.gengfu.core.media.Complaint;
import org.gengfu.ingest.source.StreamFailure.Kind;

/** Ends an input from within; the message is for an admin. */
final class AvFailureException extends Exception {
  private static final long serialVersionUID = 1;
  private final Kind kind;
  private final Complaint complaint;

  AvFailureException(Kind kind, Complaint complaint, String detail) {
    super(detail);
    this.kind = kind;
    this.complaint = complaint;
  }

  Complaint complaint() {
    return complaint;
  }

  Kind kind() {
    return kind;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
