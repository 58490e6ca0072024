package org.gengfu.simulator.scene;

import java.util.List;

/** The path along the river, with its railing, its trees and the fields behind. */
final class RiverPath implements Place {
  @Override
  public String name() {
    return "榕树村 河边步道";
  }

  @Override
  public Lens lens(int width, int height) {
    return new Lens(width, height, 5.8, 18, 74);
  }

  @Override
  public Stage stage() {
    Ground ground = new Ground(Covers.grass(31));
    ground.cover(Covers.field(32), -60, 44, 3, 44, 3, 110, -60, 110);
    ground.cover(Covers.water(33), 5.6, 0, 22, 0, 26, 45, 24, 110, 9, 110, 6.4, 45);
    ground.cover(Covers.concrete(34, 1.6), 4.6, 0, 5.6, 0, 6.4, 45, 9, 110, 8, 110, 5.4, 45);
    ground.cover(Covers.concrete(35, 2.4), -1.4, 0, 2.6, 0, 3.3, 45, 5.6, 110, 2.2, 110, -0.7, 45);
    ground.cover(Covers.earth(36), -5.5, 0, -4.3, 0, -5, 40, -6.2, 40);
    Stage stage = new Stage(ground);
    Props props = new Props(stage);
    for (int i = 0; i < 12; i++) {
      double z = 5.2 + i * 4;
      double x = 4.75 + i * 0.07;
      props.wall(x, z, 3.9, 1.05, 89, Facades.railing(0xd7d5cc));
    }
    for (int i = 0; i < 6; i++) {
      props.tree(-3.4 - i % 2, 11 + i * 9, 1.35);
      props.shrub(-2.6, 8 + i * 9.5, 0.9);
    }
    props.tree(-9, 14, 1.9);
    props.tree(-12, 26, 2.2);
    props.house(-17, 34, 11, 9, 9.8, 12, 0xd8ccb2, false);
    props.house(-29, 42, 12, 9, 6.6, -8, 0xc9c3b6, false);
    props.hall(30, 60, 14, 9, 4.4);
    props.house(40, 78, 14, 9, 9.8, -10, 0xcdd0cc, false);
    for (int i = 0; i < 5; i++) {
      props.tree(24 + i % 2 * 4, 24 + i * 13, 1.7);
    }
    props.lamp(-1.9, 16, 1.3);
    props.lamp(-1.4, 33, 1.3);
    props.lamp(-0.9, 52, 1.3);
    props.sign("水深危险 请勿戏水", 7.2, 0.8, 19, 3, 0.8, 0x1f5f8f);
    stage.add(
        new Block(
            -2.7, 0, 9.5, 0.5, 0.48, 1.7, 0, Facades.plain(0x7a5a3c), Facades.plain(0x8d6a48)));
    return stage;
  }

  @Override
  public List<Actor> traffic(double loop, Light light) {
    Cast cast = new Cast(loop);
    cast.walk(2, 1, 1.2, 0.4, 3, 0.2, 15, 0.9, 40, 2.2, 80);
    cast.walk(9, 1.5, 1.2, 1.2, 2.6, 1, 15, 1.7, 40, 3, 80);
    cast.walk(4, 8, 1.05, 2.2, 60, 2, 30, 1.9, 3);
    cast.walk(5, 6, 2.7, 0.1, 70, -0.2, 30, 0, 2);
    cast.ride(0x2f6f6f, 7, 13, 4, 1.6, 90, 1.7, 40, 1.6, 2);
    return cast.actors();
  }

  @Override
  public List<double[]> zone() {
    return List.of(
        new double[] {-5, 8},
        new double[] {-1.6, 8},
        new double[] {-1.4, 18},
        new double[] {-5, 18});
  }
}
