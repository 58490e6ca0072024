package org.gengfu.simulator.scene;

import java.util.List;

/** The village's car park: marked bays, some taken; the way through is to be kept free. */
final class CarPark implements Place {
  @Override
  public String name() {
    return "榕树村 公共停车场";
  }

  @Override
  public Lens lens(int width, int height) {
    return new Lens(width, height, 6.8, 25, 74);
  }

  @Override
  public Stage stage() {
    Ground ground = new Ground(Covers.grass(61));
    ground.cover(Covers.asphalt(62), -22, 0, 22, 0, 22, 42, -22, 42);
    for (int i = 0; i < 13; i++) {
      double x = -16.2 + i * 2.7;
      ground.cover(Covers.paint(0xe2e0d8), x, 20, x + 0.12, 20, x + 0.12, 25.4, x, 25.4);
      ground.cover(Covers.paint(0xe2e0d8), x, 33, x + 0.12, 33, x + 0.12, 38.4, x, 38.4);
    }
    for (int i = 0; i < 5; i++) {
      double z = 6 + i * 2.8;
      ground.cover(Covers.paint(0xe2e0d8), -14, z, -8.4, z, -8.4, z + 0.12, -14, z + 0.12);
    }
    ground.cover(Covers.paint(0xe6c65a), 1.2, 9.4, 4, 9.4, 4, 9.7, 1.2, 9.7);
    ground.cover(Covers.paint(0xe6c65a), 4, 8.9, 5.2, 9.55, 4, 10.2);
    Stage stage = new Stage(ground);
    Props props = new Props(stage);
    props.wall(0, 42.3, 46, 1.6, 0, Facades.plaster(0xd2ccbc));
    props.house(-13, 52, 16, 10, 9.8, 0, 0xd8ccb6, false);
    props.house(8, 54, 18, 10, 13, 0, 0xc9d0d2, false);
    props.house(28, 40, 14, 10, 9.8, -90, 0xd9c0aa, false);
    props.sign("公共停车场 消防通道 严禁占用", 0, 1.7, 42, 12, 1.2, 0x1f5f8f);
    for (int i = 0; i < 7; i++) {
      props.tree(-19 + i * 6.3, 29.2, 0.85);
    }
    props.lamp(-17.5, 17, 1.8);
    props.lamp(17.5, 17, -1.8);
    props.lamp(0, 30, 1.8);
    props.bins(15.5, 8.4, 3);
    props.shrub(13, 6, 0.9);
    return stage;
  }

  @Override
  public List<Actor> traffic(double loop, Light light) {
    Cast cast = new Cast(loop);
    int[] colours = {Cast.WHITE, Cast.BLACK, Cast.SILVER, Cast.RED, Cast.BLUE, Cast.GOLD};
    Vehicle.Model[] models = {
      Vehicle.Model.SALOON, Vehicle.Model.ESTATE, Vehicle.Model.SALOON, Vehicle.Model.VAN
    };
    for (int bay = 0; bay < 12; bay++) {
      double x = -14.8 + bay * 2.7;
      if (bay % 5 != 2) {
        cast.park(models[bay % 4], colours[bay * 5 % 6], x, 22.8, bay % 3 == 0 ? 0 : 180);
      }
      if (bay % 4 != 1) {
        cast.park(models[(bay + 1) % 4], colours[(bay * 5 + 2) % 6], x, 35.8, 180);
      }
    }
    cast.park(Vehicle.Model.ESTATE, Cast.WHITE, -11.2, 7.4, 90);
    cast.park(Vehicle.Model.SALOON, Cast.GREEN, -11.2, 13, 90);
    cast.drive(Vehicle.Model.SALOON, Cast.SILVER, 3, 5, 26, 16.4, 8, 15.6, -8, 16.4, -26, 16.2);
    cast.drive(Vehicle.Model.ESTATE, Cast.GOLD, 12, 4.5, -26, 11, -4, 11.4, 8, 10.4, 26, 11);
    cast.walk(4, 0, 1.2, 18, 18.4, 6, 18, -6, 18.3, -20, 18);
    cast.walk(9, 10, 1.25, -18, 18.8, 0, 18.6, 12, 13, 20, 12.6);
    cast.ride(0x46608c, 5, 7.5, 4, 24, 12.5, 6, 12, -22, 12.8);
    return cast.actors();
  }

  @Override
  public List<double[]> zone() {
    return List.of(
        new double[] {-7, 8.2},
        new double[] {12, 8.2},
        new double[] {12, 18.4},
        new double[] {-7, 18.4});
  }
}
