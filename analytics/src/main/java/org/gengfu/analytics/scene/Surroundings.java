package org.gengfu.analytics.scene;

import java.util.Arrays;

/** What touches a thing without belonging to it: its bearer, a passer-by, the rest of a person. */
final class Surroundings {
  private final CellGrid grid;
  private final boolean[] visited;
  private final int[] open;

  Surroundings(CellGrid grid) {
    this.grid = grid;
    this.visited = new boolean[grid.cells];
    this.open = new int[grid.cells];
  }

  /**
   * Cells that show no background, did not in the picture before, and hang together with the thing,
   * the thing's own left out: who stands there, and not the rain nor who walks by.
   *
   * @param stay for how long cells have been occupied
   * @param leastMillis for how long those that count have been
   */
  int strangers(int[] cells, SceneModel model, boolean[] settled, Stay stay, long leastMillis) {
    CandidateMemory memory = model.memory;
    Arrays.fill(visited, false);
    int size = 0;
    for (int cell : cells) {
      if (!visited[cell]) {
        visited[cell] = true;
        open[size++] = cell;
      }
    }
    int strangers = 0;
    for (int next = 0; next < size; next++) {
      int cell = open[next];
      int x = cell % grid.columns;
      int y = cell / grid.columns;
      for (int ny = Math.max(0, y - 1); ny <= Math.min(grid.rows - 1, y + 1); ny++) {
        for (int nx = Math.max(0, x - 1); nx <= Math.min(grid.columns - 1, x + 1); nx++) {
          int near = ny * grid.columns + nx;
          if (!visited[near]
              && !settled[near]
              && memory.shows[near] != CandidateMemory.Shows.BACKGROUND
              && !model.emptyBefore(near)
              && stay.reached(near, leastMillis)) {
            visited[near] = true;
            strangers++;
            open[size++] = near;
          }
        }
      }
    }
    return strangers;
  }
}
