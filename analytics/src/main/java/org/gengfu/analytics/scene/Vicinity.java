package org.gengfu.analytics.scene;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Which cells are marked, or have a marked one beside them, across corners too. */
final class Vicinity {
  private final CellGrid grid;
  private final boolean[] near;

  Vicinity(CellGrid grid) {
    this.grid = grid;
    this.near = new boolean[grid.cells];
  }

  /** Marks the cells for which it holds, and no others. */
  void mark(IntPredicate marked) {
    Arrays.fill(near, false);
    for (int cell = 0; cell < grid.cells; cell++) {
      if (marked.test(cell)) {
        around(cell);
      }
    }
  }

  private void around(int cell) {
    int x = cell % grid.columns;
    int y = cell / grid.columns;
    int left = Math.max(0, x - 1);
    int right = Math.min(grid.columns - 1, x + 1);
    for (int row = Math.max(0, y - 1); row <= Math.min(grid.rows - 1, y + 1); row++) {
      Arrays.fill(near, row * grid.columns + left, row * grid.columns + right + 1, true);
    }
  }

  boolean near(int cell) {
    return near[cell];
  }
}
