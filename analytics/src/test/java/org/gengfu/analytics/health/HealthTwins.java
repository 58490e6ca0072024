package org.gengfu.analytics.health;

import static org.bytedeco.opencv.global.opencv_core.BORDER_DEFAULT;
import static org.bytedeco.opencv.global.opencv_core.CV_16S;
import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.NORM_L2SQR;
import static org.bytedeco.opencv.global.opencv_core.absdiff;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.convertScaleAbs;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;
import static org.bytedeco.opencv.global.opencv_core.divide;
import static org.bytedeco.opencv.global.opencv_core.max;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_core.noArray;
import static org.bytedeco.opencv.global.opencv_core.norm;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_core.sumElems;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.Sobel;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.accumulateWeighted;
import static org.bytedeco.opencv.global.opencv_imgproc.calcHist;
import static org.bytedeco.opencv.global.opencv_imgproc.filter2D;
import static org.bytedeco.opencv.global.opencv_imgproc.integral;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.gengfu.analytics.kernels.OpenCv;

/** What the kernels of the picture's health do, done with OpenCV. */
final class HealthTwins {
  private static final int FAR = 4;
  private static final double QUIET = 0.6;
  private static final double MEAN_OF_QUIET = 0.3963;
  private static final double LEAST_EDGE = 143.5;
  private static final double STEADY = 0.55 * 0.55 * Edges.ONE * Edges.ONE;
  private static final int BINS = 511;

  private final int width;
  private final int height;
  private final Mat one = new Mat();
  private final Mat two = new Mat();
  private final Mat mask = new Mat();
  private final Mat across = new Mat();
  private final Mat down = new Mat();
  private final Mat histogram = new Mat();
  private final Mat nothing = noArray();
  private final Mat everywhere = new Mat();
  private final Mat zeros;
  private final Mat ones;
  private final Mat bend = new Mat(1, 3, CV_32FC1);
  private final Size halfSize;
  private final IntPointer channel = new IntPointer(new int[] {0});
  private final IntPointer bins = new IntPointer(new int[] {BINS});
  private final FloatPointer range = new FloatPointer(new float[] {0, BINS});
  private final float[] steps = new float[BINS];
  private final double[] table;
  private final int[] sums;
  final Mat half = new Mat();
  final Mat cosine = new Mat();
  final Mat sine = new Mat();
  final float[] blockMean = new float[Blocks.COUNT];
  final float[] blockTexture = new float[Blocks.COUNT];

  /** For pictures of this size, and halves of them. */
  HealthTwins(int width, int height) {
    this.width = width;
    this.height = height;
    this.halfSize = new Size(width / 2, height / 2);
    this.zeros = Mat.zeros(height, width, CV_32F).asMat();
    this.ones = Mat.ones(height / 2, width / 2, CV_32F).asMat();
    this.table = new double[(width / 2 + 1) * (height / 2 + 1)];
    this.sums = new int[table.length];
    bend.<FloatBuffer>createBuffer().put(new float[] {-1, 2, -1});
  }

  /** {@link Exposure#of}. */
  Exposure exposure(Mat luma) {
    double pixels = width * (double) height;
    double sum = sumElems(luma).get(0);
    threshold(luma, one, 40, 255, THRESH_BINARY);
    int lit = countNonZero(one);
    threshold(luma, one, 234, 255, THRESH_BINARY);
    return new Exposure(sum / pixels, lit / pixels, countNonZero(one) / pixels);
  }

  /** One measurement of {@link Noise}: the smaller one of both. */
  double noise(Mat luma, Mat before) {
    absdiff(luma, before, one);
    count(one);
    double overTime = quietMean(width * height) / MEAN_OF_QUIET / Math.sqrt(2);
    filter2D(luma, two, CV_32F, bend);
    absdiff(two, zeros, mask);
    count(mask.colRange(1, width - 1));
    double within = quietMean(height * (width - 2)) / MEAN_OF_QUIET / Math.sqrt(6);
    return Math.min(overTime, within);
  }

  private void count(Mat values) {
    calcHist(new MatVector(values), channel, everywhere, histogram, bins, range, false);
    histogram.<FloatBuffer>createBuffer().get(steps);
  }

  private double quietMean(int count) {
    double left = QUIET * count;
    double sum = 0;
    for (int step = 0; step < BINS && left > 0; step++) {
      double taken = Math.min(left, steps[step]);
      sum += taken * step;
      left -= taken;
    }
    return sum / (QUIET * count);
  }

  /** {@link Edges#halve} into {@link #half}. */
  void halve(Mat luma) {
    resize(luma, half, halfSize, 0, 0, INTER_AREA);
  }

  /**
   * {@link Edges#find} of a half into {@link #cosine} and {@link #sine}; outermost pixels differ.
   */
  int edges(Mat small) {
    Sobel(small, across, CV_32F, 1, 0, 1, 1, 0, BORDER_DEFAULT);
    Sobel(small, down, CV_32F, 0, 1, 1, 1, 0, BORDER_DEFAULT);
    multiply(across, down, sine, 2 * Edges.ONE, CV_32F);
    multiply(across, across, across);
    multiply(down, down, down);
    add(across, down, one);
    subtract(across, down, two);
    threshold(one, mask, LEAST_EDGE, 1, THRESH_BINARY);
    max(one, ones, one);
    divide(two, one, two, Edges.ONE, CV_32F);
    multiply(two, mask, cosine, 1, CV_16S);
    divide(sine, one, two, 1, CV_32F);
    multiply(two, mask, sine, 1, CV_16S);
    return countNonZero(mask.rowRange(1, small.rows() - 1).colRange(1, small.cols() - 1));
  }

  /** {@link Blocks#measure} of a half without noise. */
  void blocks(Mat small) {
    int columns = small.cols();
    int rows = small.rows();
    Sobel(small, across, CV_16S, 1, 0, 1, 1, 0, BORDER_DEFAULT);
    Sobel(small, down, CV_16S, 0, 1, 1, 1, 0, BORDER_DEFAULT);
    convertScaleAbs(across, one);
    convertScaleAbs(down, two);
    add(one, two, mask, nothing, CV_16U);
    integral(mask, one, CV_64F);
    OpenCv.doubles(one, table);
    integral(small, two);
    OpenCv.ints(two, sums);
    for (int block = 0; block < Blocks.COUNT; block++) {
      int column = block % Blocks.COLUMNS;
      int row = Math.floorDiv(block, Blocks.COLUMNS);
      int left = Math.max(1, edge(column, columns, Blocks.COLUMNS));
      int right = Math.min(columns - 1, edge(column + 1, columns, Blocks.COLUMNS));
      int top = Math.max(1, edge(row, rows, Blocks.ROWS)) * (columns + 1);
      int bottom = Math.min(rows - 1, edge(row + 1, rows, Blocks.ROWS)) * (columns + 1);
      float pixels = (right - left) * (float) Math.floorDiv(bottom - top, columns + 1);
      blockMean[block] =
          (sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left])
              / pixels;
      double texture =
          table[bottom + right] - table[bottom + left] - table[top + right] + table[top + left];
      blockTexture[block] = (float) texture / pixels;
    }
  }

  private static int edge(int block, int size, int blocks) {
    return Math.floorDiv(block * size + blocks - 1, blocks);
  }

  /** {@link Sharpness#of}. */
  double sharpness(Mat luma, double noise) {
    filter2D(luma, one, CV_16S, bend);
    double fine = norm(one.colRange(1, width - FAR), NORM_L2SQR, nothing);
    subtract(luma.colRange(1 + FAR, width), luma.colRange(1, width - FAR), two, nothing, CV_16S);
    double coarse = norm(two, NORM_L2SQR, nothing);
    double count = (double) height * (width - FAR - 1);
    return Math.max(0, fine / count - 6 * noise * noise) / (coarse / count - 2 * noise * noise);
  }

  /** What {@link Reference#learn} does to the directions; what is known is floats. */
  void learn(Mat foundCosine, Mat foundSine, Mat knownCosine, Mat knownSine, double rate) {
    foundCosine.convertTo(one, CV_32F);
    accumulateWeighted(one, knownCosine, rate, nothing);
    foundSine.convertTo(one, CV_32F);
    accumulateWeighted(one, knownSine, rate, nothing);
  }

  /** {@link Reference#fit} where nothing has moved; all planes are floats. */
  double fit(Mat knownCosine, Mat knownSine, Mat foundCosine, Mat foundSine) {
    multiply(knownCosine, knownCosine, across);
    multiply(knownSine, knownSine, down);
    add(across, down, one);
    threshold(one, mask, STEADY, 1, THRESH_BINARY);
    multiply(knownCosine, foundCosine, across);
    multiply(knownSine, foundSine, down);
    add(across, down, one);
    return one.dot(mask) / countNonZero(mask) / Edges.ONE / Edges.ONE;
  }
}
