package org.gengfu.simulator.scene;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Outlines of cast shadows. */
final class Hull {
  private Hull() {}

  /** The outline on the ground of the shadow of a convex body with these corners. */
  static double[] onGround(double[] sun, double[]... corners) {
    List<double[]> points = new ArrayList<>();
    for (double[] group : corners) {
      for (int i = 0; i < group.length; i += 3) {
        double along = group[i + 1] / Math.max(0.2, sun[1]);
        points.add(new double[] {group[i] - sun[0] * along, group[i + 2] - sun[2] * along});
      }
    }
    List<double[]> outline = convex(points);
    double[] flat = new double[3 * outline.size()];
    for (int i = 0; i < outline.size(); i++) {
      flat[3 * i] = outline.get(i)[0];
      flat[3 * i + 2] = outline.get(i)[1];
    }
    return flat;
  }

  /** Andrew's monotone chain. */
  private static List<double[]> convex(List<double[]> points) {
    points.sort(Comparator.<double[]>comparingDouble(p -> p[0]).thenComparingDouble(p -> p[1]));
    List<double[]> outline = new ArrayList<>();
    chain(points, outline, 0);
    List<double[]> reversed = new ArrayList<>(points);
    java.util.Collections.reverse(reversed);
    int lower = outline.size() - 1;
    outline.remove(lower);
    chain(reversed, outline, lower);
    outline.remove(outline.size() - 1);
    return outline;
  }

  private static void chain(List<double[]> points, List<double[]> outline, int keep) {
    for (double[] point : points) {
      while (outline.size() >= keep + 2
          && turn(outline.get(outline.size() - 2), outline.get(outline.size() - 1), point) <= 0) {
        outline.remove(outline.size() - 1);
      }
      outline.add(point);
    }
  }

  private static double turn(double[] a, double[] b, double[] c) {
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  }
}
