package org.gengfu.ingest.mqtt;

/** A payload, or a part of it, can't be read; the message says what was found, in plain words. */
final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1;

  UnreadableException(String message) {
    super(message, null, false, false);
  }
}
