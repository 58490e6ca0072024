package org.gengfu.analytics.pipeline;

import java.util.concurrent.TimeUnit;
import org.gengfu.core.media.AccessUnit;

/**
 * Stream time of every access unit of a camera: that of its keyframe by {@link StreamClock}, and
 * what presentation time has passed since. So pictures that are sent in another order than they are
 * shown in do not push the clock. One thread at a time: live the event loop.
 */
public final class UnitTimes {
  private final StreamClock clock = new StreamClock();
  private long keyframeNanos;
  private long keyframePts;

  /** Stream time of the unit, in nanoseconds; units come as the stream brings them. */
  public long nanos(AccessUnit unit) {
    if (unit.keyframe()) {
      keyframeNanos = clock.nanos(unit);
      keyframePts = unit.pts();
      return keyframeNanos;
    }
    long ticks = unit.pts() - keyframePts;
    return keyframeNanos
        + TimeUnit.SECONDS.toNanos(ticks / AccessUnit.PTS_PER_SECOND)
        + TimeUnit.SECONDS.toNanos(ticks % AccessUnit.PTS_PER_SECOND) / AccessUnit.PTS_PER_SECOND;
  }
}
