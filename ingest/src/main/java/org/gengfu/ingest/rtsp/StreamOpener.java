package org.gengfu.ingest.rtsp;

/** Opens streams. */
public interface StreamOpener {
  /**
   * Begins to open a stream; call it on the loop.
   *
   * @param loop where the stream lives and the listener is called
   * @param firstPts presentation time of its first picture
   */
  OpenStream open(CameraLoop loop, StreamTarget target, long firstPts, StreamListener listener);

  /** A stream that is being opened, or is open. */
  interface OpenStream {
    /** Ends it politely; the listener hears nothing more. Call it on the loop. */
    void close();
  }
}
