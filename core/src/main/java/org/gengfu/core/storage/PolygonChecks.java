package org.gengfu.core.storage;

import java.util.List;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.core.geometry.Point;
import org.gengfu.core.geometry.Polygon;

/** A zone's polygon must enclose something, once. */
final class PolygonChecks {
  /** A hundredth of a percent of the picture: 5 × 5 pixels of 640 × 360. */
  private static final double LEAST_AREA = 1e-4;

  private PolygonChecks() {}

  static void check(Problems problems, String pointer, Polygon polygon) {
    List<Point> corners = polygon.points();
    int count = corners.size();
    for (int i = 0; i < count; i++) {
      problems.require(
          pointer + "/" + (i + 1) % count,
          !corners.get(i).equals(corners.get((i + 1) % count)),
          FieldRule.SAME_CORNER);
    }
    problems.require(pointer, area(corners) >= LEAST_AREA, FieldRule.NO_AREA);
    selfIntersection(problems, pointer, corners);
  }

  private static double area(List<Point> corners) {
    double twice = 0;
    for (int i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
      twice += corners.get(j).x() * corners.get(i).y() - corners.get(i).x() * corners.get(j).y();
    }
    return Math.abs(twice) / 2;
  }

  /** Reports the first pair of edges that cross; edges that share a corner do not count. */
  private static void selfIntersection(Problems problems, String pointer, List<Point> corners) {
    int count = corners.size();
    for (int i = 0; i < count; i++) {
      for (int j = i + 2; j < count; j++) {
        if (i == 0 && j == count - 1) {
          continue;
        }
        if (cross(
            corners.get(i), corners.get(i + 1), corners.get(j), corners.get((j + 1) % count))) {
          problems.require(pointer, false, FieldRule.CROSSES, i, j);
          return;
        }
      }
    }
  }

  /** Whether the edges a–b and c–d have a point in common. */
  private static boolean cross(Point a, Point b, Point c, Point d) {
    double sideC = side(a, b, c);
    double sideD = side(a, b, d);
    double sideA = side(c, d, a);
    double sideB = side(c, d, b);
    if (sideC * sideD < 0 && sideA * sideB < 0) {
      return true;
    }
    return (sideC == 0 && within(a, b, c))
        || (sideD == 0 && within(a, b, d))
        || (sideA == 0 && within(c, d, a))
        || (sideB == 0 && within(c, d, b));
  }

  private static double side(Point a, Point b, Point p) {
    return (b.x() - a.x()) * (p.y() - a.y()) - (b.y() - a.y()) * (p.x() - a.x());
  }

  private static boolean within(Point a, Point b, Point p) {
    return p.x() >= Math.min(a.x(), b.x())
        && p.x() <= Math.max(a.x(), b.x())
        && p.y() >= Math.min(a.y(), b.y())
        && p.y() <= Math.max(a.y(), b.y());
  }
}
