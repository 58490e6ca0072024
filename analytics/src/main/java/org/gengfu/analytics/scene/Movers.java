package org.gengfu.analytics.scene;

import java.util.ArrayList;
import java.util.List;

/** Finds what moves, or merely stands without being at rest. */
final class Movers {
  /** Less is noise and rain. */
  private static final int MIN_CELLS = 4;

  private final CellGrid grid;
  private final boolean[] open;
  private final Stay stay;
  private final Unrest unrest;

  Movers(CellGrid grid, Unrest unrest) {
    this.grid = grid;
    this.open = new boolean[grid.cells];
    this.stay = new Stay(grid);
    this.unrest = unrest;
  }

  /** For how long each cell has been occupied by them. */
  Stay stay() {
    return stay;
  }

  /**
   * All movers. {@code settled} marks the cells of things at rest, which are left out; {@code
   * millis} have gone by since the picture before.
   */
  List<Mover> find(SceneModel model, boolean[] settled, long millis) {
    CandidateMemory memory = model.memory;
    for (int cell = 0; cell < grid.cells; cell++) {
      open[cell] = memory.shows[cell] != CandidateMemory.Shows.BACKGROUND && !settled[cell];
    }
    stay.observe(open, millis);
    CellGroups groups = Workbench.of(grid).neighbours;
    List<Mover> movers = new ArrayList<>();
    for (int cell = 0; cell < grid.cells; cell++) {
      if (open[cell]) {
        int[] cells = groups.take(cell, open);
        if (cells.length >= MIN_CELLS) {
          PixelMask mask = model.mask(cells);
          int fresh = 0;
          for (int each : cells) {
            fresh += memory.shows[each] == CandidateMemory.Shows.UNKNOWN ? 1 : 0;
          }
          movers.add(
              new Mover(
                  cells,
                  mask.box(),
                  mask.filled(),
                  fresh / (double) cells.length,
                  LightTest.onlyLight(mask, model.luma(), model.background, model.noise()),
                  stay.of(cells),
                  unrest.restlessMillis(cells)));
        }
      }
    }
    return movers;
  }
}
