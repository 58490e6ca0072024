package org.gengfu.core.media;

/** Port to the received streams: ingest offers it, analytics and recording take from it. */
public interface VideoFeeds {
  /**
   * Hands every access unit of the camera to the consumer, from the next keyframe on, until the
   * subscription is closed. The camera may be unknown or down: the subscription then waits for it,
   * and outlives its reconnections.
   *
   * @param cameraId id of a camera
   * @param stream which of its streams; the main stream comes where a camera has no sub stream, and
   *     while its sub stream is down for long. From one to the other it goes at a keyframe, with
   *     another {@link AccessUnit#format()}; presentation time may step there, forwards or back
   * @param consumer called on the camera's event loop; it must not block
   */
  Subscription subscribe(String cameraId, StreamName stream, AccessUnitConsumer consumer);

  /** Takes access units. */
  interface AccessUnitConsumer {
    /**
     * Called on the camera's event loop; it must not block, and retains the unit if it keeps it
     * past the call.
     */
    void accept(AccessUnit unit);
  }

  /** Ends by closing; closing twice is harmless. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
