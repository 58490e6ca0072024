package org.gengfu.analytics.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warnings about one camera, a few a minute at most: its pictures come all day long. */
final class CameraLog {
  private static final Logger LOG = LoggerFactory.getLogger(CameraAnalysis.class);
  private static final Duration AT_MOST_EVERY = Duration.ofSeconds(30);

  private final String cameraId;
  private final InstantSource clock;
  private Instant loggedAt = Instant.EPOCH;

  CameraLog(String cameraId, InstantSource clock) {
    this.cameraId = cameraId;
    this.clock = clock;
  }

  synchronized void warn(String what, @Nullable Exception failure) {
    Instant now = clock.instant();
    if (!now.isBefore(loggedAt.plus(AT_MOST_EVERY))) {
      loggedAt = now;
      LOG.warn("camera {}: {}", cameraId, what, failure);
    }
  }
}
