package org.gengfu.simulator.clip;

import java.util.List;

/**
 * A piece of encoded video made of GOPs of one length.
 *
 * @param gopTicks length of every GOP, 90,000 ticks a second
 * @param gops at least one
 */
public record Clip(long gopTicks, List<Gop> gops) {
  public static final long TICKS_PER_SECOND = 90_000;

  public Clip {
    gops = List.copyOf(gops);
    if (gops.isEmpty()) {
      throw new IllegalArgumentException("a clip has at least one GOP");
    }
  }

  public double seconds() {
    return (double) gops.size() * gopTicks / TICKS_PER_SECOND;
  }
}
