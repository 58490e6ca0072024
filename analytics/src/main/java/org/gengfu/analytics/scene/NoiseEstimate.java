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
  private final WindowSums sums;
  private final float[] halfVariances;
  private final float[] recent = new float[REMEMBERED];
  private final float[] sorted = new float[REMEMBERED];
  private float variance = FLOOR;
  private int seen;

  NoiseEstimate(CellGrid grid) {
    this.grid = grid;
    this.sums = new WindowSums(grid);
    this.halfVariances = new float[(grid.cells + 1) / 2];
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
    for (int row = 0; row < grid.rows; row++) {
      sums.ofDifference(row, luma, before);
      // Every second cell: the windows overlap, so nothing is lost.
      for (int column = row * grid.columns % 2; column < grid.columns; column += 2) {
        halfVariances[count++] =
            CellCorrelation.variance(sums.sum[column], sums.squares[column]) / 2;
      }
    }
    recent[seen++ % REMEMBERED] = Quantile.select(halfVariances, count, (int) (count * PERCENTILE));
    variance = median();
  }
}
