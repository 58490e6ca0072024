package org.gengfu.simulator.scene;

/** The outside of houses and of other built things. */
final class Facades {
  private static final double STOREY = 3.2;
  private static final double BAY = 2.6;

  private Facades() {}

  /**
   * A house as people here build it: tiled, a window in every bay, below a shop with a shutter or a
   * door, as its seed decides.
   */
  static Material house(int colour, boolean shops) {
    return (u, v, out) -> {
      int storey = (int) Math.floor(v / STOREY);
      int bay = (int) Math.floor(u / BAY);
      double across = u - bay * BAY;
      double up = v - storey * STOREY;
      if (storey == 0) {
        groundFloor(colour, shops, bay, across, up, out);
      } else {
        upperFloor(colour, storey, bay, across, up, out);
      }
      double streaks = Grain.smooth(u * 2.2, v * 0.25, out.seed);
      weather(out, 0.8 + 0.25 * streaks);
    };
  }

  private static void upperFloor(
      int colour, int storey, int bay, double across, double up, Surface out) {
    boolean window = across > 0.6 && across < 2.0 && up > 0.9 && up < 2.4;
    if (!window) {
      tiles(colour, across, up, out);
      if (up < 0.18) {
        weather(out, 0.75);
      }
      return;
    }
    double middle = Math.abs(across - 1.3);
    boolean frame = middle > 0.63 || middle < 0.05 || up < 0.98 || up > 2.32;
    boolean bars = Math.abs(across * 7 - Math.rint(across * 7)) < 0.12 && (bay + storey) % 3 != 0;
    if (frame || bars) {
      out.colour(0xd8dadc, 0.8);
      return;
    }
    double lit = Grain.cell(bay, storey, out.seed + 11);
    out.colour(lit > 0.62 ? 0xffd79a : 0x3a4a58, lit > 0.62 ? 0.55 : 0.75);
    out.glow = lit > 0.62 ? 1.1 : 0;
  }

  private static void groundFloor(
      int colour, boolean shops, int bay, double across, double up, Surface out) {
    double kind = Grain.cell(bay, 0, out.seed);
    boolean opening = across > 0.2 && across < 2.4 && up < 2.55;
    if (!shops) {
      opening = across > 0.75 && across < 1.85 && up < 2.2 && kind > 0.5;
    }
    if (!opening) {
      tiles(shops && up > 2.55 ? 0xb9b0a4 : colour, across, up, out);
      return;
    }
    if (shops && kind > 0.45) {
      boolean shelf = Math.abs(up * 1.9 - Math.rint(up * 1.9)) < 0.12;
      double goods = Grain.cell((int) (across * 6), (int) (up * 4), out.seed + bay);
      int[] colours = {0xa24d3a, 0xc9a24a, 0x5a7d9a, 0x6c8f58, 0xd8d2c4, 0x70543c};
      out.colour(shelf ? 0x4a3c2e : colours[(int) (goods * colours.length)], 0.42);
      out.glow = 0.9;
    } else {
      double slat = Math.abs(up * 8 - Math.rint(up * 8));
      out.colour(shops ? 0x9aa3a8 : 0x6a4630, slat < 0.14 ? 0.5 : 0.85);
    }
  }

  private static void tiles(int colour, double across, double up, Surface out) {
    double tone = Grain.cell((int) (across * 8), (int) (up * 8), out.seed);
    boolean joint =
        Math.abs(across * 8 - Math.rint(across * 8)) < 0.08
            || Math.abs(up * 8 - Math.rint(up * 8)) < 0.08;
    out.colour(colour, (0.86 + 0.14 * tone) * (joint ? 0.88 : 1));
  }

  /** Grey brick of old halls. */
  static Material greyBrick() {
    return brick(0x8d938f);
  }

  static Material brick(int colour) {
    return (u, v, out) -> {
      int row = (int) Math.floor(v / 0.2);
      double shifted = u + (row % 2 == 0 ? 0.25 : 0);
      double tone = Grain.cell((int) Math.floor(shifted / 0.5), row, out.seed);
      boolean joint =
          Math.abs(shifted / 0.5 - Math.rint(shifted / 0.5)) < 0.05
              || Math.abs(v / 0.2 - Math.rint(v / 0.2)) < 0.1;
      double moss = v < 0.8 ? 0.8 + 0.25 * Grain.rough(u, v, out.seed) : 1;
      out.colour(joint ? 0xb4b2aa : colour, (0.7 + 0.4 * tone) * moss);
    };
  }

  /** Plaster with stains that run down. */
  static Material plaster(int colour) {
    return (u, v, out) -> {
      double run = Grain.smooth(u * 1.4, v * 0.3, out.seed + 3);
      double spot = Grain.rough(u * 1.1, v * 1.1, out.seed);
      out.colour(colour, 0.62 + 0.28 * run + 0.25 * spot);
    };
  }

  /** Rows of half-round roof tiles. */
  static Material roofTiles(int colour) {
    return (u, v, out) -> {
      double wave = Math.abs(u / 0.32 - Math.rint(u / 0.32)) * 2;
      double row = v / 0.4 - Math.floor(v / 0.4);
      double tone = Grain.cell((int) Math.floor(u / 0.32), (int) Math.floor(v / 0.4), 5);
      out.colour(colour, (0.45 + 0.55 * wave) * (0.75 + 0.25 * row) * (0.8 + 0.3 * tone));
      out.gloss = 0.3;
    };
  }

  /** A flat roof with its clutter. */
  static Material flatRoof() {
    return (u, v, out) -> {
      double rough = Grain.rough(u * 0.8, v * 0.8, out.seed);
      out.colour(0xa39c8f, 0.55 + 0.5 * rough);
    };
  }

  static Material plain(int colour) {
    return (u, v, out) -> out.colour(colour, 0.9 + 0.15 * Grain.rough(u * 3, v * 3, out.seed));
  }

  static Material glowing(int colour, double glow) {
    return (u, v, out) -> {
      out.colour(colour, 1);
      out.glow = glow;
    };
  }

  static Material stripes(int one, int other, double metres) {
    return (u, v, out) -> out.colour(((int) Math.floor(u / metres) & 1) == 0 ? one : other, 0.85);
  }

  /** Bars with sky between them can't be: a fence is drawn as a wall of bars and shade. */
  static Material railing(int colour) {
    return (u, v, out) -> {
      boolean bar = Math.abs(u / 0.25 - Math.rint(u / 0.25)) < 0.2 || v > 0.9 || v < 0.12;
      out.colour(bar ? colour : 0x39403c, bar ? 0.95 : 0.6);
    };
  }

  static Material bark() {
    return (u, v, out) -> out.colour(0x6d5840, 0.5 + 0.7 * Grain.rough(u * 9, v * 1.6, out.seed));
  }

  private static void weather(Surface out, double factor) {
    out.red *= factor;
    out.green *= factor;
    out.blue *= factor;
  }
}
