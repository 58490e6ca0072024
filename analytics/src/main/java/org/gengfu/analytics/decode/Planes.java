package org.gengfu.analytics.decode;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** The three planes of a YUV 4:2:0 frame, to be written into. */
final class Planes {
  static final int COUNT = 3;
  private static final int BLACK_FULL_RANGE = 0;
  private static final int BLACK_LIMITED_RANGE = 16;
  static final int NO_COLOUR = 128;

  final int width;
  final int height;
  private final boolean fullRange;
  private final ByteBuffer[] planes = new ByteBuffer[COUNT];
  private final int[] strides = new int[COUNT];

  /** The planes of a frame that nobody else reads. */
  Planes(AVFrame frame) {
    if (!fits(frame)) {
      throw new IllegalArgumentException("not YUV 4:2:0 of 8 bits");
    }
    width = frame.width();
    height = frame.height();
    fullRange =
        frame.format() == avutil.AV_PIX_FMT_YUVJ420P
            || frame.color_range() == avutil.AVCOL_RANGE_JPEG;
    for (int i = 0; i < COUNT; i++) {
      strides[i] = frame.linesize(i);
      planes[i] = frame.data(i).capacity((long) strides[i] * rows(i)).asByteBuffer();
    }
  }

  /** Whether a frame has such planes. */
  static boolean fits(AVFrame frame) {
    return (frame.format() == avutil.AV_PIX_FMT_YUV420P
            || frame.format() == avutil.AV_PIX_FMT_YUVJ420P)
        && frame.linesize(0) > 0;
  }

  int columns(int plane) {
    return plane == 0 ? width : (width + 1) / 2;
  }

  int rows(int plane) {
    return plane == 0 ? height : (height + 1) / 2;
  }

  /** Luma of black. */
  int black() {
    return fullRange ? BLACK_FULL_RANGE : BLACK_LIMITED_RANGE;
  }

  int get(int plane, int x, int y) {
    return planes[plane].get(y * strides[plane] + x) & 0xff;
  }

  /** Fills samples of one plane; what lies outside of it is left out. */
  void fill(int plane, int x0, int y0, int x1, int y1, int value) {
    int right = Math.min(x1, columns(plane));
    int bottom = Math.min(y1, rows(plane));
    for (int y = Math.max(0, y0); y < bottom; y++) {
      for (int x = Math.max(0, x0); x < right; x++) {
        planes[plane].put(y * strides[plane] + x, (byte) value);
      }
    }
  }
}
