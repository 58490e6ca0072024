package org.gengfu.analytics.scene;

import java.util.Arrays;

/**
 * For how long each cell has been occupied by what moves or merely stands: tells who was there
 * before a thing came from who came with it. A picture in which he swayed aside costs him as much
 * as it lasted, and does not begin his stay anew.
 */
final class Stay {
  private static final int LONGEST_MILLIS = 3_600_000;

  private final int[] stayed;

  Stay(CellGrid grid) {
    this.stayed = new int[grid.cells];
  }

  /** Counts one more picture. */
  void observe(boolean[] occupied, long millis) {
    int step = (int) Math.min(LONGEST_MILLIS, Math.max(0, millis));
    for (int cell = 0; cell < stayed.length; cell++) {
      stayed[cell] =
          occupied[cell]
              ? Math.min(LONGEST_MILLIS, stayed[cell] + step)
              : Math.max(0, stayed[cell] - step);
    }
  }

  /** Whether the cell has been occupied for so long. */
  boolean reached(int cell, long millis) {
    return stayed[cell] >= millis;
  }

  /** The stay that half of these cells have reached. */
  long of(int[] cells) {
    int[] each = new int[cells.length];
    for (int i = 0; i < cells.length; i++) {
      each[i] = stayed[cells[i]];
    }
    Arrays.sort(each);
    return each.length == 0 ? 0 : each[each.length / 2];
  }
}
