package org.gengfu.analytics.detect;

/** A call of the detector that gave nothing. */
final class DetectorException extends Exception {
  private static final long serialVersionUID = 1;

  DetectorException(String message) {
    super(message);
  }
}
