package org.gengfu.core.media;

import java.time.Instant;
import java.util.Collection;

/** Port to the series of camera health. Calls block. */
public interface CameraHealthStore {
  /** Writes one row a camera. */
  void append(Instant time, Collection<CameraStatus> statuses);
}
