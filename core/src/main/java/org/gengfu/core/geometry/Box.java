package org.gengfu.core.geometry;

/**
 * An axis-parallel box in a picture, normalised to 0..1: left edge, top edge, width, height.
 *
 * @param x left edge
 * @param y top edge
 * @param width width, not negative
 * @param height height, not negative
 */
public record Box(double x, double y, double width, double height) {
  public Box {
    if (!(width >= 0 && height >= 0)) {
      throw new IllegalArgumentException("a box has no negative size: " + width + "×" + height);
    }
  }

  /** Area of the overlap over area of the union; 0 where they do not overlap. */
  public double intersectionOverUnion(Box other) {
    double overlapWidth = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
    double overlapHeight = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
    if (overlapWidth <= 0 || overlapHeight <= 0) {
      return 0;
    }
    double overlap = overlapWidth * overlapHeight;
    return overlap / (width * height + other.width * other.height - overlap);
  }

  /** Area of the overlap over that of the smaller box, 0 to 1: 1 where one lies in the other. */
  public double coverage(Box other) {
    double overlapWidth = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
    double overlapHeight = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
    double smaller = Math.min(area(), other.area());
    return overlapWidth <= 0 || overlapHeight <= 0 || smaller <= 0
        ? 0
        : Math.min(1, overlapWidth * overlapHeight / smaller);
  }

  /** The smallest box around both. */
  public Box union(Box other) {
    double left = Math.min(x, other.x);
    double top = Math.min(y, other.y);
    double right = Math.max(x + width, other.x + other.width);
    double bottom = Math.max(y + height, other.y + other.height);
    return new Box(left, top, right - left, bottom - top);
  }

  /** True where the point lies inside or on the edge. */
  public boolean contains(double pointX, double pointY) {
    return pointX >= x && pointX <= x + width && pointY >= y && pointY <= y + height;
  }

  public double centreX() {
    return x + width / 2;
  }

  public double centreY() {
    return y + height / 2;
  }

  public double area() {
    return width * height;
  }

  /** The middle of the lower edge, where a thing seen from the side touches the ground. */
  public Point bottomCentre() {
    return new Point(clamp(centreX()), clamp(y + height));
  }

  private static double clamp(double value) {
    return Math.max(0, Math.min(1, value));
  }
}
