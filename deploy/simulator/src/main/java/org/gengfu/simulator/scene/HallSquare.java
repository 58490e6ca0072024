package org.gengfu.simulator.scene;

import java.util.List;

/**
 * The square before the ancestral hall, which is to be kept free for the fire engine. Now and then
 * somebody parks there, goes into the hall, and comes back.
 */
final class HallSquare implements Story {
  private static final Person.Look DRIVER =
      new Person.Look(1.72, 0x2f4f7a, 0x2b2d33, 0x1d1a18, false, 0);
  private static final Track IN = new Track(-30, 10.4, -14, 10.6, -4.5, 11.3, 1.2, 14, 3.2, 18.2);
  private static final Track OUT =
      new Track(3.2, 18.2, 4.3, 20.5, 8.4, 20.6, 14, 15, 22, 11.2, 36, 10.6);

  @Override
  public String name() {
    return "榕树村 祠堂广场";
  }

  @Override
  public Lens lens(int width, int height) {
    return new Lens(width, height, 6.6, 23, 72);
  }

  @Override
  public Stage stage() {
    Ground ground = new Ground(Covers.concrete(71, 2.2));
    ground.cover(Covers.asphalt(72), -60, 6.4, 60, 6.4, 60, 12.4, -60, 12.4);
    ground.cover(Covers.bricks(0xa5988a, 73), -11, 13, 11, 13, 11, 26, -11, 26);
    box(ground, -2.5, 14, 8, 22.4);
    Stage stage = new Stage(ground);
    Props props = new Props(stage);
    hall(stage, props);
    props.house(-18.5, 24, 10, 12, 9.8, 0, 0xd6c8b0, false);
    props.house(20, 25, 11, 12, 6.6, 0, 0xcfd2cc, false);
    props.house(-34, 22, 14, 12, 9.8, 0, 0xd9b9a4, false);
    props.house(36, 24, 13, 12, 13, 0, 0xc9d0cc, false);
    props.tree(-8.6, 20.5, 1.7);
    props.tree(11.4, 17.5, 1.2);
    props.lamp(-9.6, 13.4, 1.6);
    props.lamp(12.6, 13.2, -1.6);
    props.sign("消防通道 禁止停车", -6.2, 0.7, 23.4, 3.4, 0.9, 0xa8322a);
    props.bins(-11.2, 16.6, 2);
    props.clutter(9.2, 23.4, 5);
    return stage;
  }

  /** Yellow hatching: keep free. */
  private static void box(Ground ground, double x1, double z1, double x2, double z2) {
    Material yellow = Covers.paint(0xe0b93a);
    double w = 0.16;
    ground.cover(yellow, x1, z1, x2, z1, x2, z1 + w, x1, z1 + w);
    ground.cover(yellow, x1, z2 - w, x2, z2 - w, x2, z2, x1, z2);
    ground.cover(yellow, x1, z1, x1 + w, z1, x1 + w, z2, x1, z2);
    ground.cover(yellow, x2 - w, z1, x2, z1, x2, z2, x2 - w, z2);
    double depth = z2 - z1;
    for (double x = x1; x + depth <= x2 + 1e-6; x += 2.1) {
      ground.cover(yellow, x, z1, x + w, z1, x + depth + w, z2, x + depth, z2);
    }
    ground.cover(yellow, x2 - 6.3, z1, x2 - 6.3 + w, z1, x2, z1 + 6.2, x2, z1 + 6.4);
    ground.cover(yellow, x2 - 4.2, z1, x2 - 4.2 + w, z1, x2, z1 + 4.1, x2, z1 + 4.3);
    ground.cover(yellow, x1, z2 - 6.4, x1, z2 - 6.2, x1 + 6.2, z2, x1 + 6.4, z2);
    ground.cover(yellow, x1, z2 - 4.3, x1, z2 - 4.1, x1 + 4.1, z2, x1 + 4.3, z2);
  }

  private static void hall(Stage stage, Props props) {
    props.hall(0, 31, 19, 9, 4.6);
    Material dark = Facades.plain(0x2b211c);
    stage.add(new Block(0, 0, 26.45, 3, 3.4, 0.12, 0, dark, dark));
    Material red = Facades.plain(0x8e2f28);
    for (int side = -1; side <= 1; side += 2) {
      stage.add(new Post(side * 3.4, 25.6, 0.2, 4.1, red));
      stage.add(new Post(side * 7.2, 25.6, 0.2, 4.1, red));
      stage.add(new Block(side * 2, 0, 26.4, 0.5, 3.4, 0.2, 0, red, red));
      stage.add(
          new Block(
              side * 4.6,
              0,
              24.4,
              0.7,
              1.2,
              0.7,
              0,
              Facades.plaster(0xa9a598),
              Facades.plaster(0xa9a598)));
      stage.add(new Crown(side * 2.6, 3.5, 25.6, 0.34, 0xd0362a));
    }
    props.sign("榕氏宗祠", 0, 3.5, 26.3, 3.6, 0.95, 0x3a2018);
    stage.add(
        new Block(
            0, 0, 25.7, 20, 0.18, 1.8, 0, Facades.plaster(0xaaa69a), Facades.plaster(0xb4b0a4)));
  }

  @Override
  public Chapter idle() {
    Cast cast = new Cast(12);
    cast.ride(0x3f7a5a, 6, 0.5, 6, -16, 11.6, 0, 11.4, 16, 11.6);
    cast.drive(Vehicle.Model.SALOON, Cast.SILVER, 6, 9.5, 24, 8, 0, 8.2, -24, 8);
    return new Chapter(12, cast.actors());
  }

  @Override
  public Chapter arrival() {
    double way = IN.length();
    Cast cast = new Cast(16);
    cast.add(
        new Vehicle(
            Vehicle.Model.SALOON,
            Cast.WHITE,
            Motion.timed(IN, false, true, 0, 0, 7, 3, 20, 6.2, 8.4, way, 0),
            true));
    Track door = new Track(1.9, 18.6, 0.6, 21.5, 0.1, 24, 0, 28);
    cast.add(
        new Person(
            DRIVER,
            Motion.timed(door, false, false, 9.4, 0, 1.2, 15.6, door.length(), 1.5),
            Person.Load.NOTHING));
    return new Chapter(16, cast.actors());
  }

  @Override
  public Chapter after() {
    Cast cast = new Cast(12);
    cast.add(parked());
    cast.ride(0xb8423a, 3, 1, 5.5, 16, 11.7, 0, 11.5, -16, 11.7);
    cast.walk(9, 0.5, 1.9, 0, 28, -0.6, 23.6, -6, 21.6, -13, 21.8, -17, 23);
    return new Chapter(12, cast.actors());
  }

  private static Vehicle parked() {
    double way = IN.length();
    Motion motion = Motion.timed(IN, false, true, -1, way, 0, 0, way, 0);
    return new Vehicle(Vehicle.Model.SALOON, Cast.WHITE, motion, true);
  }

  @Override
  public Chapter departure() {
    Cast cast = new Cast(16);
    Track back = new Track(0, 28, 0.1, 24, 0.6, 21.5, 1.9, 18.6);
    cast.add(
        new Person(
            DRIVER,
            Motion.timed(back, false, false, 0.4, 0, 1.5, 6.6, back.length(), 1.2),
            Person.Load.NOTHING));
    double way = IN.length();
    cast.add(
        new Vehicle(
            Vehicle.Model.SALOON,
            Cast.WHITE,
            Motion.timed(IN, true, false, -1, way, 0, 8, way, 0),
            true));
    cast.add(
        new Vehicle(
            Vehicle.Model.SALOON,
            Cast.WHITE,
            Motion.timed(OUT, false, false, 8, 0, 0, 12, 13, 6, 15.4, OUT.length(), 8),
            true));
    return new Chapter(16, cast.actors());
  }

  @Override
  public List<double[]> zone() {
    return List.of(
        new double[] {-3.2, 13.4},
        new double[] {8.6, 13.4},
        new double[] {8.6, 22.8},
        new double[] {-3.2, 22.8});
  }
}
