package org.gengfu.analytics.scene;

/** What kernels do that OpenCV has no function for, as plainly as it can be said. */
final class PlainTwins {
  private static final int MARGIN = 4;

  private PlainTwins() {}

  /** {@link PixelMask#inside} of the cells, pixel by pixel of the whole picture. */
  static boolean[] inside(
      int[] cells, byte[] luma, Background background, Light light, float noise, CellGrid grid) {
    boolean[] looked = new boolean[grid.width * grid.height];
    int left = grid.width;
    int top = grid.height;
    int right = 0;
    int bottom = 0;
    for (int cell : cells) {
      int origin = grid.windowOrigin(cell);
      for (int y = 0; y < CellGrid.WINDOW; y++) {
        for (int x = 0; x < CellGrid.WINDOW; x++) {
          looked[origin + y * grid.width + x] = true;
        }
      }
      left = Math.min(left, origin % grid.width);
      top = Math.min(top, origin / grid.width);
      right = Math.max(right, origin % grid.width + CellGrid.WINDOW);
      bottom = Math.max(bottom, origin / grid.width + CellGrid.WINDOW);
    }
    left = Math.max(0, left - MARGIN);
    top = Math.max(0, top - MARGIN);
    int width = Math.min(grid.width, right + MARGIN) - left;
    int height = Math.min(grid.height, bottom + MARGIN) - top;
    float limit = limit(cells, luma, background, light, noise, grid);
    boolean[] differs = new boolean[looked.length];
    for (int i = 0; i < looked.length; i++) {
      differs[i] = looked[i] && difference(luma, background, light, i) > limit;
    }
    boolean[] most = new boolean[looked.length];
    for (int y = top + 1; y < top + height - 1; y++) {
      for (int x = left + 1; x < left + width - 1; x++) {
        int count = 0;
        for (int i = 0; i < 9; i++) {
          count += differs[(y + i / 3 - 1) * grid.width + x + i % 3 - 1] ? 1 : 0;
        }
        most[y * grid.width + x] = count > 4;
      }
    }
    boolean[] inside = new boolean[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = (top + y) * grid.width + left + x;
        inside[y * width + x] =
            most[at]
                || (any(most, at, -1, x)
                    && any(most, at, 1, width - 1 - x)
                    && any(most, at, -grid.width, y)
                    && any(most, at, grid.width, height - 1 - y));
      }
    }
    return inside;
  }

  private static boolean any(boolean[] pixels, int from, int step, int count) {
    for (int i = 1; i <= count; i++) {
      if (pixels[from + i * step]) {
        return true;
      }
    }
    return false;
  }

  private static float difference(byte[] luma, Background background, Light light, int index) {
    float expected = light.gain() * background.pixel(index) + light.offset();
    return Math.abs((luma[index] & 0xff) - expected);
  }

  /** A quarter of the difference that nine of ten do not reach, within bounds. */
  private static float limit(
      int[] cells, byte[] luma, Background background, Light light, float noise, CellGrid grid) {
    int[] differences = new int[cells.length * CellGrid.WINDOW_PIXELS];
    int count = 0;
    for (int cell : cells) {
      for (int i = 0; i < CellGrid.WINDOW_PIXELS; i++) {
        int index =
            grid.windowOrigin(cell) + i / CellGrid.WINDOW * grid.width + i % CellGrid.WINDOW;
        differences[count++] = Math.min(255, (int) difference(luma, background, light, index));
      }
    }
    java.util.Arrays.sort(differences);
    int strong = differences[(int) Math.ceil(0.9f * count) - 1];
    return Math.max(Math.max(5, 3.5f * (float) Math.sqrt(noise)), Math.min(20, 0.25f * strong));
  }
}
