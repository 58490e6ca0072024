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

  /** Mean luma in each cell's window, as of the last comparison of this thread. */
  float[] mean = {};

  /** How unlike the picture each cell is, as of the last comparison of this thread. */
  float[] distance = {};

  Background(CellGrid grid) {
    this.grid = grid;
    this.pixels = new short[grid.width * grid.height];
  }

  int pixel(int index) {
    return rounded(pixels[index]);
  }

  /** Luma of a pixel with its fraction. */
  static int rounded(short pixel) {
    return (pixel + HALF) >> FRACTION_BITS;
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
    Workbench bench = Workbench.of(grid);
    WindowSums sums = bench.sums;
    mean = bench.mean;
    distance = bench.distance;
    for (int row = 0, cell = 0; row < grid.rows; row++) {
      sums.ofBackground(row, pixels, luma);
      for (int column = 0; column < grid.columns; column++, cell++) {
        mean[cell] = sums.sum[column] / (float) CellGrid.WINDOW_PIXELS;
        float covariance =
            sums.cross[column] / (float) CellGrid.WINDOW_PIXELS - mean[cell] * now.mean[cell];
        distance[cell] =
            CellCorrelation.distance(
                now.variance[cell],
                now.tiltX[cell],
                now.tiltY[cell],
                CellCorrelation.variance(sums.sum[column], sums.squares[column]),
                CellCorrelation.tilt(sums.acrossX[column]),
                CellCorrelation.tilt(sums.acrossY[column]),
                covariance,
                noise);
      }
    }
  }

  /**
   * Compares a cell again in light that has a slope there, of so many luma steps a pixel at most:
   * no more of it is taken off than the cell has more than the background.
   */
  void compareInSlope(
      int cell,
      byte[] luma,
      WindowStatistics now,
      float across,
      float down,
      float gain,
      float noise) {
    int sum = 0;
    int squares = 0;
    int weightedX = 0;
    int weightedY = 0;
    int cross = 0;
    int row = grid.windowOrigin(cell);
    for (int y = 0; y < CellGrid.WINDOW; y++, row += grid.width) {
      for (int x = 0; x < CellGrid.WINDOW; x++) {
        int value = pixel(row + x);
        sum += value;
        squares += value * value;
        weightedX += (2 * x - CellGrid.WINDOW + 1) * value;
        weightedY += (2 * y - CellGrid.WINDOW + 1) * value;
        cross += value * (luma[row + x] & 0xff);
      }
    }
    float tiltX = CellCorrelation.tilt(weightedX);
    float tiltY = CellCorrelation.tilt(weightedY);
    float moreX = now.tiltX[cell] - gain * tiltX;
    float moreY = now.tiltY[cell] - gain * tiltY;
    if (CellCorrelation.steeper(moreX, moreY, across, down)) {
      return;
    }
    float offX = CellCorrelation.commonTilt(across, moreX);
    float offY = CellCorrelation.commonTilt(down, moreY);
    float covariance =
        cross / (float) CellGrid.WINDOW_PIXELS
            - sum / (float) CellGrid.WINDOW_PIXELS * now.mean[cell];
    distance[cell] =
        CellCorrelation.distance(
            now.variance[cell]
                - CellCorrelation.tiltedVariance(now.tiltX[cell], offX)
                - CellCorrelation.tiltedVariance(now.tiltY[cell], offY),
            now.tiltX[cell] - offX,
            now.tiltY[cell] - offY,
            CellCorrelation.variance(sum, squares),
            tiltX,
            tiltY,
            covariance
                - CellCorrelation.tiltedCovariance(tiltX, offX)
                - CellCorrelation.tiltedCovariance(tiltY, offY),
            noise);
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
    blend(cell, 1, luma, rate);
  }

  /** The same for some cells of one row. */
  void blend(int first, int cells, byte[] luma, int rate) {
    int row = grid.cellOrigin(first);
    for (int y = 0; y < CellGrid.CELL; y++, row += grid.width) {
      for (int i = row; i < row + cells * CellGrid.CELL; i++) {
        // Steps are below 2¹⁵ and the rate is 2¹⁶ at most: no overflow.
        int step = ((luma[i] & 0xff) << FRACTION_BITS) - pixels[i];
        pixels[i] += (short) ((step * rate + (1 << 15)) >> 16);
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
        pixels[i] += (short) ((step * rate + (1 << 15)) >> 16);
      }
    }
  }
}
