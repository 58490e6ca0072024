package org.gengfu.ingest.recording;

import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.ingest.mp4.GopFragment;
import org.jspecify.annotations.Nullable;

/**
 * Gathers access units to groups of pictures, by reference. A group that grows past its bounds is
 * cut, and the next one doesn't begin with a keyframe.
 */
final class GopCollector {
  /** A longer silence than this is a gap, not a slow camera; 90,000 units a second. */
  static final long MAX_PAUSE = 5 * AccessUnit.PTS_PER_SECOND;

  static final long MAX_LENGTH = 10 * AccessUnit.PTS_PER_SECOND;
  static final int MAX_BYTES = 8 << 20;
  static final int MAX_UNITS = GopFragment.MOST_PICTURES;

  private static final long USUAL_DURATION = AccessUnit.PTS_PER_SECOND / 25;

  private final List<AccessUnit> units = new ArrayList<>();
  private int bytes;
  private long usualDuration = USUAL_DURATION;
  private boolean follows;

  /**
   * Takes a unit, and a reference to it.
   *
   * @return the group that it ends, for the caller to release; null where it ends none
   */
  @Nullable Gop add(AccessUnit unit) {
    Gop done = null;
    if (!units.isEmpty()) {
      AccessUnit last = units.get(units.size() - 1);
      if (stepsAside(unit, last)) {
        done = end();
      } else if (unit.keyframe() || full(unit)) {
        done = take(unit.pts());
        follows = true;
      } else if (unit.pts() > last.pts()) {
        usualDuration = unit.pts() - last.pts();
      }
    }
    if (units.isEmpty() && !unit.keyframe() && !follows) {
      return done;
    }
    units.add(unit.retain());
    bytes += unit.size();
    return done;
  }

  private boolean stepsAside(AccessUnit unit, AccessUnit last) {
    long step = unit.pts() - last.pts();
    return step > MAX_PAUSE || step < -MAX_PAUSE || !unit.format().equals(last.format());
  }

  private boolean full(AccessUnit next) {
    return units.size() == MAX_UNITS
        || bytes + next.size() > MAX_BYTES
        || next.pts() - units.get(0).pts() > MAX_LENGTH;
  }

  /**
   * Ends the group without a successor: what comes later begins anew with a keyframe.
   *
   * @return the group; null where there is none
   */
  @Nullable Gop end() {
    Gop done = null;
    if (!units.isEmpty()) {
      long latest = units.stream().mapToLong(AccessUnit::pts).max().orElseThrow();
      done = take(latest + usualDuration);
    }
    follows = false;
    return done;
  }

  private Gop take(long endPts) {
    Gop gop = new Gop(units, endPts, follows);
    units.clear();
    bytes = 0;
    return gop;
  }

  boolean isEmpty() {
    return units.isEmpty();
  }
}
