package org.gengfu.analytics.scene;

import java.util.Arrays;

/** Groups of cells that hang together. One thread at a time. */
final class CellGroups {
  private final CellGrid grid;
  private final int reach;
  private final int[] stack;

  /**
   * @param reach how many cells apart two cells of one group may be; 1 for neighbours, across
   *     corners too
   */
  CellGroups(CellGrid grid, int reach) {
    this.grid = grid;
    this.reach = reach;
    this.stack = new int[grid.cells];
  }

  /** The open cells that hang together with this open one, which are closed; the nearest first. */
  int[] take(int seed, boolean[] open) {
    int size = 0;
    stack[size++] = seed;
    open[seed] = false;
    for (int next = 0; next < size; next++) {
      int x = stack[next] % grid.columns;
      int y = stack[next] / grid.columns;
      int right = Math.min(grid.columns - 1, x + reach);
      int bottom = Math.min(grid.rows - 1, y + reach);
      for (int ny = Math.max(0, y - reach); ny <= bottom; ny++) {
        for (int nx = Math.max(0, x - reach); nx <= right; nx++) {
          int near = ny * grid.columns + nx;
          if (open[near]) {
            open[near] = false;
            stack[size++] = near;
          }
        }
      }
    }
    return Arrays.copyOf(stack, size);
  }
}
