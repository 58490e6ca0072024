package org.gengfu.core.media;

/**
 * Port to the sound of cameras whose audio an admin has turned on. It is a subscription beside that
 * of the pictures, and on their time line, so that who wants pictures alone never hears of it.
 */
public interface AudioFeeds {
  /**
   * Hands every audio unit of the camera's main stream to the consumer until the subscription is
   * closed. Nothing comes while the camera's audio is off, or where the camera has none.
   *
   * @param cameraId id of a camera
   * @param consumer called on the camera's event loop, the same one on which its pictures come; it
   *     must not block
   */
  VideoFeeds.Subscription subscribeAudio(String cameraId, AudioConsumer consumer);

  /** Takes audio units. */
  interface AudioConsumer {
    /** Called on the camera's event loop; it must not block. */
    void accept(AudioUnit unit);
  }
}
