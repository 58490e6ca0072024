package org.gengfu.ingest.mqtt;

import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.faults.Why;

/** A payload, or a part of it, can't be read; the message says what was found, in plain words. */
final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1;

  private final FaultReason reason;

  UnreadableException(FaultReason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  FaultReason reason() {
    return reason;
  }

  Why why() {
    return new Why(reason, String.valueOf(getMessage()));
  }
}
