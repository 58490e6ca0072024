package org.gengfu.simulator.scene;

/**
 * A camera on a pole, a pinhole camera. The world is measured in metres from the foot of the pole:
 * x to the right, y up, z away from it. Depth is the distance along the line of sight.
 */
final class Lens {
  final int width;
  final int height;
  final double poleHeight;
  private final double focal;
  private final double sin;
  private final double cos;

  /**
   * @param width of the picture in pixels
   * @param height of the picture in pixels
   * @param poleHeight in metres
   * @param tiltDegrees how far it looks down
   * @param angleDegrees horizontal angle of view
   */
  Lens(int width, int height, double poleHeight, double tiltDegrees, double angleDegrees) {
    this.width = width;
    this.height = height;
    this.poleHeight = poleHeight;
    this.focal = width / 2.0 / Math.tan(Math.toRadians(angleDegrees / 2));
    this.sin = Math.sin(Math.toRadians(tiltDegrees));
    this.cos = Math.cos(Math.toRadians(tiltDegrees));
  }

  double depth(double y, double z) {
    return (poleHeight - y) * sin + z * cos;
  }

  double pixelX(double x, double y, double z) {
    return width / 2.0 + focal * x / depth(y, z);
  }

  double pixelY(double y, double z) {
    return height / 2.0 - focal * ((y - poleHeight) * cos + z * sin) / depth(y, z);
  }

  /** Pixels a metre at this depth. */
  double scale(double depth) {
    return focal / depth;
  }

  /** The line of sight through a pixel; a length of 1 along it is a depth of 1. */
  void aim(Ray ray, double pixelX, double pixelY) {
    double right = (pixelX - width / 2.0) / focal;
    double up = (height / 2.0 - pixelY) / focal;
    ray.from(0, poleHeight, 0);
    ray.towards(right, up * cos - sin, up * sin + cos);
  }
}
