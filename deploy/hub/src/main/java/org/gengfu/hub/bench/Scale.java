package org.gengfu.hub.bench;

import org.jspecify.annotations.Nullable;

/**
 * How far a run departs from the standard one, for a quick trial.
 *
 * @param cameras how many; null for the benchmark's own number
 * @param seconds how long is measured; null for the benchmark's own time
 */
public record Scale(@Nullable Integer cameras, @Nullable Integer seconds) {
  /** The standard run. */
  public static final Scale FULL = new Scale(null, null);

  int cameras(int standard) {
    return cameras == null ? standard : Math.max(1, cameras);
  }

  double seconds(double standard) {
    return seconds == null ? standard : Math.max(1, seconds);
  }
}
