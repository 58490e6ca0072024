package org.gengfu.analytics.pipeline;

/**
 * Thins keyframes out: what stays is judged best from pictures about two seconds apart (a finding
 * of the prototype), and a camera that sends one every half second shall not cost four times as
 * much.
 */
public final class KeyframePace {
  /** With keyframes 0.5, 1 or 2 s apart this gives pictures 1.5, 2 or 2 s apart. */
  private static final long LEAST_DISTANCE_NANOS = 1_400_000_000L;

  private boolean any;
  private long lastNanos;

  /** Where nothing but the picture's health is judged, a picture every ten seconds will do. */
  private static final long HEALTH_DISTANCE_NANOS = 9_400_000_000L;

  /** Whether the picture of this time shall be looked at; time that runs back starts anew. */
  public boolean accept(long nanos) {
    return accept(nanos, LEAST_DISTANCE_NANOS);
  }

  /** The same where only the health of the picture is judged. */
  boolean acceptForHealth(long nanos) {
    return accept(nanos, HEALTH_DISTANCE_NANOS);
  }

  private boolean accept(long nanos, long least) {
    long distance = nanos - lastNanos;
    if (any && distance >= 0 && distance < least) {
      return false;
    }
    any = true;
    lastNanos = nanos;
    return true;
  }
}
