package org.gengfu.simulator.scene;

/** A round upright post: trunks and lamp posts. */
final class Post implements Shape {
  private final double x;
  private final double z;
  private final double radius;
  private final double top;
  private final Material material;

  Post(double x, double z, double radius, double top, Material material) {
    this.x = x;
    this.z = z;
    this.radius = radius;
    this.top = top;
    this.material = material;
  }

  @Override
  public double[] bounds() {
    return new double[] {x, top / 2, z, top / 2 + radius};
  }

  @Override
  public double meet(Ray ray, double limit) {
    double ox = ray.ox - x;
    double oz = ray.oz - z;
    double a = ray.dx * ray.dx + ray.dz * ray.dz;
    double b = ox * ray.dx + oz * ray.dz;
    double root = b * b - a * (ox * ox + oz * oz - radius * radius);
    if (root < 0 || a < 1e-12) {
      return limit;
    }
    double distance = (-b - Math.sqrt(root)) / a;
    double height = ray.oy + ray.dy * distance;
    return distance > 1e-3 && distance < limit && height >= 0 && height <= top ? distance : limit;
  }

  @Override
  public void surface(Ray ray, double distance, Surface out) {
    double px = (ray.ox + ray.dx * distance - x) / radius;
    double pz = (ray.oz + ray.dz * distance - z) / radius;
    out.normal(px, 0, pz);
    out.seed = (int) Math.round(x * 11 + z * 7);
    material.paint(Math.atan2(px, pz) * radius, ray.oy + ray.dy * distance, out);
  }
}
