package org.gengfu.simulator.scene;

/** What is found where a ray ends, used over and over. Colours are linear light, 0..1. */
final class Surface {
  double nx;
  double ny;
  double nz;
  double red;
  double green;
  double blue;

  /** Light that it gives by itself once it is dark. */
  double glow;

  /** How much of a mirror it is when wet. */
  double gloss;

  /** Differs from house to house. */
  int seed;

  void normal(double x, double y, double z) {
    nx = x;
    ny = y;
    nz = z;
  }

  /** Colour from sRGB, as written in hexadecimal, made lighter or darker. */
  void colour(int rgb, double factor) {
    double r = (rgb >> 16 & 0xff) / 255.0;
    double g = (rgb >> 8 & 0xff) / 255.0;
    double b = (rgb & 0xff) / 255.0;
    red = r * r * factor;
    green = g * g * factor;
    blue = b * b * factor;
  }
}
