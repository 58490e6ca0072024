package org.gengfu.analytics.scene;

import java.util.Arrays;

/**
 * Lays the picture of a shaken camera onto the background: finds by how much it is off, and moves
 * it back.
 *
 * <p>Least squares after Lucas and Kanade, for shift, gain and offset together, over pixels of
 * cells that showed the background in the picture before: a phase correlation is taken along by a
 * large parked vehicle. The shift is believed only if it lowers the residual clearly. A picture
 * that is not off stays as it is, and costs one round of sums.
 */
final class Alignment {
  /** Every so many pixels of every so many rows: six thousand of a picture. */
  private static final int STEP = 3;

  private static final int ROUNDS = 6;

  /** Pixels of the raster. Less is left as it is: moving it back would blur more than it mends. */
  private static final double LEAST = 0.15;

  private static final double CONVERGED = 0.03;
  private static final int MOST = 4;

  /** Whole pixels that are tried in each direction. */
  private static final int SEARCHED = 2;

  /** Of the residual before, what may be left to believe the shift. */
  private static final double LOWERED = 0.93;

  /** Residuals above this many times the mean are somebody who moves, and are clipped. */
  private static final double OUTLIER = 2.5;

  private static final int MIN_PIXELS = 500;
  private static final float FRACTION = 1 << Background.FRACTION_BITS;

  private final CellGrid grid;
  private byte[] moved = {};

  /** Normal equations for gain, offset, and the shift along x and y times the gain. */
  private final double[][] normal = new double[4][5];

  private double residual;
  private int pixels;
  private boolean adrift;

  private double gain;
  private double offset;
  private double shiftX;
  private double shiftY;

  Alignment(CellGrid grid) {
    this.grid = grid;
  }

  /**
   * The picture as it would be had the camera stood still.
   *
   * @param shows what the cells showed in the picture before
   * @return the picture itself where it is not off, else an array that is good until the next call
   */
  byte[] align(byte[] luma, Background background, CandidateMemory.Shows[] shows) {
    gain = 1;
    offset = 0;
    shiftX = 0;
    shiftY = 0;
    sum(luma, background, shows, Double.MAX_VALUE);
    if (pixels < MIN_PIXELS) {
      return luma;
    }
    boolean told = improve();
    adrift = off();
    if (!told || !adrift) {
      return luma;
    }
    search(luma, background, shows);
    double limit = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      double lastX = shiftX;
      double lastY = shiftY;
      sum(luma, background, shows, limit);
      // The mean of what was clipped before is lower: who moves loses his say from round to round.
      limit = OUTLIER * residual / pixels;
      if (!improve()) {
        return luma;
      }
      if (round > 1 && Math.hypot(shiftX - lastX, shiftY - lastY) < CONVERGED) {
        break;
      }
    }
    adrift = off();
    if (!adrift) {
      return luma;
    }
    sum(luma, background, shows, limit);
    double after = residual;
    double foundX = shiftX;
    double foundY = shiftY;
    shiftX = 0;
    shiftY = 0;
    sum(luma, background, shows, limit);
    shiftX = foundX;
    shiftY = foundY;
    adrift = after > LOWERED * residual;
    return adrift ? luma : move(luma);
  }

  private boolean off() {
    return Math.hypot(shiftX, shiftY) >= LEAST;
  }

  /**
   * Whether the last picture seemed to be off, and could not be laid back. What it was before where
   * too little of the background shows to tell.
   */
  boolean adrift() {
    return adrift;
  }

  /**
   * Begins with the best of the shifts by whole pixels: over fine structure the equations only hold
   * for less than a pixel.
   */
  private void search(byte[] luma, Background background, CandidateMemory.Shows[] shows) {
    double least = Double.MAX_VALUE;
    double bestX = 0;
    double bestY = 0;
    for (int y = -SEARCHED; y <= SEARCHED; y++) {
      for (int x = -SEARCHED; x <= SEARCHED; x++) {
        shiftX = x;
        shiftY = y;
        sum(luma, background, shows, Double.MAX_VALUE);
        if (residual < least) {
          least = residual;
          bestX = x;
          bestY = y;
        }
      }
    }
    shiftX = bestX;
    shiftY = bestY;
  }

  /** Sums up the equations and the residual as things stand now. */
  private void sum(
      byte[] luma, Background background, CandidateMemory.Shows[] shows, double limit) {
    for (double[] row : normal) {
      Arrays.fill(row, 0);
    }
    residual = 0;
    pixels = 0;
    int floorX = (int) Math.floor(shiftX);
    int floorY = (int) Math.floor(shiftY);
    double rightShare = shiftX - floorX;
    double lowerShare = shiftY - floorY;
    int width = grid.width;
    short[] back = background.pixels;
    for (int y = MOST + 1; y < grid.height - MOST - 2; y += STEP) {
      int cellRow = Math.min(y / CellGrid.CELL, grid.rows - 1) * grid.columns;
      for (int x = MOST + 1; x < width - MOST - 2; x += STEP) {
        if (shows[cellRow + Math.min(x / CellGrid.CELL, grid.columns - 1)]
            != CandidateMemory.Shows.BACKGROUND) {
          continue;
        }
        int at = y * width + x;
        int from = at + floorY * width + floorX;
        double picture = between(luma, from, rightShare, lowerShare);
        double empty = back[at] / FRACTION;
        double acrossX = (back[at + 1] - back[at - 1]) / (2 * FRACTION);
        double acrossY = (back[at + width] - back[at - width]) / (2 * FRACTION);
        double off = Math.abs(picture - gain * empty - offset);
        residual += Math.min(off, limit);
        pixels++;
        add(off > limit ? limit / off : 1, empty, acrossX, acrossY, picture);
      }
    }
  }

  private void add(double weight, double empty, double acrossX, double acrossY, double picture) {
    addTo(normal[0], weight * empty, empty, acrossX, acrossY, picture);
    addTo(normal[1], weight, empty, acrossX, acrossY, picture);
    addTo(normal[2], weight * acrossX, empty, acrossX, acrossY, picture);
    addTo(normal[3], weight * acrossY, empty, acrossX, acrossY, picture);
  }

  private static void addTo(
      double[] row, double factor, double empty, double acrossX, double acrossY, double picture) {
    row[0] += factor * empty;
    row[1] += factor;
    row[2] += factor * acrossX;
    row[3] += factor * acrossY;
    row[4] += factor * picture;
  }

  private double between(byte[] luma, int at, double rightShare, double lowerShare) {
    int width = grid.width;
    double upper = (luma[at] & 0xff) * (1 - rightShare) + (luma[at + 1] & 0xff) * rightShare;
    if (lowerShare == 0) {
      return upper;
    }
    double lower =
        (luma[at + width] & 0xff) * (1 - rightShare) + (luma[at + width + 1] & 0xff) * rightShare;
    return upper * (1 - lowerShare) + lower * lowerShare;
  }

  /** Solves the equations; false where the background has no texture, or the shift is too far. */
  private boolean improve() {
    for (int column = 0; column < 4; column++) {
      int pivot = column;
      for (int row = column + 1; row < 4; row++) {
        if (Math.abs(normal[row][column]) > Math.abs(normal[pivot][column])) {
          pivot = row;
        }
      }
      double[] swapped = normal[column];
      normal[column] = normal[pivot];
      normal[pivot] = swapped;
      if (Math.abs(normal[column][column]) < 1e-6) {
        return false;
      }
      for (int row = 0; row < 4; row++) {
        double factor = normal[row][column] / normal[column][column];
        for (int i = column; i < 5 && row != column; i++) {
          normal[row][i] -= factor * normal[column][i];
        }
      }
    }
    gain = normal[0][4] / normal[0][0];
    offset = normal[1][4] / normal[1][1];
    shiftX -= normal[2][4] / normal[2][2] / gain;
    shiftY -= normal[3][4] / normal[3][3] / gain;
    return gain > 0.1 && Math.max(Math.abs(shiftX), Math.abs(shiftY)) <= MOST;
  }

  private byte[] move(byte[] luma) {
    if (moved.length != luma.length) {
      moved = new byte[luma.length];
    }
    int floorX = (int) Math.floor(shiftX);
    int floorY = (int) Math.floor(shiftY);
    int right = (int) Math.round((shiftX - floorX) * 256);
    int lower = (int) Math.round((shiftY - floorY) * 256);
    for (int y = 0; y < grid.height; y++) {
      int upperRow = inside(y + floorY, grid.height) * grid.width;
      int lowerRow = inside(y + floorY + 1, grid.height) * grid.width;
      for (int x = 0; x < grid.width; x++) {
        int left = inside(x + floorX, grid.width);
        int next = inside(x + floorX + 1, grid.width);
        int above =
            (luma[upperRow + left] & 0xff) * (256 - right) + (luma[upperRow + next] & 0xff) * right;
        int below =
            (luma[lowerRow + left] & 0xff) * (256 - right) + (luma[lowerRow + next] & 0xff) * right;
        moved[y * grid.width + x] =
            (byte) ((above * (256 - lower) + below * lower + (1 << 15)) >> 16);
      }
    }
    return moved;
  }

  private static int inside(int at, int size) {
    return Math.max(0, Math.min(size - 1, at));
  }
}
