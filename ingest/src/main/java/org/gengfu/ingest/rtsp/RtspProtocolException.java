package org.gengfu.ingest.rtsp;

/** A peer that does not speak RTSP, or says more than is taken. The message is for an admin. */
final class RtspProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RtspProtocolException(String message) {
    super(message);
  }
}
