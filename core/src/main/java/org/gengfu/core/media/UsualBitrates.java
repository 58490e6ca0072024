package org.gengfu.core.media;

import java.time.Instant;
import java.util.List;

/** Port to what streams have sent before, by the hour of the day. Blocks. */
public interface UsualBitrates {
  /** Of all cameras, from the minutes since then in which they streamed. */
  List<UsualBitrate> since(Instant from);

  /**
   * @param cameraId id of the camera
   * @param hour of the day, UTC, 0 to 23
   * @param bitsPerSecond what nine of ten minutes have reached
   * @param minutes how many were seen
   */
  record UsualBitrate(String cameraId, int hour, double bitsPerSecond, long minutes) {}
}
