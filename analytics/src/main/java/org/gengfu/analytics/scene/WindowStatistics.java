package org.gengfu.analytics.scene;

/** Mean, variance and tilt of the luma in every cell's window of one picture. */
final class WindowStatistics {
  private final CellGrid grid;
  final float[] mean;
  final float[] variance;
  final float[] tiltX;
  final float[] tiltY;

  WindowStatistics(CellGrid grid) {
    this.grid = grid;
    this.mean = new float[grid.cells];
    this.variance = new float[grid.cells];
    this.tiltX = new float[grid.cells];
    this.tiltY = new float[grid.cells];
  }

  void measure(byte[] luma) {
    for (int cell = 0; cell < grid.cells; cell++) {
      int sum = 0;
      int squares = 0;
      int acrossX = 0;
      int acrossY = 0;
      int row = grid.windowOrigin(cell);
      for (int y = 0; y < CellGrid.WINDOW; y++, row += grid.width) {
        int before = sum;
        for (int x = 0; x < CellGrid.WINDOW; x++) {
          int value = luma[row + x] & 0xff;
          sum += value;
          squares += value * value;
          acrossX += (2 * x - CellGrid.WINDOW + 1) * value;
        }
        acrossY += (2 * y - CellGrid.WINDOW + 1) * (sum - before);
      }
      mean[cell] = sum / (float) CellGrid.WINDOW_PIXELS;
      variance[cell] = CellCorrelation.variance(sum, squares);
      tiltX[cell] = CellCorrelation.tilt(acrossX);
      tiltY[cell] = CellCorrelation.tilt(acrossY);
    }
  }
}
