package org.gengfu.core.geometry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * A simple polygon in a picture, closed by itself. In JSON it is a list of [x, y] pairs.
 *
 * @param points three to {@value #MAX_POINTS} corners, normalised
 */
public record Polygon(List<Point> points) {
  public static final int MAX_POINTS = 64;

  public Polygon {
    points = List.copyOf(points);
    if (points.size() < 3 || points.size() > MAX_POINTS) {
      throw new IllegalArgumentException(
          "a polygon has 3 to " + MAX_POINTS + " points, not " + points.size());
    }
  }

  /** A polygon from its [x, y] pairs. */
  @JsonCreator
  public static Polygon ofPairs(List<List<Double>> pairs) {
    List<Point> corners = new ArrayList<>();
    for (List<Double> pair : pairs) {
      if (pair.size() != 2) {
        throw new IllegalArgumentException("a point of a polygon is [x, y], not " + pair);
      }
      corners.add(new Point(pair.get(0), pair.get(1)));
    }
    return new Polygon(corners);
  }

  @JsonValue
  public List<List<Double>> pairs() {
    return points.stream().map(point -> List.of(point.x(), point.y())).toList();
  }

  /** Even-odd rule; a point on an edge may count either way. */
  public boolean contains(double x, double y) {
    boolean inside = false;
    for (int i = 0, j = points.size() - 1; i < points.size(); j = i++) {
      Point a = points.get(i);
      Point b = points.get(j);
      if (a.y() > y != b.y() > y && x < (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y()) + a.x()) {
        inside = !inside;
      }
    }
    return inside;
  }

  /** The smallest box around all corners. */
  public Box bounds() {
    double left = points.stream().mapToDouble(Point::x).min().orElseThrow();
    double right = points.stream().mapToDouble(Point::x).max().orElseThrow();
    double top = points.stream().mapToDouble(Point::y).min().orElseThrow();
    double bottom = points.stream().mapToDouble(Point::y).max().orElseThrow();
    return new Box(left, top, right - left, bottom - top);
  }
}
