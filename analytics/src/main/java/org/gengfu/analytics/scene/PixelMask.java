package org.gengfu.analytics.scene;

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
    float[] differences = new float[inside.length];
    int[] histogram = new int[256];
    int count = 0;
    for (int cell : cells) {
      int origin = grid.windowOrigin(cell);
      for (int i = 0; i < CellGrid.WINDOW_PIXELS; i++) {
        int x = origin % grid.width + i % CellGrid.WINDOW;
        int y = origin / grid.width + i / CellGrid.WINDOW;
        int index = y * grid.width + x;
        float difference = Math.abs((luma[index] & 0xff) - expected(background, index));
        differences[(y - top) * width + x - left] = difference;
        histogram[Math.min(255, (int) difference)]++;
        count++;
      }
    }
    float limit = limit(histogram, count, noise);
    boolean[] differs = new boolean[inside.length];
    for (int i = 0; i < differs.length; i++) {
      differs[i] = differences[i] > limit;
    }
    keepMajorities(differs);
    fillHoles();
    measure();
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

  private void keepMajorities(boolean[] differs) {
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int count = 0;
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            count += differs[(y + dy) * width + x + dx] ? 1 : 0;
          }
        }
        inside[y * width + x] = count >= MAJORITY;
      }
    }
  }

  /** A pixel with the thing on all four sides belongs to it: a flat door, a window. */
  private void fillHoles() {
    boolean[] seen = inside.clone();
    boolean[] below = new boolean[inside.length];
    for (int i = inside.length - 1; i >= 0; i--) {
      below[i] = seen[i] || (i + width < inside.length && below[i + width]);
    }
    boolean[] above = new boolean[width];
    for (int y = 0; y < height; y++) {
      int first = -1;
      int last = -1;
      for (int x = 0; x < width; x++) {
        if (seen[y * width + x]) {
          first = first < 0 ? x : first;
          last = x;
        }
      }
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        above[x] |= seen[i];
        inside[i] |= first >= 0 && x > first && x < last && above[x] && below[i];
      }
    }
  }

  private void measure() {
    for (int i = 0; i < inside.length; i++) {
      if (inside[i]) {
        area++;
        minX = Math.min(minX, i % width);
        maxX = Math.max(maxX, i % width);
        minY = Math.min(minY, i / width);
        maxY = Math.max(maxY, i / width);
      }
    }
  }

  int area() {
    return area;
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
