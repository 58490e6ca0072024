package org.gengfu.ingest.mqtt;

/** The broker is away, has refused us or has gone; the message says which, and what to do. */
final class BrokerException extends Exception {
  private static final long serialVersionUID = 1;

  BrokerException(String message) {
    super(message);
  }

  BrokerException(String message, Throwable cause) {
    super(message, cause);
  }
}
