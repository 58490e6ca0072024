package org.gengfu.simulator.scene;

import java.util.List;

/**
 * The grass between the path and the deep water, where nobody may be. Now and then somebody walks
 * up and down there for a while, and goes again.
 */
final class RiverBank implements Story {
  private static final Person.Look WALKER =
      new Person.Look(1.72, 0xc8452f, 0x2c3440, 0x1d1a18, false, 0);
  private static final double CHAPTER = 12;
  private static final double NEAR_X = 3.5;
  private static final double NEAR_Z = 8.6;
  private static final double FAR_X = 3.8;
  private static final double FAR_Z = 12.6;
  private static final double EDGE_X = -9;
  private static final double EDGE_Z = 8.2;

  private static final Track THERE = new Track(NEAR_X, NEAR_Z, FAR_X, FAR_Z);

  private final RiverPath path = new RiverPath();

  @Override
  public String name() {
    return "榕树村 深水河岸";
  }

  @Override
  public Lens lens(int width, int height) {
    return path.lens(width, height);
  }

  @Override
  public Stage stage() {
    return path.stage();
  }

  @Override
  public List<double[]> zone() {
    return List.of(
        new double[] {2.9, 6.6},
        new double[] {4.6, 6.6},
        new double[] {5.2, 18},
        new double[] {3.2, 18});
  }

  /** Somebody on the path, who does nothing wrong. */
  private static void passer(Cast cast) {
    cast.walk(10, 1, 1.9, EDGE_X, EDGE_Z + 0.6, -1, 8.6, 0.4, 6.4, 0.6, 2.2);
  }

  @Override
  public Chapter idle() {
    Cast cast = new Cast(CHAPTER);
    passer(cast);
    return new Chapter(CHAPTER, cast.actors());
  }

  /** How all chapters meet: standing at the near end, before it goes to the far one. */
  private static Pose waiting() {
    return THERE.at(0, 0);
  }

  @Override
  public Chapter arrival() {
    Track come = new Track(EDGE_X, EDGE_Z, -3, 8.4, 1, 8.2, NEAR_X, NEAR_Z);
    Motion comes = Motion.timed(come, false, false, 0.3, 0, 1.4, 11, come.length(), 0.3);
    return chapter(seconds -> seconds < 11 ? comes.at(seconds) : waiting());
  }

  @Override
  public Chapter after() {
    Track back = new Track(FAR_X, FAR_Z, NEAR_X, NEAR_Z);
    double way = THERE.length();
    Motion goes = Motion.timed(THERE, true, false, 0.4, 0, 0, 6, way, 0);
    Motion comes = Motion.timed(back, false, false, 6, 0, 0, 11.6, back.length(), 0);
    return chapter(
        seconds -> seconds < 6 ? goes.at(seconds) : seconds < 11.6 ? comes.at(seconds) : waiting());
  }

  @Override
  public Chapter departure() {
    Track go = new Track(NEAR_X, NEAR_Z, 1, 8.2, -3, 8.4, EDGE_X, EDGE_Z);
    Motion goes = Motion.timed(go, false, false, 0.6, 0, 0.3, 11.4, go.length(), 1.5);
    return chapter(seconds -> seconds < 0.6 ? waiting() : goes.at(seconds));
  }

  private static Chapter chapter(Motion motion) {
    Cast cast = new Cast(CHAPTER);
    cast.add(new Person(WALKER, motion, Person.Load.NOTHING));
    return new Chapter(CHAPTER, cast.actors());
  }
}
