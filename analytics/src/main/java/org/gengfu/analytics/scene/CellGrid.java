package org.gengfu.analytics.scene;

import org.gengfu.core.geometry.Polygon;

/**
 * The picture cut into cells of 4×4 pixels, each looked at through a window of 8×8 around it.
 *
 * <p>Why so small: with 8×8 cells half of the bags of the trial scenes were missed. Why the wider
 * window: 16 pixels are too few to tell one texture from another.
 */
final class CellGrid {
  static final int CELL = 4;
  static final int WINDOW = 8;
  static final int WINDOW_PIXELS = WINDOW * WINDOW;

  /** Pixels of the raster. */
  record Size(int width, int height) {}

  final Size size;
  final int width;
  final int height;
  final int columns;
  final int rows;
  final int cells;

  CellGrid(int width, int height) {
    if (width < 2 * WINDOW || height < 2 * WINDOW) {
      throw new IllegalArgumentException("raster too small: " + width + "×" + height);
    }
    this.size = new Size(width, height);
    this.width = width;
    this.height = height;
    this.columns = width / CELL;
    this.rows = height / CELL;
    this.cells = columns * rows;
  }

  /** Index of the top left pixel of the cell's window; windows at the edge are moved inwards. */
  int windowOrigin(int cell) {
    int x = Math.min(Math.max(cell % columns * CELL - (WINDOW - CELL) / 2, 0), width - WINDOW);
    int y = Math.min(Math.max(cell / columns * CELL - (WINDOW - CELL) / 2, 0), height - WINDOW);
    return y * width + x;
  }

  /** Index of the top left pixel of the cell itself. */
  int cellOrigin(int cell) {
    return cell / columns * CELL * width + cell % columns * CELL;
  }

  /** True where the cell's window and the polygon share more than a sliver. */
  boolean looksInto(int cell, Polygon polygon) {
    int left = windowOrigin(cell) % width;
    int top = windowOrigin(cell) / width;
    for (int y = top; y <= top + WINDOW; y += 2) {
      for (int x = left; x <= left + WINDOW; x += 2) {
        if (polygon.contains(x / (double) width, y / (double) height)) {
          return true;
        }
      }
    }
    return false;
  }
}
