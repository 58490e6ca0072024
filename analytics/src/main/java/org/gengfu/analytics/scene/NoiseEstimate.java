package org.gengfu.analytics.scene;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Variance of the picture's noise: half the variance of the difference to the picture before, in
 * the 40th percentile of windows that are spread over the picture.
 *
 * <p>The percentile leaves out whatever moves, as long as most of the picture does not. The median
 * over the last few pictures keeps one exposure jump from making everything look alike.
 */
final class NoiseEstimate {
  private static final float PERCENTILE = 0.4f;

  /** Rounding alone gives 1/12; a coder that flattens everything must not make us trust it. */
  private static final float FLOOR = 1;

  private static final int REMEMBERED = 5;

  /** Pixels from one row of windows to the next: some hundreds of windows are plenty. */
  private static final int ROW_STEP = 2 * CellGrid.WINDOW;

  private final CellGrid grid;
  private final float[] halfVariances;
  private final float[] recent = new float[REMEMBERED];
  private final float[] sorted = new float[REMEMBERED];
  private float variance = FLOOR;
  private int seen;

  NoiseEstimate(CellGrid grid) {
    this.grid = grid;
    int rows = 1 + Math.floorDiv(grid.height - CellGrid.WINDOW, ROW_STEP);
    this.halfVariances = new float[rows * Math.floorDiv(grid.width, CellGrid.WINDOW)];
  }

  float variance() {
    return variance;
  }

  private float median() {
    int count = Math.min(seen, REMEMBERED);
    if (count == 0) {
      return FLOOR;
    }
    System.arraycopy(recent, 0, sorted, 0, count);
    Arrays.sort(sorted, 0, count);
    return Math.max(FLOOR, sorted[count / 2]);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(seen);
    for (float each : recent) {
      out.writeFloat(each);
    }
  }

  void read(DataInput in) throws IOException {
    seen = Math.max(0, in.readInt());
    for (int i = 0; i < REMEMBERED; i++) {
      recent[i] = in.readFloat();
    }
    variance = median();
  }

  void measure(byte[] luma, byte[] before) {
    int count = 0;
    for (int top = 0; top + CellGrid.WINDOW <= grid.height; top += ROW_STEP) {
      int end = top * grid.width + grid.width - CellGrid.WINDOW;
      for (int at = top * grid.width; at <= end; at += CellGrid.WINDOW) {
        halfVariances[count++] = halfVariance(luma, before, at);
      }
    }
    recent[seen++ % REMEMBERED] = Quantile.select(halfVariances, count, (int) (count * PERCENTILE));
    variance = median();
  }

  private float halfVariance(byte[] luma, byte[] before, int at) {
    int sum = 0;
    int squares = 0;
    for (int y = 0, row = at; y < CellGrid.WINDOW; y++, row += grid.width) {
      for (int i = row; i < row + CellGrid.WINDOW; i++) {
        int difference = (luma[i] & 0xff) - (before[i] & 0xff);
        sum += difference;
        squares += difference * difference;
      }
    }
    return CellCorrelation.variance(sum, squares) / 2;
  }
}
