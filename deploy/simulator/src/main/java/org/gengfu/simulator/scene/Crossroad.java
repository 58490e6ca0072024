package org.gengfu.simulator.scene;

import java.util.List;

/** Where the county road meets the village road. */
final class Crossroad implements Place {
  @Override
  public String name() {
    return "榕树村 县道路口";
  }

  @Override
  public Lens lens(int width, int height) {
    return new Lens(width, height, 7.4, 25, 76);
  }

  @Override
  public Stage stage() {
    Ground ground = new Ground(Covers.concrete(51, 2));
    ground.cover(Covers.grass(52), -60, 27, -5.5, 27, -5.5, 110, -60, 110);
    ground.cover(Covers.asphalt(53), -60, 13.5, 60, 13.5, 60, 22.5, -60, 22.5);
    ground.cover(Covers.asphalt(54), -4.2, 0, 4.2, 0, 4.2, 110, -4.2, 110);
    stopLines(ground);
    for (int i = 0; i < 20; i++) {
      double x = -60 + i * 6;
      if (Math.abs(x + 1.5) > 8) {
        ground.cover(Covers.paint(0xe6c65a), x, 17.9, x + 3, 17.9, x + 3, 18.1, x, 18.1);
      }
      double z = 28 + i * 5;
      ground.cover(Covers.paint(0xe6c65a), -0.1, z, 0.1, z, 0.1, z + 2.5, -0.1, z + 2.5);
    }
    Stage stage = new Stage(ground);
    Props props = new Props(stage);
    props.house(13.5, 34, 13, 11, 13, 0, 0xd6cdb8, true);
    props.house(29, 35, 13, 11, 9.8, 0, 0xcfd3d6, true);
    props.house(-24, 44, 13, 10, 9.8, 0, 0xd9bfa8, false);
    props.house(14, 62, 14, 12, 9.8, 90, 0xc8c0b0, false);
    props.sign("榕树村 欢迎您", -10.5, 1.2, 29, 7, 1.8, 0x2f6a46);
    props.sign("客家小厨", 13.5, 3.05, 28.2, 6, 1, 0x9c2f28);
    for (int i = 0; i < 5; i++) {
      props.tree(-7 - i * 6.5, 25.4, 1.25);
      props.tree(-6, 36 + i * 12, 1.4);
    }
    props.tree(-10.5, 9.3, 1);
    props.tree(11, 9, 1);
    props.lamp(-5.4, 12, 2);
    props.lamp(5.6, 24.2, -2);
    props.lamp(-16, 12.4, 0.01);
    props.lamp(18, 24, -0.01);
    props.lamp(-5.2, 44, 1.6);
    return stage;
  }

  private static void stopLines(Ground ground) {
    for (int i = 0; i < 8; i++) {
      double x = -3.8 + i * 0.98;
      ground.cover(Covers.paint(0xe8e6df), x, 10.6, x + 0.5, 10.6, x + 0.5, 13, x, 13);
      ground.cover(Covers.paint(0xe8e6df), x, 23, x + 0.5, 23, x + 0.5, 25.4, x, 25.4);
    }
    ground.cover(Covers.paint(0xe8e6df), -4, 26.1, -0.2, 26.1, -0.2, 26.5, -4, 26.5);
  }

  @Override
  public List<Actor> traffic(double loop, Light light) {
    Cast cast = new Cast(loop);
    cast.drive(Vehicle.Model.TRUCK, Cast.BLUE, 2, 8.5, -45, 20.2, 0, 20.2, 45, 20.2);
    cast.drive(Vehicle.Model.SALOON, Cast.WHITE, 7, 10, 45, 15.8, 0, 15.8, -45, 15.8);
    cast.drive(
        Vehicle.Model.ESTATE, Cast.BLACK, 12, 7, -2, 90, -2, 34, -2.2, 24, -8, 16, -45, 15.8);
    cast.drive(Vehicle.Model.VAN, Cast.SILVER, 15.5, 9, -45, 20, 0, 20, 45, 20);
    cast.ride(0xb8423a, 3, 9, 5, 2.6, 2, 2.8, 14, 3.2, 40, 3, 90);
    cast.ride(0x3f7a5a, 8, 17, 5.5, 40, 14.2, 0, 14.2, -40, 14.2);
    Person.Look first = Person.Look.of(1);
    Person.Look second = Person.Look.of(7);
    if (light.rain()) {
      first = first.under(0x9c2f4a);
      second = second.under(0x2f5a8c);
    }
    cast.walk(first, 3, 1.3, -16, 11.8, -5, 11.8, 5, 11.9, 16, 11.6);
    cast.walk(second, 12, 1.2, 18, 24.4, 5, 24.2, -5, 24.3, -18, 24.6);
    return cast.actors();
  }

  @Override
  public List<double[]> zone() {
    return List.of(
        new double[] {-9.5, 7.5},
        new double[] {-4.4, 7.5},
        new double[] {-4.4, 13.2},
        new double[] {-9.5, 13.2});
  }
}
