package org.gengfu.analytics.scene;

/**
 * Where the light changes little by little over the ground, at the edge of a cloud's shadow or of a
 * lamp's light, the windows in it get a slope that is none of theirs. It is told from a thing's
 * edge by its width: it goes on for some cells to both sides, while an edge is a step within one.
 */
final class SoftLight {
  /** Cells to each side whose mean luma tells the slope. */
  private static final int REACH = 5;

  /** The nearest of them: the cell's own window reaches over the first. */
  private static final int NEAREST = 2;

  /** Cells to each side along the edge. */
  private static final int BREADTH = 3;

  /** Luma steps a pixel; weaker slopes hide nothing, and dim things make such ones. */
  private static final float LEAST_SLOPE = 0.8f;

  /** Pairs of cells on both sides that show the background; of fewer nothing is said. */
  private static final int MIN_PAIRS = 14;

  private final CellGrid grid;
  private final float[] residual;

  /** Cells that look like the background: what the light does to others is not known. */
  private final boolean[] lit;

  SoftLight(CellGrid grid) {
    this.grid = grid;
    this.residual = new float[grid.cells];
    this.lit = new boolean[grid.cells];
  }

  /** Takes off the slope of the light where it makes a cell look unlike the background. */
  void forgive(byte[] luma, Background background, WindowStatistics now, Light light, float noise) {
    for (int cell = 0; cell < grid.cells; cell++) {
      lit[cell] = background.distance[cell] < CellCorrelation.SAME;
      residual[cell] = light.residual(background.mean[cell], now.mean[cell]);
    }
    for (int cell = 0; cell < grid.cells; cell++) {
      if (background.distance[cell] >= CellCorrelation.SAME) {
        float across = slope(cell, true);
        float down = slope(cell, false);
        if (across != 0 || down != 0) {
          background.compareInSlope(cell, luma, now, across, down, light.gain(), noise);
        }
      }
    }
  }

  /** Luma steps a pixel by which the light changes here; 0 at the picture's border. */
  private float slope(int cell, boolean across) {
    int column = cell % grid.columns;
    int row = cell / grid.columns;
    int along = across ? column : row;
    int other = across ? row : column;
    if (along < REACH || along >= (across ? grid.columns : grid.rows) - REACH) {
      return 0;
    }
    int first = Math.max(0, other - BREADTH);
    int last = Math.min((across ? grid.rows : grid.columns) - 1, other + BREADTH);
    int step = across ? 1 : grid.columns;
    float sum = 0;
    int pairs = 0;
    for (int each = first; each <= last; each++) {
      int at = across ? each * grid.columns + column : row * grid.columns + each;
      for (int off = NEAREST; off <= REACH; off++) {
        if (lit[at + off * step] && lit[at - off * step]) {
          sum += residual[at + off * step] - residual[at - off * step];
          pairs++;
        }
      }
    }
    if (pairs < MIN_PAIRS) {
      return 0;
    }
    float slope = sum / pairs / ((NEAREST + REACH) * CellGrid.CELL);
    return Math.abs(slope) < LEAST_SLOPE ? 0 : slope;
  }
}
