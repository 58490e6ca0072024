package org.gengfu.simulator.scene;

/** A box that stands upright, turned around its vertical axis. */
final class Block implements Shape {
  private static final double EPSILON = 1e-9;

  private final double x;
  private final double y;
  private final double z;
  private final double halfWidth;
  private final double halfHeight;
  private final double halfDepth;
  private final double sin;
  private final double cos;
  private final Material sides;
  private final Material top;
  private final int seed;

  /**
   * @param x middle
   * @param bottom height of the underside over the ground
   * @param z middle
   * @param width along its own x
   * @param depth along its own z
   * @param turnDegrees clockwise seen from above
   */
  Block(
      double x,
      double bottom,
      double z,
      double width,
      double height,
      double depth,
      double turnDegrees,
      Material sides,
      Material top) {
    this.x = x;
    this.y = bottom + height / 2;
    this.z = z;
    this.halfWidth = width / 2;
    this.halfHeight = height / 2;
    this.halfDepth = depth / 2;
    this.sin = Math.sin(Math.toRadians(turnDegrees));
    this.cos = Math.cos(Math.toRadians(turnDegrees));
    this.sides = sides;
    this.top = top;
    this.seed = (int) Math.round(x * 31 + z * 17);
  }

  @Override
  public double[] bounds() {
    double radius =
        Math.sqrt(halfWidth * halfWidth + halfHeight * halfHeight + halfDepth * halfDepth);
    return new double[] {x, y, z, radius};
  }

  @Override
  public double meet(Ray ray, double limit) {
    double ox = (ray.ox - x) * cos - (ray.oz - z) * sin;
    double oz = (ray.ox - x) * sin + (ray.oz - z) * cos;
    double oy = ray.oy - y;
    double dx = safe(ray.dx * cos - ray.dz * sin);
    double dz = safe(ray.dx * sin + ray.dz * cos);
    double dy = safe(ray.dy);
    double nearX = (-Math.copySign(halfWidth, dx) - ox) / dx;
    double nearY = (-Math.copySign(halfHeight, dy) - oy) / dy;
    double nearZ = (-Math.copySign(halfDepth, dz) - oz) / dz;
    double far =
        Math.min(
            Math.min(
                (Math.copySign(halfWidth, dx) - ox) / dx,
                (Math.copySign(halfHeight, dy) - oy) / dy),
            (Math.copySign(halfDepth, dz) - oz) / dz);
    double near = Math.max(Math.max(nearX, nearY), nearZ);
    return near < far && near > 1e-3 && near < limit ? near : limit;
  }

  @Override
  public void surface(Ray ray, double distance, Surface out) {
    double wx = ray.ox + ray.dx * distance - x;
    double wy = ray.oy + ray.dy * distance - y;
    double wz = ray.oz + ray.dz * distance - z;
    double lx = wx * cos - wz * sin;
    double lz = wx * sin + wz * cos;
    double offX = Math.abs(lx) / halfWidth;
    double offY = Math.abs(wy) / halfHeight;
    double offZ = Math.abs(lz) / halfDepth;
    if (offY > offX && offY > offZ) {
      out.normal(0, Math.signum(wy), 0);
      out.seed = seed;
      top.paint(lx + halfWidth, lz + halfDepth, out);
    } else if (offX > offZ) {
      double side = Math.signum(lx);
      out.normal(side * cos, 0, -side * sin);
      out.seed = seed + (side > 0 ? 1 : 2);
      sides.paint(lz * side + halfDepth, wy + halfHeight, out);
    } else {
      double side = Math.signum(lz);
      out.normal(side * sin, 0, side * cos);
      out.seed = seed + (side > 0 ? 3 : 4);
      sides.paint(-lx * side + halfWidth, wy + halfHeight, out);
    }
  }

  private static double safe(double component) {
    return Math.abs(component) < EPSILON ? EPSILON : component;
  }
}
