package org.gengfu.analytics.scene;

/** Mean and variance of the luma in every cell's window of one picture. */
final class WindowStatistics {
  private final CellGrid grid;
  final float[] mean;
  final float[] variance;

  WindowStatistics(CellGrid grid) {
    this.grid = grid;
    this.mean = new float[grid.cells];
    this.variance = new float[grid.cells];
  }

  void measure(byte[] luma) {
    for (int cell = 0; cell < grid.cells; cell++) {
      int sum = 0;
      int squares = 0;
      int row = grid.windowOrigin(cell);
      for (int y = 0; y < CellGrid.WINDOW; y++, row += grid.width) {
        for (int i = row; i < row + CellGrid.WINDOW; i++) {
          int value = luma[i] & 0xff;
          sum += value;
          squares += value * value;
        }
      }
      mean[cell] = sum / (float) CellGrid.WINDOW_PIXELS;
      variance[cell] = CellCorrelation.variance(sum, squares);
    }
  }
}
