package org.gengfu.core.media;

import java.util.Collection;
import java.util.Optional;

/** Port to the present state of every configured camera; safe on any thread. */
public interface CameraStatuses {
  Collection<CameraStatus> all();

  Optional<CameraStatus> of(String cameraId);
}
