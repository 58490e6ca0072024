package org.gengfu.analytics.scene;

import java.util.Arrays;

/**
 * Is it only light? A thing hides the ground; a shadow, a cloud or a patch of sun leaves its fine
 * texture where it was.
 *
 * <p>Measured on the trial scenes, played forwards and backwards: things −0.17 to 0.3, clouds 0.35
 * to 0.86.
 */
final class LightTest {
  private static final float ONLY_LIGHT = 0.35f;

  /** Too small a patch or too smooth a ground says nothing. */
  private static final int MIN_PIXELS = 40;

  private static final float MIN_TEXTURE_TO_NOISE = 3;

  /** The high pass 8·p − (its eight neighbours) multiplies the variance of noise by this. */
  private static final float NOISE_GAIN = 72;

  /** Sunlight makes the ground's structure stronger, by no more than this in its variance. */
  private static final double MAX_ROUGHER = 4;

  private LightTest() {}

  /** True where the background's fine texture shines through. */
  static boolean onlyLight(PixelMask mask, byte[] luma, Background background, float noise) {
    double now = 0;
    double before = 0;
    double both = 0;
    int pixels = 0;
    for (int y = 1; y < mask.height - 1; y++) {
      for (int x = 1; x < mask.width - 1; x++) {
        if (mask.at(x, y)) {
          int index = (mask.top + y) * mask.grid.width + mask.left + x;
          int fineNow = fine(luma, index, mask.grid.width);
          int fineBefore = fine(background, index, mask.grid.width);
          now += fineNow * fineNow;
          before += fineBefore * fineBefore;
          both += fineNow * fineBefore;
          pixels++;
        }
      }
    }
    boolean telling =
        pixels >= MIN_PIXELS && before >= MIN_TEXTURE_TO_NOISE * NOISE_GAIN * noise * pixels;
    return telling && both >= ONLY_LIGHT * Math.sqrt(now * before);
  }

  /**
   * Of the cells of a patch that is light as a whole, those that show nothing else: a car on which
   * a cloud's shadow lies has more structure than the ground, and not the ground's.
   */
  static int[] lit(int[] cells, byte[] luma, Background background, float noise, CellGrid grid) {
    int[] lit = new int[cells.length];
    int count = 0;
    for (int cell : cells) {
      double now = 0;
      double before = 0;
      double both = 0;
      int pixels = 0;
      int origin = grid.windowOrigin(cell);
      for (int y = 0; y < CellGrid.WINDOW; y++) {
        for (int x = 0; x < CellGrid.WINDOW; x++) {
          int index = origin + y * grid.width + x;
          if (inner(index, grid)) {
            int fineNow = fine(luma, index, grid.width);
            int fineBefore = fine(background, index, grid.width);
            now += fineNow * fineNow;
            before += fineBefore * fineBefore;
            both += fineNow * fineBefore;
            pixels++;
          }
        }
      }
      double rough = Math.max(before, MIN_TEXTURE_TO_NOISE * NOISE_GAIN * noise * pixels);
      if (now <= MAX_ROUGHER * rough || both >= ONLY_LIGHT * Math.sqrt(now * before)) {
        lit[count++] = cell;
      }
    }
    return Arrays.copyOf(lit, count);
  }

  private static boolean inner(int index, CellGrid grid) {
    int x = index % grid.width;
    int y = index / grid.width;
    return x > 0 && y > 0 && x < grid.width - 1 && y < grid.height - 1;
  }

  private static int fine(byte[] luma, int index, int width) {
    int sum = 9 * (luma[index] & 0xff);
    for (int row = index - width; row <= index + width; row += width) {
      sum -= (luma[row - 1] & 0xff) + (luma[row] & 0xff) + (luma[row + 1] & 0xff);
    }
    return sum;
  }

  private static int fine(Background background, int index, int width) {
    int sum = 9 * background.pixel(index);
    for (int row = index - width; row <= index + width; row += width) {
      sum -= background.pixel(row - 1) + background.pixel(row) + background.pixel(row + 1);
    }
    return sum;
  }
}
