package org.gengfu.ingest.mqtt;

import org.gengfu.core.faults.Persistence.Verdict;
import org.gengfu.core.faults.Why;
import org.jspecify.annotations.Nullable;

/**
 * How well a sensor's last messages could be read: each that could not counts one up, each that
 * could one down, within 0 and {@value #BAD}. So it does not matter how often a sensor sends, and
 * one that is half readable is not called unreadable.
 *
 * @param count the count
 * @param lastRead whether the last one could be read, or was sent before the sensor was changed
 * @param why what was wrong with the last one that could not be read; null where there was none
 */
record Legibility(int count, boolean lastRead, @Nullable Why why) {
  static final int BAD = 3;
  private static final int GOOD = 1;

  /** Nothing came since the sensor was changed. */
  static final Legibility FRESH = new Legibility(0, true, null);

  static Legibility or(@Nullable Legibility known) {
    return known == null ? FRESH : known;
  }

  Legibility read() {
    return new Legibility(Math.max(0, count - 1), true, why);
  }

  Legibility unread(Why found) {
    return new Legibility(Math.min(BAD, count + 1), false, found);
  }

  /** A restart begins to count anew: the first message that can't be read is not yet a sign. */
  Verdict verdict() {
    if (count >= BAD) {
      return Verdict.BAD;
    }
    return lastRead && count <= GOOD ? Verdict.GOOD : Verdict.UNKNOWN;
  }
}
