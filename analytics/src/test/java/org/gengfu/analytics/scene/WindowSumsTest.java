package org.gengfu.analytics.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums from blocks are those of the windows, pixel by pixel, whatever the picture's size. */
class WindowSumsTest {
  @ParameterizedTest
  @CsvSource({"320,180", "16,16", "17,19", "18,18", "322,181", "319,182", "64,23"})
  void equalThoseOfTheWindows(int width, int height) {
    CellGrid grid = new CellGrid(width, height);
    Random random = new Random(4);
    byte[] luma = new byte[width * height];
    short[] pixels = new short[width * height];
    random.nextBytes(luma);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (short) random.nextInt((255 << Background.FRACTION_BITS) + 1);
    }
    WindowSums ofLuma = new WindowSums(grid);
    WindowSums ofBackground = new WindowSums(grid);
    for (int row = 0; row < grid.rows; row++) {
      ofLuma.ofLuma(row, luma);
      ofBackground.ofBackground(row, pixels, luma);
      for (int column = 0; column < grid.columns; column++) {
        int[] expected = new int[9];
        int origin = grid.windowOrigin(row * grid.columns + column);
        for (int i = 0; i < CellGrid.WINDOW_PIXELS; i++) {
          int at = origin + i / CellGrid.WINDOW * width + i % CellGrid.WINDOW;
          int value = luma[at] & 0xff;
          int back = Background.rounded(pixels[at]);
          expected[0] += value;
          expected[1] += value * value;
          expected[2] += back;
          expected[3] += back * back;
          expected[4] += back * value;
          int right = 2 * (i % CellGrid.WINDOW) - CellGrid.WINDOW + 1;
          int down = 2 * (i / CellGrid.WINDOW) - CellGrid.WINDOW + 1;
          expected[5] += right * value;
          expected[6] += down * value;
          expected[7] += right * back;
          expected[8] += down * back;
        }
        assertThat(
                new int[] {
                  ofLuma.sum[column],
                  ofLuma.squares[column],
                  ofBackground.sum[column],
                  ofBackground.squares[column],
                  ofBackground.cross[column],
                  ofLuma.acrossX[column],
                  ofLuma.acrossY[column],
                  ofBackground.acrossX[column],
                  ofBackground.acrossY[column]
                })
            .as("cell %d, %d", column, row)
            .containsExactly(expected);
      }
    }
  }
}
