package org.gengfu.simulator.scene;

/** Random numbers that belong to a place: the same every time. */
final class Grain {
  private Grain() {}

  /** 0..1 for a cell. */
  static double cell(int x, int y, int seed) {
    int h = x * 0x27d4eb2d ^ y * 0x165667b1 ^ seed * 0x9e3779b9;
    h = (h ^ h >>> 15) * 0x85ebca6b;
    h = (h ^ h >>> 13) * 0xc2b2ae35;
    return ((h ^ h >>> 16) & 0xffffff) / (double) 0x1000000;
  }

  /** 0..1, smooth over about one unit. */
  static double smooth(double x, double y, int seed) {
    int ix = (int) Math.floor(x);
    int iy = (int) Math.floor(y);
    double fx = ease(x - ix);
    double fy = ease(y - iy);
    double low = mix(cell(ix, iy, seed), cell(ix + 1, iy, seed), fx);
    double high = mix(cell(ix, iy + 1, seed), cell(ix + 1, iy + 1, seed), fx);
    return mix(low, high, fy);
  }

  /** 0..1, coarse and fine together, as of weathered things. */
  static double rough(double x, double y, int seed) {
    return smooth(x, y, seed) * 0.5
        + smooth(x * 2.7, y * 2.7, seed + 1) * 0.3
        + smooth(x * 7.1, y * 7.1, seed + 2) * 0.2;
  }

  static double mix(double a, double b, double share) {
    return a + (b - a) * share;
  }

  private static double ease(double t) {
    return t * t * (3 - 2 * t);
  }
}
