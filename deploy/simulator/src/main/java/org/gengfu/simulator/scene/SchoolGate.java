package org.gengfu.simulator.scene;

import java.util.List;

/** The street before the primary school's gate; the road runs across the picture. */
final class SchoolGate implements Place {
  @Override
  public String name() {
    return "榕树村 小学门口";
  }

  @Override
  public Lens lens(int width, int height) {
    return new Lens(width, height, 6.4, 24, 72);
  }

  @Override
  public Stage stage() {
    Ground ground = new Ground(Covers.bricks(0xab8f80, 41));
    ground.cover(Covers.asphalt(42), -60, 11, 60, 11, 60, 18.5, -60, 18.5);
    ground.cover(Covers.paint(0xcfccc2), -60, 10.8, 60, 10.8, 60, 11.05, -60, 11.05);
    ground.cover(Covers.paint(0xcfccc2), -60, 18.4, 60, 18.4, 60, 18.65, -60, 18.65);
    for (int i = 0; i < 16; i++) {
      double x = -44 + i * 6;
      ground.cover(Covers.paint(0xe6c65a), x, 14.6, x + 3, 14.6, x + 3, 14.8, x, 14.8);
    }
    for (int i = 0; i < 8; i++) {
      double z = 11.3 + i * 0.92;
      ground.cover(Covers.paint(0xe8e6df), -2.2, z, 2.2, z, 2.2, z + 0.48, -2.2, z + 0.48);
    }
    ground.cover(Covers.concrete(43, 2.5), -14, 27, 14, 27, 14, 70, -14, 70);
    ground.cover(Covers.grass(44), 14, 29, 50, 29, 50, 70, 14, 70);
    Stage stage = new Stage(ground);
    Props props = new Props(stage);
    Material wall = Facades.brick(0xb0705a);
    props.wall(-17, 26.5, 22, 2.2, 0, wall);
    props.wall(17, 26.5, 22, 2.2, 0, wall);
    for (int side = -1; side <= 1; side += 2) {
      stage.add(new Block(side * 5.6, 0, 26.5, 1, 3.6, 1, 0, wall, Facades.plaster(0xd8d2c6)));
    }
    props.sign("榕树村小学", 0, 3.5, 26.4, 9.4, 1.3, 0x9c2f28);
    props.house(0, 58, 36, 10, 9.8, 0, 0xe2cfae, false);
    props.house(-27, 40, 14, 9, 6.6, 90, 0xd0c8c0, false);
    props.house(31, 52, 16, 10, 13, -90, 0xcdd4d6, false);
    for (int i = 0; i < 4; i++) {
      props.tree(-22 + i * 5.2, 23.3, 1.15);
      props.tree(8.2 + i * 5.2, 23.4, 1.15);
    }
    props.lamp(-8, 20, -0.01);
    props.lamp(9, 20.2, -1.4);
    props.lamp(-16, 20, 1.4);
    props.shrub(-8.5, 8.6, 0.8);
    props.shrub(8.2, 8.4, 0.8);
    props.bins(11, 22, 2);
    return stage;
  }

  @Override
  public List<Actor> traffic(double loop, Light light) {
    Cast cast = new Cast(loop);
    cast.drive(Vehicle.Model.ESTATE, Cast.RED, 1, 7, -30, 16.6, 0, 16.6, 30, 16.6);
    cast.drive(Vehicle.Model.SALOON, Cast.SILVER, 11, 8, 30, 13, 0, 13, -30, 13);
    cast.ride(0xc07a2a, 3, 6, 5, -26, 17.7, 0, 17.7, 26, 17.7);
    cast.ride(0x46608c, 6, 15, 5.2, 26, 11.9, 0, 11.9, -26, 11.9);
    cast.walk(8, 8.5, 1.2, 0.5, 4, 0.3, 11, 0.1, 19, 0.2, 27, 0, 45);
    cast.walk(11, 9, 1.2, -0.4, 4, -0.6, 11, -0.7, 19, -0.6, 27, -0.8, 45);
    cast.walk(1, 2, 1.25, -22, 20.6, 0, 21.2, 22, 20.6);
    cast.walk(2, 13, 1.15, 18, 9, 0, 9.2, -18, 9);
    if (!light.dark()) {
      cast.drive(Vehicle.Model.VAN, Cast.WHITE, 16.5, 7.5, -30, 16.4, 0, 16.5, 30, 16.4);
      cast.walk(14, 5, 1.3, 22, 24.2, 3, 24, 1, 28, 4, 45);
      cast.walk(10, 0, 1.1, -20, 24.2, -4, 24, -1, 28, -3, 44);
    }
    return cast.actors();
  }

  @Override
  public List<double[]> zone() {
    return List.of(
        new double[] {-5, 11.2},
        new double[] {5, 11.2},
        new double[] {5, 18.2},
        new double[] {-5, 18.2});
  }
}
