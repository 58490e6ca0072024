package org.gengfu.simulator.scene;

/** A half line, used over and over. */
final class Ray {
  double ox;
  double oy;
  double oz;
  double dx;
  double dy;
  double dz;

  void from(double x, double y, double z) {
    ox = x;
    oy = y;
    oz = z;
  }

  void towards(double x, double y, double z) {
    dx = x;
    dy = y;
    dz = z;
  }
}
