package org.gengfu.analytics.scene;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Variance of the picture's noise: half the variance of the difference to the picture before, in
 * the 40th percentile of the cells.
 *
 * <p>The percentile leaves out whatever moves, as long as most of the picture does not. The median
 * over the last few pictures keeps one exposure jump from making everything look alike.
 */
final class NoiseEstimate {
  private static final float PERCENTILE = 0.4f;

  /** Rounding alone gives 1/12; a coder that flattens everything must not make us trust it. */
  private static final float FLOOR = 1;

  private static final int REMEMBERED = 5;

  private final CellGrid grid;
  private final float[] halfVariances;
  private final float[] recent = new float[REMEMBERED];
  private int seen;

  NoiseEstimate(CellGrid grid) {
    this.grid = grid;
    this.halfVariances = new float[(grid.cells + 1) / 2];
  }

  float variance() {
    int count = Math.min(seen, REMEMBERED);
    if (count == 0) {
      return FLOOR;
    }
    float[] sorted = Arrays.copyOf(recent, count);
    Arrays.sort(sorted);
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
  }

  void measure(byte[] luma, byte[] before) {
    int count = 0;
    // Every second cell: the windows overlap, so nothing is lost.
    for (int cell = 0; cell < grid.cells; cell += 2) {
      halfVariances[count++] = differenceVariance(luma, before, grid.windowOrigin(cell)) / 2;
    }
    Arrays.sort(halfVariances, 0, count);
    recent[seen++ % REMEMBERED] = halfVariances[(int) (count * PERCENTILE)];
  }

  private float differenceVariance(byte[] luma, byte[] before, int origin) {
    int sum = 0;
    int squares = 0;
    for (int y = 0, row = origin; y < CellGrid.WINDOW; y++, row += grid.width) {
      for (int i = row; i < row + CellGrid.WINDOW; i++) {
        int difference = (luma[i] & 0xff) - (before[i] & 0xff);
        sum += difference;
        squares += difference * difference;
      }
    }
    return CellCorrelation.variance(sum, squares);
  }
}
