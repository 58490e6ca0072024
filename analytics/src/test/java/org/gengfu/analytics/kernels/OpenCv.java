package org.gengfu.analytics.kernels;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** OpenCV's matrices, on one thread: a worker of the analysis has one, too. */
public final class OpenCv {
  static {
    opencv_core.setNumThreads(1);
  }

  private OpenCv() {}

  /** A copy of luma, row by row. */
  public static Mat luma(byte[] pixels, int width, int height) {
    Mat mat = new Mat(height, width, CV_8UC1);
    mat.data().put(pixels, 0, width * height);
    return mat;
  }

  /** Some rows of a plane in direct memory, as they lie there; without a copy. */
  public static Mat rows(ByteBuffer plane, int stride, int width, int first, int step, int rows) {
    BytePointer memory = new BytePointer(plane);
    return new Mat(
        rows, width, CV_8UC1, memory.position((long) first * stride), step * (long) stride);
  }

  /** The bytes of a matrix without gaps. */
  public static byte[] bytes(Mat mat) {
    byte[] bytes = new byte[mat.rows() * mat.cols()];
    mat.data().get(bytes);
    return bytes;
  }

  /** The values of a matrix of 16-bit integers without gaps. */
  public static short[] shorts(Mat mat) {
    short[] values = new short[mat.rows() * mat.cols()];
    mat.<ShortBuffer>createBuffer().get(values);
    return values;
  }

  /** The values of a matrix of 32-bit integers without gaps. */
  public static void ints(Mat mat, int[] into) {
    mat.<IntBuffer>createBuffer().get(into);
  }

  /** The values of a matrix of doubles without gaps. */
  public static void doubles(Mat mat, double[] into) {
    mat.<DoubleBuffer>createBuffer().get(into);
  }
}
