package org.gengfu.simulator.scene;

/** How much light falls on a place of a stage, and how a camera shows it. For one thread. */
final class Illumination {
  private static final double EXPOSURE = 1.35;

  private final Stage stage;
  private final Light light;
  private final Ray ray = new Ray();

  Illumination(Stage stage, Light light) {
    this.stage = stage;
    this.light = light;
  }

  Light light() {
    return light;
  }

  /** Whether the sun does not reach this place. */
  boolean inShadow(double x, double y, double z) {
    ray.from(x, y, z);
    ray.towards(light.sun()[0], light.sun()[1], light.sun()[2]);
    return stage.shaded(ray);
  }

  /** Sets the light that falls on a surface here: linear red, green, blue. */
  void at(
      double x,
      double y,
      double z,
      double nx,
      double ny,
      double nz,
      boolean shadow,
      double[] into) {
    double facing = nx * light.sun()[0] + ny * light.sun()[1] + nz * light.sun()[2];
    double direct = shadow ? 0 : Math.max(0, facing);
    for (int c = 0; c < 3; c++) {
      into[c] =
          light.sunColour()[c] * direct
              + light.skyColour()[c] * (0.55 + 0.45 * ny)
              + light.bounceColour()[c] * (0.5 - 0.5 * ny);
    }
    if (light.lamps() > 0) {
      for (Stage.Lamp lamp : stage.lamps) {
        addLamp(lamp, x, y, z, nx, ny, nz, into);
      }
    }
  }

  private void addLamp(
      Stage.Lamp lamp,
      double x,
      double y,
      double z,
      double nx,
      double ny,
      double nz,
      double[] into) {
    double dx = lamp.x() - x;
    double dy = lamp.y() - y;
    double dz = lamp.z() - z;
    double square = dx * dx + dy * dy + dz * dz;
    double distance = Math.sqrt(square);
    double facing = Math.max(0, (dx * nx + dy * ny + dz * nz) / distance);
    double downwards = Math.max(0, dy / distance);
    double strength = light.lamps() * (0.15 + 0.85 * facing) * (0.25 + 0.75 * downwards);
    strength /= 1 + square * 0.045;
    into[0] += lamp.red() * strength;
    into[1] += lamp.green() * strength;
    into[2] += lamp.blue() * strength;
  }

  /** Linear light to a sample of 0..255, as a camera's exposure does it. */
  static int exposed(double linear) {
    double value = 1 - Math.exp(-EXPOSURE * linear);
    return (int) (255 * Math.sqrt(Math.max(0, value)) + 0.5);
  }
}
