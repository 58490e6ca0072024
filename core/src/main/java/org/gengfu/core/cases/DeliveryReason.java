package org.gengfu.core.cases;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Why a message did not get through. The codes stand in the database, the API and the texts of
 * every language; they never change. What was answered goes beside them as an English sentence.
 */
public enum DeliveryReason {
  /** Its webhook was deleted. */
  RECEIVER_DELETED(true),
  /** Its webhook is switched off. */
  RECEIVER_OFF(true),
  NAME_UNKNOWN(false),
  NO_ROUTE(false),
  /** Nothing listens at the port. */
  CONNECTION_REFUSED(false),
  /** Not in time. */
  NO_ANSWER(false),
  TLS_FAILED(false),
  CONNECTION_LOST(false),
  /** HTTP 300 to 399: redirects are not followed. */
  REDIRECTED(false),
  /** HTTP 400 to 499. */
  REFUSED(false),
  /** HTTP 500 and above. */
  RECEIVER_BROKEN(false),
  /** There is no enabled broker for what goes out. */
  BROKER_MISSING(false),
  BROKER_AWAY(false),
  /** Too many messages wait for the broker. */
  BROKER_BUSY(false),
  /** It takes no message to this topic from us. */
  BROKER_REFUSES(false),
  /** The worker has no page open. */
  PAGE_CLOSED(false),
  /** A page is open, and none has said that it shows the message. */
  PAGE_SILENT(false),
  /** The case went to another worker first. */
  HANDED_OVER(true),
  /** Somebody acted on the case first. */
  OUT_OF_DATE(true),
  FAILED(false);

  private final boolean lasting;

  DeliveryReason(boolean lasting) {
    this.lasting = lasting;
  }

  /** Whether trying again is pointless. */
  public boolean lasting() {
    return lasting;
  }

  /** The name in the database, the API and the texts. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
