package org.gengfu.analytics.scene;

import java.util.ArrayDeque;

/** What touches a thing without belonging to it: its bearer, a passer-by, the rest of a person. */
final class Surroundings {
  private Surroundings() {}

  /** Cells that show no background and hang together with the thing, the thing's own left out. */
  static int strangers(int[] cells, CandidateMemory memory, boolean[] settled, CellGrid grid) {
    boolean[] visited = new boolean[grid.cells];
    ArrayDeque<Integer> open = new ArrayDeque<>();
    for (int cell : cells) {
      visited[cell] = true;
      open.add(cell);
    }
    int strangers = 0;
    while (!open.isEmpty()) {
      int cell = open.remove();
      int x = cell % grid.columns;
      int y = cell / grid.columns;
      for (int ny = Math.max(0, y - 1); ny <= Math.min(grid.rows - 1, y + 1); ny++) {
        for (int nx = Math.max(0, x - 1); nx <= Math.min(grid.columns - 1, x + 1); nx++) {
          int near = ny * grid.columns + nx;
          if (!visited[near]
              && !settled[near]
              && memory.shows[near] != CandidateMemory.Shows.BACKGROUND) {
            visited[near] = true;
            strangers++;
            open.add(near);
          }
        }
      }
    }
    return strangers;
  }
}
