package org.gengfu.ingest.rtsp.h264;

/** Video data that breaks the rules of its format. */
public final class MalformedVideoException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MalformedVideoException(String message) {
    super(message);
  }
}
