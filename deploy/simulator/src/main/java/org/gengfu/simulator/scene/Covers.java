package org.gengfu.simulator.scene;

/** What the ground is covered with. */
final class Covers {
  private Covers() {}

  static Material asphalt(int seed) {
    return (x, z, out) -> {
      double worn = Grain.rough(x * 0.35, z * 0.2, seed);
      double grain = Grain.cell((int) Math.floor(x * 22), (int) Math.floor(z * 22), seed);
      double patch = Grain.smooth(x * 0.23, z * 0.16, seed + 5) > 0.72 ? 0.8 : 1;
      double crack = crack(x, z, seed);
      out.colour(0x6b6c70, (0.62 + 0.5 * worn + 0.16 * (grain - 0.5)) * patch * crack);
      out.gloss = 1;
    };
  }

  private static double crack(double x, double z, int seed) {
    double bent = x + 1.6 * Grain.smooth(x * 0.5, z * 0.5, seed + 9);
    double line = Math.abs(bent / 4.3 - Math.rint(bent / 4.3));
    double across = z + 2.2 * Grain.smooth(x * 0.4, z * 0.4, seed + 8);
    double joint = Math.abs(across / 6.1 - Math.rint(across / 6.1));
    return line < 0.006 || joint < 0.006 ? 0.62 : 1;
  }

  /** Poured concrete, as on most village roads, with joints. */
  static Material concrete(int seed, double slabMetres) {
    return (x, z, out) -> {
      double worn = Grain.rough(x * 0.4, z * 0.4, seed);
      double grain = Grain.cell((int) Math.floor(x * 18), (int) Math.floor(z * 18), seed);
      double slab = Grain.cell(floor(x / slabMetres), floor(z / slabMetres), seed + 3);
      double joint = joint(x / slabMetres, z / slabMetres, 0.03 / slabMetres);
      double stain = Grain.smooth(x * 0.9, z * 0.9, seed + 4) > 0.76 ? 0.82 : 1;
      out.colour(
          0xb9b4a8,
          (0.58 + 0.45 * worn + 0.14 * (grain - 0.5) + 0.1 * (slab - 0.5)) * joint * stain);
      out.gloss = 0.7;
    };
  }

  /** Small bricks, red and grey, as on pavements. */
  static Material bricks(int colour, int seed) {
    return (x, z, out) -> {
      int row = floor(z / 0.3);
      double shifted = x + (row % 2 == 0 ? 0.3 : 0);
      double tone = Grain.cell(floor(shifted / 0.6), row, seed);
      double joint = joint(shifted / 0.6, z / 0.3, 0.05);
      double worn = Grain.rough(x * 0.5, z * 0.5, seed + 1);
      out.colour(colour, (0.5 + 0.35 * tone + 0.3 * worn) * joint);
      out.gloss = 0.6;
    };
  }

  static Material grass(int seed) {
    return (x, z, out) -> {
      double tuft = Grain.rough(x * 2.2, z * 2.2, seed);
      double bare = Grain.smooth(x * 0.35, z * 0.35, seed + 7);
      double blade = Grain.cell(floor(x * 14), floor(z * 14), seed);
      out.colour(bare > 0.7 ? 0x8c8455 : 0x5f8438, 0.35 + 0.7 * tuft + 0.3 * (blade - 0.5));
    };
  }

  static Material earth(int seed) {
    return (x, z, out) -> {
      double clod = Grain.rough(x * 1.2, z * 1.2, seed);
      double grain = Grain.cell(floor(x * 16), floor(z * 16), seed);
      out.colour(0x9a7d58, 0.45 + 0.6 * clod + 0.2 * (grain - 0.5));
      out.gloss = 0.5;
    };
  }

  /** Rows of vegetables. */
  static Material field(int seed) {
    return (x, z, out) -> {
      double row = Math.abs(z / 1.1 - Math.rint(z / 1.1)) * 2;
      double leaf = Grain.rough(x * 3.1, z * 3.1, seed);
      boolean green = row < 0.35 + 0.4 * leaf;
      out.colour(green ? 0x4f8a35 : 0x77603f, 0.4 + 0.8 * leaf);
    };
  }

  static Material water(int seed) {
    return (x, z, out) -> {
      double wave = Grain.rough(x * 0.8, z * 2.4, seed);
      out.colour(0x4c6a60, 0.5 + 0.55 * wave);
      out.gloss = 1.5;
    };
  }

  /** Road paint that has seen some years. */
  static Material paint(int colour) {
    return (x, z, out) -> {
      double worn = Grain.rough(x * 2.3, z * 2.3, 17);
      out.colour(worn < 0.3 ? 0x8c8c88 : colour, 0.75 + 0.3 * worn);
      out.gloss = 0.8;
    };
  }

  private static double joint(double u, double v, double share) {
    return Math.abs(u - Math.rint(u)) < share || Math.abs(v - Math.rint(v)) < share ? 0.66 : 1;
  }

  private static int floor(double value) {
    return (int) Math.floor(value);
  }
}
