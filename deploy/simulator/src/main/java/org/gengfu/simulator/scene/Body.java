package org.gengfu.simulator.scene;

/** Coordinates of a thing that is turned: forwards, to its right, and up; to those of the world. */
final class Body {
  private final Pose pose;
  private final double sin;
  private final double cos;

  Body(Pose pose) {
    this.pose = pose;
    this.sin = Math.sin(pose.heading());
    this.cos = Math.cos(pose.heading());
  }

  /** A place in the world: x, y, z. */
  double[] place(double forwards, double right, double up) {
    return new double[] {x(forwards, right), up, z(forwards, right)};
  }

  double x(double forwards, double right) {
    return pose.x() + forwards * sin + right * cos;
  }

  double z(double forwards, double right) {
    return pose.z() + forwards * cos - right * sin;
  }

  /** Places in the world; forwards, right, up, forwards, right, up, … */
  double[] points(double... local) {
    double[] world = new double[local.length];
    for (int i = 0; i < local.length; i += 3) {
      world[i] = x(local[i], local[i + 1]);
      world[i + 1] = local[i + 2];
      world[i + 2] = z(local[i], local[i + 1]);
    }
    return world;
  }

  /** The same for four places. */
  double[] quad(double... local) {
    return points(local);
  }

  /** An upright disc along the direction of travel. */
  double[] disc(
      double forwards, double right, double up, double radius, double turned, int corners) {
    double[] world = new double[3 * corners];
    for (int i = 0; i < corners; i++) {
      double angle = turned + 2 * Math.PI * i / corners;
      double f = forwards + radius * Math.cos(angle);
      world[3 * i] = x(f, right);
      world[3 * i + 1] = up + radius * Math.sin(angle);
      world[3 * i + 2] = z(f, right);
    }
    return world;
  }
}
