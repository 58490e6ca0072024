package org.gengfu.analytics.scene;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_core.noArray;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponents;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.integral;
import static org.bytedeco.opencv.global.opencv_imgproc.integral2;

import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.gengfu.analytics.kernels.OpenCv;

/** What the kernels of the scene model do, done with OpenCV. */
final class SceneTwins {
  private static final double PIXELS = CellGrid.WINDOW_PIXELS;

  private final CellGrid grid;
  private final Mat sum = new Mat();
  private final Mat squares = new Mat();
  private final Mat cross = new Mat();
  private final Mat background = new Mat();
  private final Mat product = new Mat();
  private final Mat difference = new Mat();
  private final Mat mask;
  private final Mat grown = new Mat();
  private final Mat labels = new Mat();
  private final Mat square = Mat.ones(2, 2, CV_8UC1).asMat();
  private final Point corner = new Point(0, 0);
  private final Mat nothing = noArray();
  private final int[] sums;
  private final double[] squareSums;
  private final double[] crossSums;
  private final float[] halfVariances;
  private final byte[] bytes;
  final int[] label;

  SceneTwins(CellGrid grid) {
    this.grid = grid;
    this.mask = new Mat(grid.rows, grid.columns, CV_8UC1);
    int table = (grid.width + 1) * (grid.height + 1);
    this.sums = new int[table];
    this.squareSums = new double[table];
    this.crossSums = new double[table];
    this.halfVariances = new float[(grid.cells + 1) / 2];
    this.bytes = new byte[grid.cells];
    this.label = new int[grid.cells];
  }

  /** {@link WindowStatistics#measure} from summed-area tables. */
  void statistics(Mat luma, float[] mean, float[] variance) {
    integral2(luma, sum, squares, CV_32S, CV_64F);
    OpenCv.ints(sum, sums);
    OpenCv.doubles(squares, squareSums);
    for (int cell = 0; cell < grid.cells; cell++) {
      int at = table(cell);
      int total = inWindow(sums, at);
      mean[cell] = total / (float) CellGrid.WINDOW_PIXELS;
      variance[cell] = CellCorrelation.variance(total, (int) inWindow(squareSums, at));
    }
  }

  /**
   * {@link Background#compare} from summed-area tables, without its allowance for smooth slopes.
   *
   * @param pixels the background with its fraction bits, as CV_16S
   */
  void compare(
      Mat luma, Mat pixels, WindowStatistics now, float noise, float[] mean, float[] distance) {
    // Every fraction is a multiple of 1/128: a little more makes halves go up, and nothing else.
    pixels.convertTo(background, CV_8U, 1.0 / (1 << Background.FRACTION_BITS), 1.0 / 512);
    multiply(background, luma, product, 1, CV_16U);
    integral2(background, sum, squares, CV_32S, CV_64F);
    integral(product, cross, CV_64F);
    OpenCv.ints(sum, sums);
    OpenCv.doubles(squares, squareSums);
    OpenCv.doubles(cross, crossSums);
    for (int cell = 0; cell < grid.cells; cell++) {
      int at = table(cell);
      int total = inWindow(sums, at);
      mean[cell] = total / (float) CellGrid.WINDOW_PIXELS;
      float covariance =
          (float) inWindow(crossSums, at) / CellGrid.WINDOW_PIXELS - mean[cell] * now.mean[cell];
      distance[cell] =
          CellCorrelation.distance(
              now.variance[cell],
              CellCorrelation.variance(total, (int) inWindow(squareSums, at)),
              covariance,
              noise);
    }
  }

  /** One measurement of {@link NoiseEstimate}. */
  float noise(Mat luma, Mat before) {
    subtract(luma, before, difference, nothing, CV_32F);
    integral2(difference, sum, squares, CV_64F, CV_64F);
    OpenCv.doubles(sum, crossSums);
    OpenCv.doubles(squares, squareSums);
    int count = 0;
    for (int y = 0; y + CellGrid.WINDOW <= grid.height; y += 2 * CellGrid.WINDOW) {
      for (int x = 0; x + CellGrid.WINDOW <= grid.width; x += CellGrid.WINDOW) {
        int at = y * (grid.width + 1) + x;
        double mean = inWindow(crossSums, at) / PIXELS;
        double variance = inWindow(squareSums, at) / PIXELS - mean * mean;
        halfVariances[count++] = (float) Math.max(0, variance) / 2;
      }
    }
    Arrays.sort(halfVariances, 0, count);
    return halfVariances[(int) (count * 0.4f)];
  }

  /**
   * Groups of cells that are at most so far apart, 1 for neighbours: writes the group's number to
   * each cell, 0 where the cell belongs to none.
   */
  int groups(boolean[] cells, int reach) {
    for (int cell = 0; cell < grid.cells; cell++) {
      bytes[cell] = (byte) (cells[cell] ? 1 : 0);
    }
    mask.data().put(bytes, 0, bytes.length);
    Mat joined = mask;
    if (reach == 2) {
      // Grown by one towards one side, cells that are two apart are neighbours.
      dilate(mask, grown, square, corner, 1, 0, new org.bytedeco.opencv.opencv_core.Scalar(0));
      joined = grown;
    }
    int found = connectedComponents(joined, labels, 8, CV_32S);
    OpenCv.ints(labels, label);
    for (int cell = 0; cell < grid.cells; cell++) {
      label[cell] = cells[cell] ? label[cell] : 0;
    }
    return found - 1;
  }

  private int table(int cell) {
    int origin = grid.windowOrigin(cell);
    return origin / grid.width * (grid.width + 1) + origin % grid.width;
  }

  private int inWindow(int[] table, int at) {
    int below = at + CellGrid.WINDOW * (grid.width + 1);
    return table[below + CellGrid.WINDOW] - table[below] - table[at + CellGrid.WINDOW] + table[at];
  }

  private double inWindow(double[] table, int at) {
    int below = at + CellGrid.WINDOW * (grid.width + 1);
    return table[below + CellGrid.WINDOW] - table[below] - table[at + CellGrid.WINDOW] + table[at];
  }
}
