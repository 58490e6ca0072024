package org.gengfu.analytics.decode;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.gengfu.core.geometry.Box;

/**
 * Draws a box's outline into a full-range YUV 4:2:0 frame: an amber line between two dark ones, to
 * be seen on snow as well as at night. It lies around the thing, not on it, and bears no label.
 */
final class BoxPainter {
  // Amber (255, 176, 0) and black in BT.601, full range.
  private static final Colour LINE = new Colour(180, 27, 182);
  private static final Colour EDGE = new Colour(16, 128, 128);

  private record Colour(int y, int u, int v) {}

  private BoxPainter() {}

  static void paint(AVFrame frame, Box box) {
    // Even numbers of pixels, or the chroma of the line would not fit its luma.
    int line = Math.max(2, frame.width() / 320 & ~1);
    int edge = 2;
    int left = (int) Math.floor(box.x() * frame.width()) & ~1;
    int top = (int) Math.floor(box.y() * frame.height()) & ~1;
    int right = (int) Math.ceil((box.x() + box.width()) * frame.width()) + 1 & ~1;
    int bottom = (int) Math.ceil((box.y() + box.height()) * frame.height()) + 1 & ~1;
    Canvas canvas = new Canvas(frame);
    canvas.ring(left, top, right, bottom, edge, EDGE);
    int out = edge + line;
    canvas.ring(left - edge, top - edge, right + edge, bottom + edge, line, LINE);
    canvas.ring(left - out, top - out, right + out, bottom + out, edge, EDGE);
  }

  private static final class Canvas {
    private final int width;
    private final int height;
    private final ByteBuffer[] planes = new ByteBuffer[3];
    private final int[] strides = new int[3];

    Canvas(AVFrame frame) {
      width = frame.width();
      height = frame.height();
      for (int i = 0; i < planes.length; i++) {
        int rows = i == 0 ? height : (height + 1) / 2;
        strides[i] = frame.linesize(i);
        planes[i] = frame.data(i).capacity((long) strides[i] * rows).asByteBuffer();
      }
    }

    /** Fills the frame of the given thickness around a rectangle. */
    void ring(int left, int top, int right, int bottom, int thick, Colour colour) {
      fill(left - thick, top - thick, right + thick, top, colour);
      fill(left - thick, bottom, right + thick, bottom + thick, colour);
      fill(left - thick, top, left, bottom, colour);
      fill(right, top, right + thick, bottom, colour);
    }

    private void fill(int left, int top, int right, int bottom, Colour colour) {
      int x0 = clamp(left, width);
      int x1 = clamp(right, width);
      int y0 = clamp(top, height);
      int y1 = clamp(bottom, height);
      fill(0, x0, y0, x1, y1, colour.y());
      fill(1, x0 / 2, y0 / 2, x1 / 2, y1 / 2, colour.u());
      fill(2, x0 / 2, y0 / 2, x1 / 2, y1 / 2, colour.v());
    }

    private void fill(int plane, int x0, int y0, int x1, int y1, int value) {
      for (int y = y0; y < y1; y++) {
        for (int x = x0; x < x1; x++) {
          planes[plane].put(y * strides[plane] + x, (byte) value);
        }
      }
    }

    private static int clamp(int value, int size) {
      return Math.max(0, Math.min(size, value));
    }
  }
}
