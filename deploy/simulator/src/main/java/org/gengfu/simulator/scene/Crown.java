package org.gengfu.simulator.scene;

/** A ball of leaves with a ragged edge: trees and shrubs are made of several. */
final class Crown implements Shape {
  private static final double LEAF_METRES = 0.17;

  private final double x;
  private final double y;
  private final double z;
  private final double radius;
  private final int colour;
  private final int seed;

  Crown(double x, double y, double z, double radius, int colour) {
    this.x = x;
    this.y = y;
    this.z = z;
    this.radius = radius;
    this.colour = colour;
    this.seed = (int) Math.round(x * 53 + y * 29 + z * 13);
  }

  @Override
  public double[] bounds() {
    return new double[] {x, y, z, radius};
  }

  @Override
  public double meet(Ray ray, double limit) {
    double ox = ray.ox - x;
    double oy = ray.oy - y;
    double oz = ray.oz - z;
    double a = ray.dx * ray.dx + ray.dy * ray.dy + ray.dz * ray.dz;
    double b = ox * ray.dx + oy * ray.dy + oz * ray.dz;
    double c = ox * ox + oy * oy + oz * oz - radius * radius;
    double root = b * b - a * c;
    if (root < 0) {
      return limit;
    }
    double width = Math.sqrt(root);
    double distance = (-b - width) / a;
    if (distance < 1e-3 || distance >= limit) {
      return limit;
    }
    // Near the edge only some leaves are in the way.
    double depthOfLeaves = width / Math.sqrt(a) / radius;
    return depthOfLeaves > leaf(ray, distance) * 0.75 ? distance : limit;
  }

  private double leaf(Ray ray, double distance) {
    double px = ray.ox + ray.dx * distance;
    double py = ray.oy + ray.dy * distance;
    double pz = ray.oz + ray.dz * distance;
    return Grain.smooth((px + pz * 0.6) / LEAF_METRES, (py + pz * 0.4) / LEAF_METRES, seed);
  }

  @Override
  public void surface(Ray ray, double distance, Surface out) {
    double px = ray.ox + ray.dx * distance - x;
    double py = ray.oy + ray.dy * distance - y;
    double pz = ray.oz + ray.dz * distance - z;
    double speck =
        Grain.cell((int) Math.floor((px + pz) * 16), (int) Math.floor((py - pz * 0.5) * 16), seed);
    double tilt = 1.5 * (speck - 0.5);
    out.normal(px / radius + tilt, py / radius + 0.3, pz / radius - tilt);
    double inside = 0.45 + 0.55 * (py / radius + 1) / 2;
    out.colour(colour, inside * (0.3 + 1.0 * leaf(ray, distance) + 0.35 * speck));
    out.glow = 0;
    out.gloss = 0;
  }
}
