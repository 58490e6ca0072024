package org.gengfu.analytics.decode;

/** This access unit holds no picture that can be decoded; the next one may. */
public final class DecodeException extends Exception {
  private static final long serialVersionUID = 1;

  DecodeException(String message) {
    super(message);
  }
}
