package org.gengfu.core.media;

import io.vertx.core.Future;
import java.time.Instant;

/** Port to still pictures of the cameras; made only when asked for. */
public interface Snapshots {
  /**
   * A JPEG of the camera's latest keyframe. Repeated calls for one keyframe and width are answered
   * from memory.
   *
   * @param cameraId id of a camera
   * @param maxWidth the picture is scaled down to this width if it is wider, in pixels
   * @return the picture; fails with {@link NoPictureException} while the camera has shown none
   */
  Future<Snapshot> latest(String cameraId, int maxWidth);

  /**
   * @param jpeg the picture
   * @param takenAt wall-clock time of the picture
   */
  record Snapshot(byte[] jpeg, Instant takenAt) {}

  /** The camera is unknown or has shown no keyframe yet. */
  final class NoPictureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NoPictureException(String cameraId) {
      super("camera " + cameraId + " has shown no picture yet");
    }
  }
}
