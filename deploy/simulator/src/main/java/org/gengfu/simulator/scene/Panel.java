package org.gengfu.simulator.scene;

/** A flat parallelogram: a sign, an awning, one side of a roof. */
final class Panel implements Shape {
  private final double[] corner;
  private final double[] right;
  private final double[] up;
  private final double nx;
  private final double ny;
  private final double nz;
  private final double rightLength;
  private final double upLength;
  private final Material material;

  /**
   * @param corner its lower left corner: x, y, z
   * @param right from there to the lower right one
   * @param up from there to the upper left one
   */
  Panel(double[] corner, double[] right, double[] up, Material material) {
    this.corner = corner;
    this.right = right;
    this.up = up;
    this.material = material;
    double x = right[1] * up[2] - right[2] * up[1];
    double y = right[2] * up[0] - right[0] * up[2];
    double z = right[0] * up[1] - right[1] * up[0];
    double length = Math.sqrt(x * x + y * y + z * z);
    this.nx = x / length;
    this.ny = y / length;
    this.nz = z / length;
    this.rightLength = Math.sqrt(dot(right, right));
    this.upLength = Math.sqrt(dot(up, up));
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  @Override
  public double[] bounds() {
    return new double[] {
      corner[0] + (right[0] + up[0]) / 2,
      corner[1] + (right[1] + up[1]) / 2,
      corner[2] + (right[2] + up[2]) / 2,
      (rightLength + upLength) / 2
    };
  }

  @Override
  public double meet(Ray ray, double limit) {
    double slope = ray.dx * nx + ray.dy * ny + ray.dz * nz;
    if (Math.abs(slope) < 1e-9) {
      return limit;
    }
    double distance =
        ((corner[0] - ray.ox) * nx + (corner[1] - ray.oy) * ny + (corner[2] - ray.oz) * nz) / slope;
    if (distance < 1e-3 || distance >= limit) {
      return limit;
    }
    double u = along(ray, distance, right) / (rightLength * rightLength);
    double v = along(ray, distance, up) / (upLength * upLength);
    return u >= 0 && u <= 1 && v >= 0 && v <= 1 ? distance : limit;
  }

  private double along(Ray ray, double distance, double[] edge) {
    return (ray.ox + ray.dx * distance - corner[0]) * edge[0]
        + (ray.oy + ray.dy * distance - corner[1]) * edge[1]
        + (ray.oz + ray.dz * distance - corner[2]) * edge[2];
  }

  @Override
  public void surface(Ray ray, double distance, Surface out) {
    double side = ray.dx * nx + ray.dy * ny + ray.dz * nz > 0 ? -1 : 1;
    out.normal(side * nx, side * ny, side * nz);
    material.paint(
        along(ray, distance, right) / rightLength, along(ray, distance, up) / upLength, out);
  }
}
