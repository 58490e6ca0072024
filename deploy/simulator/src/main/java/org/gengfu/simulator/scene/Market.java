package org.gengfu.simulator.scene;

import java.util.List;

/** The market: rows of stalls under awnings, many people on foot. */
final class Market implements Place {
  @Override
  public String name() {
    return "榕树村 农贸集市";
  }

  @Override
  public Lens lens(int width, int height) {
    return new Lens(width, height, 6.2, 25, 74);
  }

  @Override
  public Stage stage() {
    Ground ground = new Ground(Covers.concrete(21, 3));
    ground.cover(Covers.bricks(0x9c948a, 22), -3, 0, 3, 0, 3, 60, -3, 60);
    ground.cover(Covers.earth(23), -30, 34, 30, 34, 30, 60, -30, 60);
    Stage stage = new Stage(ground);
    Props props = new Props(stage);
    int[] ones = {0xb53a34, 0x2f6f9f, 0x3f8a55, 0xc98a2e};
    for (int row = 0; row < 5; row++) {
      double z = 9.5 + row * 4.6;
      props.stall(-5.2, z, 6, ones[row % 4], 0xece6d8, row);
      props.stall(5.4, z + 0.8, -5, ones[(row + 2) % 4], 0xece6d8, row + 3);
      props.stall(-10, z + 1.5, 8, ones[(row + 1) % 4], 0xe0dccf, row + 6);
      props.stall(10.3, z, -8, ones[(row + 3) % 4], 0xe0dccf, row + 9);
    }
    props.house(-17, 20, 20, 8, 6.6, 90, 0xcbbfa8, true);
    props.house(17.5, 22, 22, 8, 9.8, -90, 0xd4cfc4, true);
    props.house(-8, 42, 16, 9, 9.8, 0, 0xd9c9ae, true);
    props.house(10, 43, 15, 9, 13, 0, 0xc4ccd0, true);
    props.sign("榕树农贸集市", -7, 3.1, 37.2, 8, 1.4, 0x9c2f28);
    props.sign("放心菜 平价肉", 10, 3.1, 38.2, 7, 1.2, 0x2f6a46);
    props.tree(1.2, 35, 1.6);
    props.lamp(-2.9, 15, 1.4);
    props.lamp(2.9, 27, -1.4);
    props.clutter(-2.6, 21.5, 2);
    props.clutter(7.8, 9.4, 4);
    props.bins(-12.8, 9.2, 2);
    return stage;
  }

  @Override
  public List<Actor> traffic(double loop, Light light) {
    Cast cast = new Cast(loop);
    cast.walk(1, 0, 0.95, -1, 3, -1.4, 12, -0.6, 22, -1.2, 40);
    cast.walk(2, 5, 0.9, 1.2, 38, 0.6, 24, 1.4, 12, 0.8, 3);
    cast.walk(3, 9, 1.05, 2.3, 3, 2, 14, 2.6, 30, 8, 36);
    cast.walk(4, 14, 1, -2.2, 36, -2.4, 20, -1.6, 3);
    cast.walk(6, 3, 1.1, -14, 8.2, -8, 7.6, -2, 8, 4, 7.4, 14, 7.8);
    cast.walk(7, 12, 1, 14, 12.6, 7.6, 12.9, 1, 13.4, -7.4, 12.2, -14, 12.5);
    cast.walk(9, 17, 1.2, 0.2, 3, 0.4, 15, -0.2, 33);
    cast.walk(10, 1, 0.85, 0.4, 33, 1.6, 20, 2.4, 9, 2.6, 3);
    cast.walk(12, 7, 1, -13, 17, -7.6, 16.8, 0, 17.4, 7.8, 17, 13, 17.2);
    cast.ride(0x4a7f59, 5, 10, 2.6, -0.4, 40, 0.2, 20, -0.2, 2);
    cast.stand(8, -5.6, 11.2, 170);
    cast.stand(13, 5.8, 16.6, 190);
    cast.stand(16, -5.4, 20.6, 175);
    return cast.actors();
  }

  @Override
  public List<double[]> zone() {
    return List.of(
        new double[] {-2.6, 7.5},
        new double[] {2.6, 7.5},
        new double[] {2.6, 26},
        new double[] {-2.6, 26});
  }
}
