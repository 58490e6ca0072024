package org.gengfu.analytics.decode;

import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.gengfu.core.geometry.Box;
import org.jspecify.annotations.Nullable;

/**
 * Coarsens places of a YUV 4:2:0 frame to blocks of one colour each, so that nobody in them can be
 * recognised: a person is {@value #BLOCKS_A_BOX} blocks high at most, a face less than two.
 */
final class Pixelator {
  static final int BLOCKS_A_BOX = 8;

  /** Smaller blocks would leave a distant face as it is. */
  private static final int MIN_BLOCK = 8;

  /** A person's outline is seldom seen whole. */
  private static final double MARGIN = 0.1;

  private Pixelator() {}

  /**
   * Coarsens places.
   *
   * @param frame written into
   * @param places normalised
   * @param sharp stays as it is, even where it lies in such a place; null for nothing
   */
  static void pixelate(AVFrame frame, List<Box> places, @Nullable Box sharp) {
    Planes planes = new Planes(frame);
    for (Box place : places) {
      if (place.area() > 0) {
        pixelate(planes, place, sharp);
      }
    }
  }

  private static void pixelate(Planes planes, Box place, @Nullable Box sharp) {
    double marginX = MARGIN * place.width() * planes.width;
    double marginY = MARGIN * place.height() * planes.height;
    int left = (int) Math.floor(place.x() * planes.width - marginX) & ~1;
    int top = (int) Math.floor(place.y() * planes.height - marginY) & ~1;
    int right = (int) Math.ceil((place.x() + place.width()) * planes.width + marginX);
    int bottom = (int) Math.ceil((place.y() + place.height()) * planes.height + marginY);
    int block = Math.max(MIN_BLOCK, (bottom - top) / BLOCKS_A_BOX) + 1 & ~1;
    for (int y = top; y < bottom; y += block) {
      for (int x = left; x < right; x += block) {
        coarsen(planes, x, y, block, sharp);
      }
    }
  }

  private static void coarsen(Planes planes, int x, int y, int block, @Nullable Box sharp) {
    for (int plane = 0; plane < Planes.COUNT; plane++) {
      int scale = plane == 0 ? 1 : 2;
      int x0 = Math.max(0, x / scale);
      int y0 = Math.max(0, y / scale);
      int x1 = Math.min(planes.columns(plane), (x + block) / scale);
      int y1 = Math.min(planes.rows(plane), (y + block) / scale);
      if (x0 < x1 && y0 < y1) {
        int mean = mean(planes, plane, x0, y0, x1, y1);
        for (int row = y0; row < y1; row++) {
          for (int column = x0; column < x1; column++) {
            if (sharp == null || !inside(sharp, planes, column * scale, row * scale)) {
              planes.fill(plane, column, row, column + 1, row + 1, mean);
            }
          }
        }
      }
    }
  }

  private static boolean inside(Box sharp, Planes planes, int x, int y) {
    return sharp.contains((x + 0.5) / planes.width, (y + 0.5) / planes.height);
  }

  private static int mean(Planes planes, int plane, int x0, int y0, int x1, int y1) {
    long sum = 0;
    for (int y = y0; y < y1; y++) {
      for (int x = x0; x < x1; x++) {
        sum += planes.get(plane, x, y);
      }
    }
    return (int) (sum / ((long) (x1 - x0) * (y1 - y0)));
  }
}
