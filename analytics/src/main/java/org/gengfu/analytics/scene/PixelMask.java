package org.gengfu.analytics.scene;

import java.util.Arrays;
import org.gengfu.core.geometry.Box;

/**
 * The thing's own pixels within a rectangle of the picture: where the picture differs from the lit
 * background.
 *
 * <p>Boxes, zone tests and the ghost test go by these; cells would make a thing 4 to 8 pixels too
 * large.
 */
final class PixelMask {
  /** A quarter of the thing's strongest differences cuts through its blurred outline. */
  private static final float SHARE_OF_CONTRAST = 0.25f;

  private static final float STRONG = 0.9f;

  /** Luma steps by which a pixel must differ at least, and at most. */
  private static final float MIN_DIFFERENCE = 5;

  private static final float MAX_DIFFERENCE = 20;
  private static final float NOISE_SIGMAS = 3.5f;

  /** Of a pixel and its eight neighbours, how many must differ. */
  private static final int MAJORITY = 5;

  private static final int MARGIN = 4;
  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  final CellGrid grid;
  final int left;
  final int top;
  final int width;
  final int height;
  final boolean[] inside;
  final float gain;
  final float offset;
  private int area;
  private int minX = Integer.MAX_VALUE;
  private int minY = Integer.MAX_VALUE;
  private int maxX = -1;
  private int maxY = -1;

  private PixelMask(
      CellGrid grid, int left, int top, int width, int height, float gain, float offset) {
    this.grid = grid;
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
    this.gain = gain;
    this.offset = offset;
    this.inside = new boolean[width * height];
  }

  /** The pixels of the cells that differ. */
  static PixelMask of(
      int[] cells, byte[] luma, Background background, Light light, float noise, CellGrid grid) {
    int left = grid.width;
    int top = grid.height;
    int right = 0;
    int bottom = 0;
    for (int cell : cells) {
      int origin = grid.windowOrigin(cell);
      left = Math.min(left, origin % grid.width);
      top = Math.min(top, origin / grid.width);
      right = Math.max(right, origin % grid.width + CellGrid.WINDOW);
      bottom = Math.max(bottom, origin / grid.width + CellGrid.WINDOW);
    }
    left = Math.max(0, left - MARGIN);
    top = Math.max(0, top - MARGIN);
    right = Math.min(grid.width, right + MARGIN);
    bottom = Math.min(grid.height, bottom + MARGIN);
    PixelMask mask =
        new PixelMask(grid, left, top, right - left, bottom - top, light.gain(), light.offset());
    mask.fill(cells, luma, background, noise);
    return mask;
  }

  private void fill(int[] cells, byte[] luma, Background background, float noise) {
    Scratch scratch = SCRATCH.get();
    scratch.begin(inside.length, width);
    int count = cells.length * CellGrid.WINDOW_PIXELS;
    for (int cell : cells) {
      int origin = grid.windowOrigin(cell);
      int own = (origin / grid.width - top) * width + origin % grid.width - left;
      for (int y = 0; y < CellGrid.WINDOW; y++, origin += grid.width, own += width) {
        for (int x = 0; x < CellGrid.WINDOW; x++) {
          int index = origin + x;
          float difference = Math.abs((luma[index] & 0xff) - expected(background, index));
          scratch.differences[own + x] = difference;
          scratch.histogram[Math.min(255, (int) difference)]++;
        }
      }
    }
    float limit = limit(scratch.histogram, count, noise);
    for (int i = 0; i < inside.length; i++) {
      scratch.differs[i] = (byte) (scratch.differences[i] > limit ? 1 : 0);
    }
    keepMajorities(scratch.differs);
    fillHoles(scratch.below, scratch.above);
    measure();
  }

  /** What making a mask needs meanwhile; a thread makes one at a time. */
  private static final class Scratch {
    private final int[] histogram = new int[256];
    private float[] differences = new float[0];
    private byte[] differs = new byte[0];
    private boolean[] below = new boolean[0];
    private boolean[] above = new boolean[0];

    void begin(int pixels, int width) {
      if (differences.length < pixels) {
        differences = new float[pixels];
        differs = new byte[pixels];
        below = new boolean[pixels];
      }
      if (above.length < width) {
        above = new boolean[width];
      }
      Arrays.fill(histogram, 0);
      Arrays.fill(differences, 0, pixels, 0);
      Arrays.fill(above, 0, width, false);
    }
  }

  private static float limit(int[] histogram, int count, float noise) {
    int strong = 0;
    for (int sum = histogram[0]; sum < STRONG * count; sum += histogram[strong]) {
      strong++;
    }
    float share = Math.min(MAX_DIFFERENCE, SHARE_OF_CONTRAST * strong);
    float least = Math.max(MIN_DIFFERENCE, NOISE_SIGMAS * (float) Math.sqrt(noise));
    return Math.max(least, share);
  }

  /** What the lit background would show at a pixel of the picture. */
  float expected(Background background, int index) {
    return gain * background.pixel(index) + offset;
  }

  private void keepMajorities(byte[] differs) {
    for (int y = 1; y < height - 1; y++) {
      int above = (y - 1) * width;
      int row = y * width;
      int below = (y + 1) * width;
      int left = differs[above] + differs[row] + differs[below];
      int here = differs[above + 1] + differs[row + 1] + differs[below + 1];
      for (int x = 1; x < width - 1; x++) {
        int right = differs[above + x + 1] + differs[row + x + 1] + differs[below + x + 1];
        inside[row + x] = left + here + right >= MAJORITY;
        left = here;
        here = right;
      }
    }
  }

  /** A pixel with the thing on all four sides belongs to it: a flat door, a window. */
  private void fillHoles(boolean[] below, boolean[] above) {
    for (int i = inside.length - 1; i >= 0; i--) {
      below[i] = inside[i] || (i + width < inside.length && below[i + width]);
    }
    for (int y = 0; y < height; y++) {
      int row = y * width;
      int first = -1;
      int last = -1;
      for (int x = 0; x < width; x++) {
        if (inside[row + x]) {
          first = first < 0 ? x : first;
          last = x;
        }
      }
      for (int x = 0; x < width; x++) {
        int i = row + x;
        above[x] |= inside[i];
        inside[i] |= first >= 0 && x > first && x < last && above[x] && below[i];
      }
    }
  }

  private void measure() {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (inside[y * width + x]) {
          area++;
          minX = Math.min(minX, x);
          maxX = Math.max(maxX, x);
          minY = Math.min(minY, y);
          maxY = Math.max(maxY, y);
        }
      }
    }
  }

  int area() {
    return area;
  }

  /** The smaller of the box's width and height, pixels; 0 where there are none. */
  int leastSide() {
    return area == 0 ? 0 : Math.min(maxX - minX, maxY - minY) + 1;
  }

  /** Share of the box that the pixels fill. */
  double filled() {
    return area == 0 ? 0 : area / (double) ((maxX - minX + 1) * (maxY - minY + 1));
  }

  boolean at(int x, int y) {
    return x >= 0 && y >= 0 && x < width && y < height && inside[y * width + x];
  }

  /** Normalised box around the pixels; empty where there are none. */
  Box box() {
    if (area == 0) {
      return new Box(0, 0, 0, 0);
    }
    return new Box(
        (left + minX) / (double) grid.width,
        (top + minY) / (double) grid.height,
        (maxX - minX + 1) / (double) grid.width,
        (maxY - minY + 1) / (double) grid.height);
  }
}
