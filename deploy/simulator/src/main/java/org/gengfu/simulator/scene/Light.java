package org.gengfu.simulator.scene;

/**
 * Time of day and weather. Colours are linear light.
 *
 * @param sun direction to the sun or moon: x, y, z, of length 1
 * @param sunColour its light on a surface that faces it
 * @param skyColour light from above
 * @param bounceColour light from below
 * @param horizon colour of the sky at the horizon, and of haze
 * @param zenith colour of the sky above
 * @param lamps strength of street lamps, windows and headlights; 0 by day
 * @param wet how wet the ground is, 0..1
 * @param rain whether it rains
 * @param noise of the camera's sensor, standard deviation in luma steps
 */
record Light(
    double[] sun,
    double[] sunColour,
    double[] skyColour,
    double[] bounceColour,
    double[] horizon,
    double[] zenith,
    double lamps,
    double wet,
    boolean rain,
    double noise) {

  static final Light MORNING =
      day(direction(0.75, 0.62, -0.3), rgb(1.55, 1.32, 1.0), rgb(0.36, 0.43, 0.56));
  static final Light NOON =
      day(direction(-0.42, 0.95, -0.35), rgb(1.5, 1.42, 1.25), rgb(0.38, 0.43, 0.52));
  static final Light AFTERNOON =
      day(direction(-0.8, 0.66, 0.2), rgb(1.6, 1.32, 0.94), rgb(0.34, 0.4, 0.54));
  static final Light CLOUDY =
      new Light(
          direction(0.2, 1, -0.2),
          rgb(0.16, 0.16, 0.16),
          rgb(0.72, 0.77, 0.84),
          rgb(0.26, 0.25, 0.23),
          rgb(0.72, 0.76, 0.8),
          rgb(0.55, 0.6, 0.68),
          0,
          0,
          false,
          1.2);
  static final Light RAIN =
      new Light(
          direction(0.2, 1, -0.2),
          rgb(0.05, 0.05, 0.05),
          rgb(0.42, 0.47, 0.52),
          rgb(0.13, 0.13, 0.13),
          rgb(0.42, 0.46, 0.5),
          rgb(0.33, 0.37, 0.42),
          0.25,
          1,
          true,
          1.8);
  static final Light DUSK =
      new Light(
          direction(-0.9, 0.3, 0.35),
          rgb(0.62, 0.32, 0.14),
          rgb(0.17, 0.19, 0.3),
          rgb(0.1, 0.08, 0.08),
          rgb(0.75, 0.42, 0.26),
          rgb(0.16, 0.19, 0.36),
          0.7,
          0,
          false,
          1.8);
  static final Light NIGHT =
      new Light(
          direction(0.3, 0.9, 0.3),
          rgb(0.012, 0.014, 0.02),
          rgb(0.022, 0.027, 0.042),
          rgb(0.01, 0.01, 0.012),
          rgb(0.03, 0.033, 0.05),
          rgb(0.008, 0.01, 0.02),
          1,
          0,
          false,
          2.4);

  private static Light day(double[] sun, double[] sunColour, double[] skyColour) {
    return new Light(
        sun,
        sunColour,
        skyColour,
        rgb(0.2, 0.18, 0.15),
        rgb(0.74, 0.82, 0.9),
        rgb(0.28, 0.46, 0.78),
        0,
        0,
        false,
        1);
  }

  private static double[] direction(double x, double y, double z) {
    double length = Math.sqrt(x * x + y * y + z * z);
    return new double[] {x / length, y / length, z / length};
  }

  private static double[] rgb(double red, double green, double blue) {
    return new double[] {red, green, blue};
  }

  boolean dark() {
    return lamps > 0.5;
  }
}
