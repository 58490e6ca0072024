package org.gengfu.simulator.scene;

/** Puts the usual things of a village on a stage. Places are x and z of their middles. */
final class Props {
  private final Stage stage;

  Props(Stage stage) {
    this.stage = stage;
  }

  /** A house with a flat roof, its edge and a water tank. */
  void house(
      double x,
      double z,
      double width,
      double depth,
      double height,
      double turn,
      int colour,
      boolean shops) {
    Material walls = Facades.house(colour, shops);
    stage.add(new Block(x, 0, z, width, height, depth, turn, walls, Facades.flatRoof()));
    stage.add(
        new Block(
            x,
            height,
            z,
            width + 0.3,
            0.35,
            depth + 0.3,
            turn,
            Facades.plaster(0xc8c2b6),
            Facades.flatRoof()));
    if (shops) {
      stage.add(
          new Block(
              x,
              2.75,
              z,
              width + 1.4,
              0.14,
              depth + 1.4,
              turn,
              Facades.plaster(0x8f8a80),
              Facades.plaster(0x9f9a90)));
    }
  }

  /** A house of grey brick under a tiled roof whose ridge runs along x. */
  void hall(double x, double z, double width, double depth, double height) {
    stage.add(new Block(x, 0, z, width, height, depth, 0, Facades.greyBrick(), Facades.flatRoof()));
    double rise = depth * 0.28;
    double eave = 0.9;
    double[] along = {width + 1, 0, 0};
    double left = x - width / 2 - 0.5;
    Material tiles = Facades.roofTiles(0x5c6a60);
    double slope = depth / 2 + eave;
    stage.add(
        new Panel(
            new double[] {left, height - 0.2, z - slope},
            along,
            new double[] {0, rise, slope},
            tiles));
    stage.add(
        new Panel(
            new double[] {left, height - 0.2, z + slope},
            along,
            new double[] {0, rise, -slope},
            tiles));
    stage.add(
        new Block(
            x,
            height + rise - 0.35,
            z,
            width + 1.2,
            0.5,
            0.4,
            0,
            Facades.plaster(0x74403a),
            Facades.plaster(0x74403a)));
  }

  /** A board with words, facing the camera's pole, its lower edge at a height. */
  void sign(
      String words, double x, double bottom, double z, double width, double height, int board) {
    stage.add(
        new Panel(
            new double[] {x - width / 2, bottom, z},
            new double[] {width, 0, 0},
            new double[] {0, height, 0},
            Lettering.sign(words, width, height, board, 0xf6e7b0)));
  }

  /** A board along a street's side: from one corner to the other. */
  void signAlong(
      String words, double x1, double z1, double x2, double z2, double bottom, double height) {
    double width = Math.hypot(x2 - x1, z2 - z1);
    stage.add(
        new Panel(
            new double[] {x1, bottom, z1},
            new double[] {x2 - x1, 0, z2 - z1},
            new double[] {0, height, 0},
            Lettering.sign(words, width, height, 0x9c2f28, 0xf6e7b0)));
  }

  void tree(double x, double z, double size) {
    stage.add(new Post(x, z, 0.11 * size, 2.2 * size, Facades.bark()));
    int[] greens = {0x4f7a34, 0x5c8a3c, 0x44702f, 0x638f42};
    for (int i = 0; i < 7; i++) {
      double angle = i * 2.4 + x;
      double out = i == 0 ? 0 : 0.85 * size;
      stage.add(
          new Crown(
              x + out * Math.cos(angle),
              (2.7 + 0.45 * Math.sin(i * 1.7 + z)) * size,
              z + out * Math.sin(angle),
              (0.85 + 0.2 * Grain.cell(i, (int) (x * 3), 5)) * size,
              greens[i % greens.length]));
    }
  }

  void shrub(double x, double z, double size) {
    for (int i = 0; i < 3; i++) {
      stage.add(
          new Crown(
              x + (i - 1) * 0.6 * size,
              0.4 * size,
              z + 0.2 * size * (i % 2),
              0.55 * size,
              i == 1 ? 0x547d38 : 0x476f30));
    }
  }

  /** A street lamp whose arm reaches towards x by {@code arm}. */
  void lamp(double x, double z, double arm) {
    Material steel = Facades.plain(0x7d8488);
    stage.add(new Post(x, z, 0.08, 6, steel));
    stage.add(new Block(x + arm / 2, 5.95, z, Math.abs(arm), 0.09, 0.09, 0, steel, steel));
    stage.add(
        new Block(x + arm, 5.82, z, 0.55, 0.12, 0.25, 0, Facades.glowing(0xfff0c8, 3), steel));
    stage.lamps.add(new Stage.Lamp(x + arm, 5.7, z, 2.6, 1.95, 1.1));
  }

  void wall(double x, double z, double length, double height, double turn, Material material) {
    stage.add(new Block(x, 0, z, length, height, 0.25, turn, material, Facades.plaster(0xb0aaa0)));
  }

  /** A market stall: a table of goods under an awning. */
  void stall(double x, double z, double turn, int one, int other, int goods) {
    stage.add(new Block(x, 0, z, 2.4, 0.85, 1.1, turn, Facades.plain(0x7a6248), produce(goods)));
    double sin = Math.sin(Math.toRadians(turn));
    double cos = Math.cos(Math.toRadians(turn));
    for (int i = 0; i < 4; i++) {
      double px = (i % 2 == 0 ? -1.25 : 1.25);
      double pz = (i < 2 ? -0.8 : 0.8);
      stage.add(
          new Post(
              x + px * cos + pz * sin,
              z - px * sin + pz * cos,
              0.04,
              2.3,
              Facades.plain(0xa8adb0)));
    }
    stage.add(
        new Block(
            x,
            2.25,
            z,
            3,
            0.12,
            2.2,
            turn,
            Facades.stripes(one, other, 0.4),
            Facades.stripes(one, other, 0.4)));
  }

  private static Material produce(int seed) {
    int[] colours = {0xb8402e, 0x4f8f3a, 0xd9a037, 0x7a4f94, 0xd8d0b0, 0x8fae3f};
    return (u, v, out) -> {
      int box = (int) Math.floor(u / 0.48);
      double piece = Grain.cell((int) (u * 11), (int) (v * 11), seed);
      boolean edge = u / 0.48 - box < 0.1;
      int colour = colours[Math.floorMod(box + seed, colours.length)];
      out.colour(edge ? 0x6a4d30 : colour, 0.6 + 0.5 * piece);
    };
  }

  /** Wheeled bins, as they stand in a row. */
  void bins(double x, double z, int count) {
    int[] colours = {0x2f7d4c, 0x31639c, 0x595f63, 0xb04038};
    for (int i = 0; i < count; i++) {
      Material body = Facades.plain(colours[i % colours.length]);
      stage.add(new Block(x + i * 0.75, 0, z, 0.6, 1, 0.65, 0, body, body));
      stage.add(
          new Block(
              x + i * 0.75,
              1,
              z - 0.03,
              0.66,
              0.08,
              0.72,
              0,
              Facades.plain(0x33383a),
              Facades.plain(colours[i % colours.length])));
    }
  }

  /** Boxes and baskets against a wall. */
  void clutter(double x, double z, int seed) {
    for (int i = 0; i < 4; i++) {
      double size = 0.4 + 0.35 * Grain.cell(i, seed, 3);
      int colour = Grain.cell(i, seed, 4) > 0.5 ? 0xa9824f : 0x8f5f3a;
      stage.add(
          new Block(
              x + i * 0.7,
              0,
              z + 0.3 * Grain.cell(i, seed, 5),
              size,
              size,
              size,
              i * 23,
              Facades.plaster(colour),
              Facades.plaster(colour)));
    }
  }
}
