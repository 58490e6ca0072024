package org.gengfu.analytics.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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

  /** {@link Light#fit}: three times the line through what is not far off, the far-off left out. */
  static Light light(float[] background, float[] picture, boolean[] shows) {
    Light light = Light.SAME;
    double limit = Double.MAX_VALUE;
    for (int round = 0; round < 3; round++) {
      List<Integer> kept = new ArrayList<>();
      for (int i = 0; i < shows.length; i++) {
        if (shows[i] && Math.abs(light.residual(background[i], picture[i])) <= limit) {
          kept.add(i);
        }
      }
      if (kept.size() < 40) {
        return light;
      }
      double meanBackground = kept.stream().mapToDouble(i -> background[i]).average().orElse(0);
      double meanPicture = kept.stream().mapToDouble(i -> picture[i]).average().orElse(0);
      double square = 0;
      double product = 0;
      for (int i : kept) {
        square += Math.pow(background[i] - meanBackground, 2);
        product += (background[i] - meanBackground) * (picture[i] - meanPicture);
      }
      boolean flat = square / kept.size() <= 4;
      double gain = flat ? 1 : Math.min(4, Math.max(0.25, product / square));
      Light line = new Light((float) gain, (float) (meanPicture - gain * meanBackground), 1);
      double far = limit;
      double spread =
          IntStream.range(0, shows.length)
              .filter(i -> shows[i])
              .mapToDouble(i -> Math.abs(line.residual(background[i], picture[i])))
              .filter(off -> off <= far)
              .average()
              .orElse(1);
      light = new Light(line.gain(), line.offset(), (float) Math.max(spread, 0.5));
      limit = 2 * light.spread();
    }
    return light;
  }

  /** {@link GhostTest#vote}: every pixel of the mask's outline, in the picture's coordinates. */
  static float ghost(PixelMask mask, byte[] luma, Background background) {
    CellGrid grid = mask.grid;
    float sum = 0;
    float loud = 0;
    for (int y = mask.top; y < mask.top + mask.height; y++) {
      for (int x = mask.left; x < mask.left + mask.width; x++) {
        boolean edge = !of(mask, x - 1, y) || !of(mask, x + 1, y);
        edge |= !of(mask, x, y - 1) || !of(mask, x, y + 1);
        if (!of(mask, x, y) || !edge) {
          continue;
        }
        int outX = 0;
        int outY = 0;
        for (int i = 0; i < 49; i++) {
          if (of(mask, x + i % 7 - 3, y + i / 7 - 3)) {
            outX -= i % 7 - 3;
            outY -= i / 7 - 3;
          }
        }
        double length = Math.sqrt(outX * outX + outY * outY);
        double now = 0;
        double before = 0;
        boolean within = length >= 1;
        for (int side = -3; side <= 3 && within; side++) {
          int atX = (int) Math.round(x + outX / length * side);
          int atY = (int) Math.round(y + outY / length * side);
          within = atX >= 0 && atY >= 0 && atX < grid.width && atY < grid.height;
          if (within && side != 0) {
            int at = atY * grid.width + atX;
            now -= Math.signum(side) * (luma[at] & 0xff);
            before -= Math.signum(side) * (mask.gain * background.pixel(at) + mask.offset);
          }
        }
        if (within) {
          double vote = (Math.abs(now) - Math.abs(before)) / 3;
          sum += (float) Math.max(-15, Math.min(15, vote));
          loud += (float) Math.min(15, Math.abs(vote));
        }
      }
    }
    return loud > 0 ? sum / loud : 0;
  }

  private static boolean of(PixelMask mask, int x, int y) {
    int inX = x - mask.left;
    int inY = y - mask.top;
    return inX >= 0
        && inY >= 0
        && inX < mask.width
        && inY < mask.height
        && mask.inside[inY * mask.width + inX];
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
