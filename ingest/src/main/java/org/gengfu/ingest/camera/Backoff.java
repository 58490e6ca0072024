package org.gengfu.ingest.camera;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.gengfu.core.media.CameraState;
import org.jspecify.annotations.Nullable;

/** How long to wait before the next attempt: doubling up to a cap, jittered. */
final class Backoff {
  /** Nobody there, or stalled: a camera that restarts is back within half a minute. */
  static final Duration FIRST = Duration.ofSeconds(1);

  static final Duration CAP = Duration.ofSeconds(30);

  /** Somebody must change the camera's settings. */
  static final Duration UNSUPPORTED_FIRST = Duration.ofSeconds(10);

  static final Duration UNSUPPORTED_CAP = Duration.ofSeconds(60);

  /** Many cameras lock an account for half an hour after some wrong tries. */
  static final Duration UNAUTHORISED_FIRST = Duration.ofSeconds(60);

  static final Duration UNAUTHORISED_CAP = Duration.ofMinutes(5);

  private static final int MAX_DOUBLINGS = 10;

  private final DoubleSupplier random;
  private @Nullable CameraState lastState;
  private int failures;

  /**
   * @param random uniform in [0, 1)
   */
  Backoff(DoubleSupplier random) {
    this.random = random;
  }

  /** It worked well for a while. */
  void reset() {
    failures = 0;
    lastState = null;
  }

  /** The wait after one more failure that led to this state: between half and the whole of it. */
  Duration next(CameraState state) {
    failures = state == lastState ? Math.min(failures + 1, MAX_DOUBLINGS) : 0;
    lastState = state;
    Duration first =
        switch (state) {
          case UNAUTHORISED -> UNAUTHORISED_FIRST;
          case UNSUPPORTED -> UNSUPPORTED_FIRST;
          default -> FIRST;
        };
    Duration cap =
        switch (state) {
          case UNAUTHORISED -> UNAUTHORISED_CAP;
          case UNSUPPORTED -> UNSUPPORTED_CAP;
          default -> CAP;
        };
    long full = Math.min(first.toMillis() << failures, cap.toMillis());
    return Duration.ofMillis((long) (full * (0.5 + 0.5 * random.getAsDouble())));
  }
}
