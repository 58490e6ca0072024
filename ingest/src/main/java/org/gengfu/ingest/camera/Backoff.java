package org.gengfu.ingest.camera;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.gengfu.core.media.CameraState;
import org.jspecify.annotations.Nullable;

/** How long to wait before the next attempt: doubling up to a cap, jittered. */
final class Backoff {
  /** What the last attempt failed by, and what trying again costs the camera. */
  enum Reason {
    /**
     * Nobody there, or nobody answers: an attempt costs a packet or two, and a camera that comes
     * back must be seen again within seconds.
     */
    ABSENT(CameraState.REFUSED, Duration.ofSeconds(1), Duration.ofMillis(2500)),
    /** Somebody is there and can't serve: often too many sessions, which attempts only prolong. */
    REFUSED(CameraState.REFUSED, Duration.ofSeconds(1), Duration.ofSeconds(30)),
    /** Connected without pictures: noticing that took ten seconds already. */
    STALLED(CameraState.STALLED, Duration.ofSeconds(1), Duration.ofMillis(2500)),
    /** Somebody must change the camera's settings. */
    UNSUPPORTED(CameraState.UNSUPPORTED, Duration.ofSeconds(10), Duration.ofSeconds(60)),
    /** What answers does not speak RTSP: as good as nobody, as while a camera starts. */
    NOT_RTSP(CameraState.UNSUPPORTED, Duration.ofSeconds(1), Duration.ofMillis(2500)),
    /** It is asked again without the login, which costs no wrong try: see {@link LoginPatience}. */
    UNAUTHORISED(CameraState.UNAUTHORISED, Duration.ofMillis(2500), Duration.ofMillis(2500));

    private final CameraState state;
    private final Duration first;
    private final Duration cap;

    Reason(CameraState state, Duration first, Duration cap) {
      this.state = state;
      this.first = first;
      this.cap = cap;
    }

    /** How the camera stands while it is waited for. */
    CameraState state() {
      return state;
    }

    Duration first() {
      return first;
    }

    Duration cap() {
      return cap;
    }
  }

  /** Between the end of a long attempt and the next, however long the first was. */
  static final Duration LEAST = Duration.ofMillis(250);

  private static final int MAX_DOUBLINGS = 10;

  private final DoubleSupplier random;
  private @Nullable Reason lastReason;
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
    lastReason = null;
  }

  /**
   * The wait after one more failure: between half and the whole of what it has doubled to.
   *
   * @param lasted from the attempt's begin to its failure: where nobody answered, that was waiting
   *     too, and counts as such
   */
  Duration next(Reason reason, Duration lasted) {
    failures = reason == lastReason ? Math.min(failures + 1, MAX_DOUBLINGS) : 0;
    lastReason = reason;
    long full = Math.min(reason.first.toMillis() << failures, reason.cap.toMillis());
    Duration wait = Duration.ofMillis((long) (full * (0.5 + 0.5 * random.getAsDouble())));
    if (reason != Reason.ABSENT) {
      return wait;
    }
    Duration left = wait.minus(lasted);
    return left.compareTo(LEAST) < 0 ? LEAST : left;
  }
}
