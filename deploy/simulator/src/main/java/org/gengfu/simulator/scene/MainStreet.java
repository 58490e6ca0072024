package org.gengfu.simulator.scene;

import java.util.List;

/** The village's main street: shops on both sides, e-bikes and cars. */
final class MainStreet implements Place {
  @Override
  public String name() {
    return "榕树村 村口大街";
  }

  @Override
  public Lens lens(int width, int height) {
    return new Lens(width, height, 6.6, 21, 72);
  }

  @Override
  public Stage stage() {
    Ground ground = new Ground(Covers.bricks(0xa8a095, 3));
    ground.cover(Covers.bricks(0xa77a68, 4), -9, 0, -4.6, 0, -4.6, 120, -9, 120);
    ground.cover(Covers.bricks(0xa77a68, 5), 4.6, 0, 9, 0, 9, 120, 4.6, 120);
    ground.cover(Covers.paint(0xcfccc2), -4.75, 0, -4.5, 0, -4.5, 120, -4.75, 120);
    ground.cover(Covers.paint(0xcfccc2), 4.5, 0, 4.75, 0, 4.75, 120, 4.5, 120);
    ground.cover(Covers.asphalt(1), -4.5, 0, 4.5, 0, 4.5, 120, -4.5, 120);
    for (int i = 0; i < 14; i++) {
      double z = 4 + i * 6;
      ground.cover(Covers.paint(0xe6c65a), -0.09, z, 0.09, z, 0.09, z + 3, -0.09, z + 3);
    }
    for (int i = 0; i < 8; i++) {
      double x = -4 + i * 1.05;
      ground.cover(Covers.paint(0xe8e6df), x, 20.5, x + 0.55, 20.5, x + 0.55, 24, x, 24);
    }
    Stage stage = new Stage(ground);
    Props props = new Props(stage);
    props.house(-14.5, 13, 11, 9, 9.8, 90, 0xd8cdb4, true);
    props.house(-14.2, 24.5, 11, 9, 13, 90, 0xc9d0cc, true);
    props.house(-14.8, 37, 12, 10, 9.8, 90, 0xd9b9a4, true);
    props.house(-14.5, 51, 13, 10, 13, 90, 0xd3d0c0, true);
    props.house(-14.5, 68, 16, 10, 9.8, 90, 0xc8bfae, true);
    props.house(14.3, 15, 12, 9, 13, -90, 0xd9c7c0, true);
    props.house(14.5, 28, 12, 9, 9.8, -90, 0xcfd6d8, true);
    props.house(14.4, 41.5, 12, 9, 13, -90, 0xddd2b2, true);
    props.house(14.5, 56, 14, 9, 9.8, -90, 0xc7cdd4, true);
    props.house(14.5, 74, 16, 9, 13, -90, 0xd5c8b8, true);
    props.house(0, 112, 40, 9, 13, 0, 0xcfc9ba, false);
    props.signAlong("榕树小卖部", -9.55, 10, -9.55, 16, 3.05, 0.95);
    props.signAlong("五金电器", -9.3, 21.5, -9.3, 27, 3.05, 0.95);
    props.signAlong("老街茶餐厅", -9.3, 34, -9.3, 40, 3.05, 0.95);
    props.signAlong("便民药房", 9.3, 18, 9.3, 12.5, 3.05, 0.95);
    props.signAlong("粮油水果", 9.3, 31, 9.3, 25.5, 3.05, 0.95);
    props.signAlong("电动车行", 9.3, 44, 9.3, 38.5, 3.05, 0.95);
    for (int i = 0; i < 5; i++) {
      props.tree(-5.6, 17 + i * 13, 1.25);
      props.tree(5.7, 12.5 + i * 13, 1.2);
    }
    props.lamp(-5.1, 11.5, 1.6);
    props.lamp(5.1, 24, -1.6);
    props.lamp(-5.1, 38, 1.6);
    props.lamp(5.1, 52, -1.6);
    props.bins(7.2, 17.5, 2);
    props.clutter(-8.6, 19, 7);
    props.clutter(7.4, 22.5, 8);
    return stage;
  }

  @Override
  public List<Actor> traffic(double loop, Light light) {
    boolean night = light.dark();
    Cast cast = new Cast(loop);
    cast.drive(Vehicle.Model.SALOON, Cast.WHITE, 1, 8.5, 2.2, 100, 2.2, 60, 2.2, 20, 2.4, 2);
    cast.drive(Vehicle.Model.ESTATE, Cast.BLUE, 10.5, 7.5, -2.3, 2, -2.2, 20, -2.2, 60, -2.2, 100);
    cast.ride(0xb8423a, 3, 5, 5.5, 3.4, 90, 3.4, 40, 3.6, 2);
    cast.ride(0x3e6fa0, 8, 14.5, 5, -3.6, 2, -3.4, 40, -3.4, 90);
    cast.walk(1, 2, 1.25, -7.4, 4, -7.2, 20, -7.4, 60);
    cast.walk(5, 11, 1.2, 7.2, 46, 6.9, 20, 6.6, 3);
    if (night) {
      return cast.actors();
    }
    cast.drive(Vehicle.Model.VAN, Cast.SILVER, 16, 7, 2.1, 100, 2.1, 50, 2.3, 2);
    cast.walk(2, 4, 1.2, 12, 22.2, 4, 22.2, -4, 22.4, -7, 26, -7.4, 70);
    cast.walk(7, 0, 1.1, -6.6, 50, -6.8, 20, -7, 4);
    cast.walk(10, 8, 1.3, 7.4, 3, 7.5, 14, 7.4, 50);
    cast.walk(11, 8.6, 1.3, 6.7, 3, 6.8, 14, 6.7, 50);
    return cast.actors();
  }

  @Override
  public List<double[]> zone() {
    return List.of(
        new double[] {4.8, 7.5},
        new double[] {8.6, 7.5},
        new double[] {8.6, 19},
        new double[] {4.8, 19});
  }
}
