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

  /** Whether the picture of this time shall be looked at; time that runs back starts anew. */
  public boolean accept(long nanos) {
    long distance = nanos - lastNanos;
    if (any && distance >= 0 && distance < LEAST_DISTANCE_NANOS) {
      return false;
    }
    any = true;
    lastNanos = nanos;
    return true;
  }
}
