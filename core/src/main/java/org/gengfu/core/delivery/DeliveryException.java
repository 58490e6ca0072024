package org.gengfu.core.delivery;

import org.gengfu.core.cases.DeliveryReason;
import org.gengfu.core.cases.NotDelivered;

/** A message did not get through; says why. */
public final class DeliveryException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final DeliveryReason reason;

  public DeliveryException(DeliveryReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public DeliveryException(DeliveryReason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public NotDelivered why() {
    return new NotDelivered(reason, String.valueOf(getMessage()));
  }
}
