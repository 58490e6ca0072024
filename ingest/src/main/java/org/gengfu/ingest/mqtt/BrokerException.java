package org.gengfu.ingest.mqtt;

import org.gengfu.core.cases.DeliveryReason;
import org.gengfu.core.delivery.DeliveryException;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.faults.Why;

/** The broker is away, has refused us or has gone; the message says which, and what to do. */
final class BrokerException extends Exception {
  private static final long serialVersionUID = 1;

  private final FaultReason reason;

  BrokerException(FaultReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  BrokerException(FaultReason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** The same for a message that was to go out. */
  DeliveryException undelivered() {
    return new DeliveryException(
        reason == FaultReason.TOPIC_REFUSED
            ? DeliveryReason.BROKER_REFUSES
            : DeliveryReason.BROKER_AWAY,
        String.valueOf(getMessage()),
        this);
  }

  Why why() {
    return new Why(reason, String.valueOf(getMessage()));
  }
}
