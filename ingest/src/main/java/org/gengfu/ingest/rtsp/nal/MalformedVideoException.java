package org.gengfu.ingest.rtsp.nal;

/** Video data that breaks the rules of its format. */
public final class MalformedVideoException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MalformedVideoException(String message) {
    super(message);
  }
}
