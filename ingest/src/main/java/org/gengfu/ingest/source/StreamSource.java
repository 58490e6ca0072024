package org.gengfu.ingest.source;

/**
 * Where cameras' streams come from: one source speaks RTSP, one asks libavformat; further ones
 * (GB/T 28181, ONVIF) are further implementations with further schemes. A source opens; it never
 * retries, that is its caller's.
 */
public interface StreamSource {
  /**
   * Begins to open a stream; call it on the loop.
   *
   * @param loop where the stream lives and the listener is called
   * @param firstPts presentation time of its first picture
   * @param listener hears nothing before this call has returned, and nothing from another thread
   */
  OpenStream open(CameraLoop loop, StreamTarget target, long firstPts, StreamListener listener);

  /** A stream that is being opened, or is open. */
  interface OpenStream {
    /** Ends it politely; the listener hears nothing more. Call it on the loop. */
    void close();
  }
}
