package org.gengfu.simulator.scene;

/** A smooth line on the ground through given points, measured along its length. */
final class Track {
  private static final int STEPS_PER_LEG = 40;

  private final double[] xs;
  private final double[] zs;
  private final double[] metres;

  /**
   * @param points x, z, x, z, …; at least two points
   */
  Track(double... points) {
    int legs = points.length / 2 - 1;
    int samples = legs * STEPS_PER_LEG + 1;
    xs = new double[samples];
    zs = new double[samples];
    metres = new double[samples];
    for (int i = 0; i < samples; i++) {
      int leg = Math.min(i / STEPS_PER_LEG, legs - 1);
      double share = (i - leg * STEPS_PER_LEG) / (double) STEPS_PER_LEG;
      xs[i] = between(points, 0, leg, legs, share);
      zs[i] = between(points, 1, leg, legs, share);
      if (i > 0) {
        metres[i] = metres[i - 1] + Math.hypot(xs[i] - xs[i - 1], zs[i] - zs[i - 1]);
      }
    }
  }

  /** Catmull-Rom. */
  private static double between(double[] points, int axis, int leg, int legs, double t) {
    double b = points[2 * leg + axis];
    double c = points[2 * leg + 2 + axis];
    double a = leg > 0 ? points[2 * leg - 2 + axis] : 2 * b - c;
    double d = leg + 1 < legs ? points[2 * leg + 4 + axis] : 2 * c - b;
    return 0.5
        * (2 * b
            + (c - a) * t
            + (2 * a - 5 * b + 4 * c - d) * t * t
            + (3 * b - a - 3 * c + d) * t * t * t);
  }

  double length() {
    return metres[metres.length - 1];
  }

  /** The place and direction so many metres from the beginning. */
  Pose at(double distance, double speed) {
    int low = 0;
    int high = metres.length - 2;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (metres[middle] <= distance) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    double share = (distance - metres[low]) / Math.max(1e-9, metres[low + 1] - metres[low]);
    double dx = xs[low + 1] - xs[low];
    double dz = zs[low + 1] - zs[low];
    return new Pose(
        xs[low] + share * dx, zs[low] + share * dz, Math.atan2(dx, dz), distance, speed);
  }
}
