package org.gengfu.simulator.scene;

import java.util.List;

/**
 * A lane behind the houses, with a wall where people like to leave their rubbish though a board
 * forbids it. Now and then somebody does, and later a street cleaner takes it away.
 */
final class BackLane implements Story {
  private static final Person.Look DUMPER =
      new Person.Look(1.7, 0x6a3d3a, 0x3b4250, 0x1d1a18, false, 0);
  private static final double X = -2.4;
  private static final double Z = 11.6;
  private static final double SIZE = 0.68;

  @Override
  public String name() {
    return "榕树村 后巷围墙";
  }

  @Override
  public Lens lens(int width, int height) {
    return new Lens(width, height, 5.4, 22, 72);
  }

  @Override
  public List<double[]> zone() {
    return List.of(
        new double[] {-6.2, 8.6},
        new double[] {3.4, 8.6},
        new double[] {3.8, 14.3},
        new double[] {-6.2, 14.3});
  }

  @Override
  public Stage stage() {
    Ground ground = new Ground(Covers.concrete(81, 1.9));
    ground.cover(Covers.earth(82), -12, 13.2, 6, 13.2, 6, 14.6, -12, 14.6);
    ground.cover(Covers.asphalt(83), 6.4, 12.6, 11, 12.6, 12.6, 80, 8.2, 80);
    ground.cover(Covers.grass(84), -40, 15, 6, 15, 6, 60, -40, 60);
    Stage stage = new Stage(ground);
    Props props = new Props(stage);
    props.wall(-5, 14.6, 21, 2.1, 0, Facades.plaster(0xcfc6b2));
    stage.add(new Block(5.5, 0, 14.6, 0.6, 2.5, 0.6, 0, Facades.greyBrick(), Facades.greyBrick()));
    props.sign("禁止乱倒垃圾", -2.4, 0.75, 14.42, 4.2, 0.9, 0x1f5f8f);
    props.house(-11, 22, 13, 9, 6.6, 0, 0xd8c9b0, false);
    props.house(16.5, 19, 12, 9, 9.8, -90, 0xcdd2cf, false);
    props.house(17.5, 33, 13, 9, 9.8, -90, 0xd9c0aa, false);
    props.house(0, 38, 13, 9, 9.8, 0, 0xc9c6ba, false);
    props.house(11, 78, 22, 9, 9.8, 0, 0xd0c7b6, false);
    props.tree(2.2, 18, 1.4);
    props.tree(-15, 17.4, 1.2);
    props.shrub(4, 16.4, 0.9);
    props.lamp(6.1, 15.6, 1.5);
    props.lamp(12.2, 30, -1.5);
    props.bins(-9.2, 13.4, 2);
    props.clutter(9.6, 12.2, 12);
    return stage;
  }

  @Override
  public Chapter idle() {
    Cast cast = new Cast(12);
    passers(cast);
    return new Chapter(12, cast.actors());
  }

  private static void passers(Cast cast) {
    cast.ride(0x46608c, 3, 0.6, 6, 10.4, 68, 9.4, 30, 8.4, 14, 9.6, 6.8, 12, 3);
    cast.walk(10, 1, 1.75, 9, 8.2, 0, 8, -9, 8.3);
  }

  @Override
  public Chapter arrival() {
    Cast cast = new Cast(20);
    Track come = new Track(11, 9.6, 6, 10, 1, 10.7, X + 0.45, Z - 0.35);
    Track go = new Track(X + 0.45, Z - 0.35, X + 0.9, Z - 1.2, 3, 9.6, 11.5, 8.8);
    double way = come.length();
    cast.add(
        new Person(
            DUMPER,
            Motion.timed(come, false, false, 0.3, 0, 1.5, 8.4, way, 0.4, 10.2, way, 0),
            BackLane::bending));
    cast.add(
        new Person(
            DUMPER,
            Motion.timed(go, false, false, 10.2, 0, 0.4, 12, 1.8, 1.5, 19.2, go.length(), 1.6),
            Person.Load.NOTHING));
    Motion lying = Motion.still(X, Z, 20);
    cast.add(new Rubbish(seconds -> seconds < 9.3 ? null : lying.at(seconds), SIZE));
    return new Chapter(20, cast.actors());
  }

  private static double bending(double seconds) {
    if (seconds < 8.6) {
      return 2;
    }
    return seconds < 9.3 ? 2 + (seconds - 8.6) / 0.7 : Math.max(0, 1 - (seconds - 9.3) / 0.8);
  }

  @Override
  public Chapter after() {
    Cast cast = new Cast(12);
    passers(cast);
    cast.add(new Rubbish(Motion.still(X, Z, 20), SIZE));
    return new Chapter(12, cast.actors());
  }

  @Override
  public Chapter departure() {
    Cast cast = new Cast(20);
    Person.Look cleaner = Person.Look.cleaner();
    Track come = new Track(11, 8.8, 5, 9.4, 0, 10.6, X + 0.5, Z - 0.4);
    Track go = new Track(X + 0.5, Z - 0.4, X + 1.2, Z - 1, 4, 9.8, 11.5, 9.2);
    double way = come.length();
    cast.add(
        new Person(
            cleaner,
            Motion.timed(come, false, false, 0.3, 0, 1.5, 8.6, way, 0.4, 10.4, way, 0),
            seconds ->
                seconds < 8.8
                    ? 0
                    : seconds < 9.6 ? (seconds - 8.8) / 0.8 : 3 - (seconds - 9.6) / 0.8));
    cast.add(
        new Person(
            cleaner,
            Motion.timed(go, false, false, 10.4, 0, 0.4, 12, 1.8, 1.5, 19.4, go.length(), 1.6),
            seconds -> 2));
    Motion lying = Motion.still(X, Z, 20);
    cast.add(new Rubbish(seconds -> seconds < 9.6 ? lying.at(seconds) : null, SIZE));
    return new Chapter(20, cast.actors());
  }
}
