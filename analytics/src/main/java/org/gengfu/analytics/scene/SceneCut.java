package org.gengfu.analytics.scene;

/**
 * The camera was turned, or the stream switched: nothing is where it was, and the new picture
 * stays. Then the scene is learned anew; what stands in it is part of it.
 */
final class SceneCut {
  /** Light, infrared and rain disturb 1 to 3 % of the cells, a crowd or a truck perhaps half. */
  private static final double CHANGED = 0.6;

  private static final double STAYS = 0.8;

  private final CellGrid grid;

  SceneCut(CellGrid grid) {
    this.grid = grid;
  }

  boolean happened(
      float[] distance,
      boolean[] masked,
      byte[] luma,
      byte[] before,
      WindowStatistics now,
      float noise) {
    int changed = 0;
    int judged = 0;
    for (int cell = 0; cell < grid.cells; cell++) {
      if (!masked[cell]) {
        judged++;
        changed += distance[cell] >= CellCorrelation.SAME ? 1 : 0;
      }
    }
    return changed > CHANGED * judged && stays(masked, judged, luma, before, now, noise);
  }

  private boolean stays(
      boolean[] masked, int judged, byte[] luma, byte[] before, WindowStatistics now, float noise) {
    // Asked for so seldom that it is not kept.
    WindowStatistics previous = new WindowStatistics(grid);
    previous.measure(before);
    int same = 0;
    for (int cell = 0; cell < grid.cells; cell++) {
      if (masked[cell]) {
        continue;
      }
      int cross = 0;
      int row = grid.windowOrigin(cell);
      for (int y = 0; y < CellGrid.WINDOW; y++, row += grid.width) {
        for (int i = row; i < row + CellGrid.WINDOW; i++) {
          cross += (luma[i] & 0xff) * (before[i] & 0xff);
        }
      }
      float covariance =
          cross / (float) CellGrid.WINDOW_PIXELS - now.mean[cell] * previous.mean[cell];
      float distance =
          CellCorrelation.distance(now.variance[cell], previous.variance[cell], covariance, noise);
      same += distance < CellCorrelation.SAME ? 1 : 0;
    }
    return same > STAYS * judged;
  }
}
