package org.gengfu.analytics.scene;

/** Mean, variance and tilt of the luma in every cell's window of one picture. */
final class WindowStatistics {
  private final CellGrid grid;
  private final WindowSums sums;
  final float[] mean;
  final float[] variance;
  final float[] tiltX;
  final float[] tiltY;

  WindowStatistics(CellGrid grid) {
    this.grid = grid;
    this.sums = new WindowSums(grid);
    this.mean = new float[grid.cells];
    this.variance = new float[grid.cells];
    this.tiltX = new float[grid.cells];
    this.tiltY = new float[grid.cells];
  }

  void measure(byte[] luma) {
    for (int row = 0, cell = 0; row < grid.rows; row++) {
      sums.ofLuma(row, luma);
      for (int column = 0; column < grid.columns; column++, cell++) {
        mean[cell] = sums.sum[column] / (float) CellGrid.WINDOW_PIXELS;
        variance[cell] = CellCorrelation.variance(sums.sum[column], sums.squares[column]);
        tiltX[cell] = CellCorrelation.tilt(sums.acrossX[column]);
        tiltY[cell] = CellCorrelation.tilt(sums.acrossY[column]);
      }
    }
  }
}
