package org.gengfu.analytics.decode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.gengfu.core.geometry.Point;
import org.gengfu.core.geometry.Polygon;

/**
 * Blacks out polygons in a YUV 4:2:0 frame, in all planes. Every pixel that a mask touches is
 * black: an edge is rounded outwards, and by one sample of chroma more, as colour spreads.
 */
final class MaskPainter {
  private MaskPainter() {}

  static void paint(AVFrame frame, List<Polygon> masks) {
    Planes planes = new Planes(frame);
    for (Polygon mask : masks) {
      for (int row = 0; row < planes.height; row += 2) {
        paintRows(planes, mask, row);
      }
    }
  }

  /** Two rows of luma, which share one of chroma. */
  private static void paintRows(Planes planes, Polygon mask, int row) {
    double top = (row - 0.5) / planes.height;
    double bottom = (row + 2.5) / planes.height;
    for (double[] span : spans(mask, top, bottom)) {
      int left = (int) Math.floor(span[0] * planes.width) & ~1;
      int right = (int) Math.ceil(span[1] * planes.width) + 1 & ~1;
      planes.fill(0, left, row, right, row + 2, planes.black());
      planes.fill(1, left / 2, row / 2, right / 2, row / 2 + 1, Planes.NO_COLOUR);
      planes.fill(2, left / 2, row / 2, right / 2, row / 2 + 1, Planes.NO_COLOUR);
    }
  }

  /** What the polygon covers between two heights: the spans at its edges and between them. */
  private static List<double[]> spans(Polygon mask, double top, double bottom) {
    List<double[]> spans = new ArrayList<>();
    addInside(mask, (top + bottom) / 2, spans);
    addInside(mask, top, spans);
    addInside(mask, bottom, spans);
    List<Point> corners = mask.points();
    for (int i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
      addEdge(corners.get(i), corners.get(j), top, bottom, spans);
    }
    return spans;
  }

  private static void addInside(Polygon mask, double y, List<double[]> spans) {
    List<Double> crossings = new ArrayList<>();
    List<Point> corners = mask.points();
    for (int i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
      Point a = corners.get(i);
      Point b = corners.get(j);
      if (a.y() > y != b.y() > y) {
        crossings.add((b.x() - a.x()) * (y - a.y()) / (b.y() - a.y()) + a.x());
      }
    }
    Collections.sort(crossings);
    for (int i = 0; i + 1 < crossings.size(); i += 2) {
      spans.add(new double[] {crossings.get(i), crossings.get(i + 1)});
    }
  }

  private static void addEdge(Point a, Point b, double top, double bottom, List<double[]> spans) {
    double from = Math.max(top, Math.min(a.y(), b.y()));
    double to = Math.min(bottom, Math.max(a.y(), b.y()));
    if (from > to) {
      return;
    }
    double x0 = a.y() == b.y() ? a.x() : a.x() + (b.x() - a.x()) * (from - a.y()) / (b.y() - a.y());
    double x1 = a.y() == b.y() ? b.x() : a.x() + (b.x() - a.x()) * (to - a.y()) / (b.y() - a.y());
    spans.add(new double[] {Math.min(x0, x1), Math.max(x0, x1)});
  }
}
