package org.gengfu.analytics.scene;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The empty scene: a picture that follows slowly where it is seen, and only the light where
 * something stands before it.
 */
final class Background {
  /** Fraction bits of a pixel, so that slow steps are not rounded away. */
  static final int FRACTION_BITS = 7;

  private static final int HALF = 1 << (FRACTION_BITS - 1);
  private static final int MAX = 255 << FRACTION_BITS;

  /** Follows daylight, yet a person who stands for seconds does not leak in. */
  private static final double TIME_CONSTANT_SECONDS = 15;

  private final CellGrid grid;
  final short[] pixels;
  final float[] mean;
  final float[] distance;

  Background(CellGrid grid) {
    this.grid = grid;
    this.pixels = new short[grid.width * grid.height];
    this.mean = new float[grid.cells];
    this.distance = new float[grid.cells];
  }

  int pixel(int index) {
    return (pixels[index] + HALF) >> FRACTION_BITS;
  }

  void start(byte[] luma) {
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (short) ((luma[i] & 0xff) << FRACTION_BITS);
    }
  }

  /** Takes the cell as it looks now. */
  void adopt(int cell, byte[] luma) {
    blend(cell, luma, 1 << 16);
  }

  /** Compares every cell with the picture. */
  void compare(byte[] luma, WindowStatistics now, float noise) {
    for (int cell = 0; cell < grid.cells; cell++) {
      int sum = 0;
      int squares = 0;
      int cross = 0;
      int acrossX = 0;
      int acrossY = 0;
      int row = grid.windowOrigin(cell);
      for (int y = 0; y < CellGrid.WINDOW; y++, row += grid.width) {
        int before = sum;
        for (int x = 0; x < CellGrid.WINDOW; x++) {
          int back = (pixels[row + x] + HALF) >> FRACTION_BITS;
          sum += back;
          squares += back * back;
          cross += back * (luma[row + x] & 0xff);
          acrossX += (2 * x - CellGrid.WINDOW + 1) * back;
        }
        acrossY += (2 * y - CellGrid.WINDOW + 1) * (sum - before);
      }
      mean[cell] = sum / (float) CellGrid.WINDOW_PIXELS;
      float covariance = cross / (float) CellGrid.WINDOW_PIXELS - mean[cell] * now.mean[cell];
      distance[cell] =
          CellCorrelation.distance(
              now.variance[cell],
              now.tiltX[cell],
              now.tiltY[cell],
              CellCorrelation.variance(sum, squares),
              CellCorrelation.tilt(acrossX),
              CellCorrelation.tilt(acrossY),
              covariance,
              noise);
    }
  }

  void write(DataOutput out) throws IOException {
    for (short pixel : pixels) {
      out.writeShort(pixel);
    }
  }

  void read(DataInput in) throws IOException {
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = in.readShort();
    }
  }

  static int rate(double seconds) {
    return (int) ((1 - Math.exp(-seconds / TIME_CONSTANT_SECONDS)) * (1 << 16));
  }

  /** Moves the cell's pixels towards the picture, by rate / 65536. */
  void blend(int cell, byte[] luma, int rate) {
    int row = grid.cellOrigin(cell);
    for (int y = 0; y < CellGrid.CELL; y++, row += grid.width) {
      for (int i = row; i < row + CellGrid.CELL; i++) {
        int step = ((luma[i] & 0xff) << FRACTION_BITS) - pixels[i];
        pixels[i] += (short) ((step * (long) rate + (1 << 15)) >> 16);
      }
    }
  }

  /** Moves the hidden cell's pixels towards what the light of the picture makes of them. */
  void follow(int cell, Light light, int rate) {
    int row = grid.cellOrigin(cell);
    for (int y = 0; y < CellGrid.CELL; y++, row += grid.width) {
      for (int i = row; i < row + CellGrid.CELL; i++) {
        float target = light.gain() * pixels[i] + light.offset() * (1 << FRACTION_BITS);
        int step = (int) Math.min(MAX, Math.max(0, target)) - pixels[i];
        pixels[i] += (short) ((step * (long) rate + (1 << 15)) >> 16);
      }
    }
  }
}
