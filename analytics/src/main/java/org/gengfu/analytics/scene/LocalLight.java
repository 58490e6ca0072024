package org.gengfu.analytics.scene;

import java.util.Arrays;

/**
 * The light of a place where it is clearly another than the picture's: beneath a cloud's shadow a
 * thing is not as large as the shadow, and has the outline that it has in the sun.
 */
final class LocalLight {
  /** Cells around a thing in which its light is measured, beyond the one at its edge. */
  private static final int AROUND = 4;

  /** Fewer that show the background say nothing. */
  private static final int LEAST_CELLS = 12;

  /** Luma steps by which the light of a place must be another to be told from the picture's. */
  private static final float CLEARLY_OTHER = 5;

  private LocalLight() {}

  /** The light in which these cells are seen, by the background that shows around them. */
  static Light around(
      int[] cells,
      Light light,
      Background background,
      WindowStatistics now,
      CandidateMemory.Shows[] shows,
      CellGrid grid) {
    int left = grid.columns;
    int top = grid.rows;
    int right = 0;
    int bottom = 0;
    for (int cell : cells) {
      left = Math.min(left, cell % grid.columns);
      right = Math.max(right, cell % grid.columns);
      top = Math.min(top, cell / grid.columns);
      bottom = Math.max(bottom, cell / grid.columns);
    }
    int firstX = Math.max(0, left - AROUND);
    int lastX = Math.min(grid.columns - 1, right + AROUND);
    int firstY = Math.max(0, top - AROUND);
    int lastY = Math.min(grid.rows - 1, bottom + AROUND);
    float[] residuals = new float[(lastX - firstX + 1) * (lastY - firstY + 1)];
    int count = 0;
    for (int y = firstY; y <= lastY; y++) {
      for (int x = firstX; x <= lastX; x++) {
        int cell = y * grid.columns + x;
        boolean outside = x < left - 1 || x > right + 1 || y < top - 1 || y > bottom + 1;
        if (outside && shows[cell] == CandidateMemory.Shows.BACKGROUND) {
          residuals[count++] = light.residual(background.mean[cell], now.mean[cell]);
        }
      }
    }
    return count < LEAST_CELLS ? light : other(light, residuals, count);
  }

  private static Light other(Light light, float[] residuals, int count) {
    Arrays.sort(residuals, 0, count);
    float median = residuals[count / 2];
    float spread = Math.max(residuals[count * 3 / 4] - median, median - residuals[count / 4]);
    boolean clear = Math.abs(median) >= CLEARLY_OTHER + 2 * spread;
    return clear ? new Light(light.gain(), light.offset() + median, light.spread()) : light;
  }
}
