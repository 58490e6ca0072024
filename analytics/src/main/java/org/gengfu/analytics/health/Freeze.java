package org.gengfu.analytics.health;

import org.jspecify.annotations.Nullable;

/**
 * Compares each picture with the one before, bit by bit. A sensor's noise makes every keyframe a
 * bit different, also at night and where nothing moves; only what is not taken anew is equal.
 */
final class Freeze {
  /** A clock that is written over a frozen picture changes so many bands at most. */
  private static final int CLOCK_BANDS = 2;

  private long @Nullable [] before;

  /** How equal two pictures are. */
  enum Likeness {
    FIRST,
    DIFFERENT,
    /** All but a small part, such as a clock in the picture. */
    NEARLY_EQUAL,
    EQUAL
  }

  Likeness look(long[] bands) {
    long[] last = before;
    before = bands.clone();
    if (last == null) {
      return Likeness.FIRST;
    }
    int changed = 0;
    for (int band = 0; band < bands.length; band++) {
      changed += bands[band] == last[band] ? 0 : 1;
    }
    if (changed == 0) {
      return Likeness.EQUAL;
    }
    return changed <= CLOCK_BANDS ? Likeness.NEARLY_EQUAL : Likeness.DIFFERENT;
  }
}
