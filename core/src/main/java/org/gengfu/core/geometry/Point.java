package org.gengfu.core.geometry;

/** A place in a picture, normalised: 0,0 is the top left corner, 1,1 the bottom right one. */
public record Point(double x, double y) {
  public Point {
    if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
      throw new IllegalArgumentException("a point lies within 0..1, not at " + x + "," + y);
    }
  }
}
