package org.gengfu.ingest.av;

import org.gengfu.ingest.source.StreamFailure.Kind;

/** Ends an input from within; the message is for an admin. */
final class AvFailureException extends Exception {
  private static final long serialVersionUID = 1;
  private final Kind kind;

  AvFailureException(Kind kind, String detail) {
    super(detail);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
