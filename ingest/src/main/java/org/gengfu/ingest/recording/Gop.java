package org.gengfu.ingest.recording;

import java.time.Instant;
import java.util.List;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.VideoFormat;

/**
 * Pictures that go to disk together; holds a reference to each.
 *
 * @param units in decoding order, at least one
 * @param endPts presentation time at which the last one ends
 * @param follows whether it goes on where the group before ended, in the same format
 */
record Gop(List<AccessUnit> units, long endPts, boolean follows) {
  Gop {
    units = List.copyOf(units);
  }

  VideoFormat format() {
    return units.get(0).format();
  }

  /** Whether decoding can begin with it. */
  boolean keyframe() {
    return units.get(0).keyframe();
  }

  long firstPts() {
    return units.get(0).pts();
  }

  Instant wallClock() {
    return units.get(0).wallClock();
  }

  int bytes() {
    int bytes = 0;
    for (AccessUnit unit : units) {
      bytes += unit.size();
    }
    return bytes;
  }

  void release() {
    units.forEach(AccessUnit::release);
  }
}
