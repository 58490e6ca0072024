package org.gengfu.simulator.scene;

/** Where the joints of a walking, standing or bending person are in the world. */
final class Skeleton {
  private final Body body;
  private final double scale;
  private final double phase;
  private final double swing;
  private final double bend;
  private final boolean carrying;

  /**
   * @param strideMetres way of two steps
   * @param bend 0 upright, 1 with the hands at the ground
   * @param carrying whether the right hand holds something
   */
  Skeleton(Pose pose, double height, double strideMetres, double bend, boolean carrying) {
    this.body = new Body(pose);
    this.scale = height / 1.7;
    this.phase = 2 * Math.PI * pose.distance() / strideMetres;
    this.swing = Math.min(1, Math.abs(pose.speed()) / 1.1);
    this.bend = bend;
    this.carrying = carrying;
  }

  private double[] at(double forwards, double right, double up) {
    return body.place(forwards * scale, right * scale, up * scale);
  }

  private double thighAngle(double side) {
    return 0.5 * swing * Math.sin(phase + (side > 0 ? 0 : Math.PI)) + 0.5 * bend;
  }

  private double shinAngle(double side) {
    double lift = Math.max(0, Math.cos(phase + (side > 0 ? 0 : Math.PI)));
    return thighAngle(side) - swing * (0.12 + 0.75 * lift) - 0.9 * bend;
  }

  private double hipHeight() {
    return 0.9 - 0.16 * bend - 0.02 * swing * Math.abs(Math.sin(phase));
  }

  double[] hip(double side) {
    return at(-0.1 * bend, 0.09 * side, hipHeight());
  }

  double[] knee(double side) {
    double angle = thighAngle(side);
    return at(
        -0.1 * bend + 0.43 * Math.sin(angle), 0.09 * side, hipHeight() - 0.43 * Math.cos(angle));
  }

  double[] ankle(double side) {
    return at(ankleForwards(side), 0.09 * side, ankleUp(side));
  }

  private double ankleForwards(double side) {
    return -0.1 * bend + 0.43 * Math.sin(thighAngle(side)) + 0.42 * Math.sin(shinAngle(side));
  }

  private double ankleUp(double side) {
    double up = hipHeight() - 0.43 * Math.cos(thighAngle(side)) - 0.42 * Math.cos(shinAngle(side));
    return Math.max(0.06, up);
  }

  double[] toe(double side) {
    return at(ankleForwards(side) + 0.15, 0.09 * side, Math.max(0.04, ankleUp(side) - 0.04));
  }

  private double lean() {
    return 0.06 * swing + 1.15 * bend;
  }

  private double[] spine(double up, double right) {
    double forwards = -0.1 * bend + up * Math.sin(lean());
    return at(forwards, right, hipHeight() + up * Math.cos(lean()));
  }

  double[] waist() {
    return spine(0.08, 0);
  }

  double[] neck() {
    return spine(0.58, 0);
  }

  double[] head() {
    return spine(0.74, 0);
  }

  double[] shoulder(double side) {
    return spine(0.5, 0.17 * side);
  }

  private double armAngle(double side) {
    if (carrying && side > 0) {
      return 0.05;
    }
    return -0.55 * swing * Math.sin(phase + (side > 0 ? 0 : Math.PI)) + 0.9 * bend;
  }

  private double[] arm(double side, double length) {
    double forwards = -0.1 * bend + 0.5 * Math.sin(lean());
    double up = hipHeight() + 0.5 * Math.cos(lean());
    double upper = Math.min(length, 0.29);
    double lower = length - upper;
    double angle = armAngle(side);
    double elbow = angle + 0.3 * swing;
    return at(
        forwards + upper * Math.sin(angle) + lower * Math.sin(elbow),
        0.22 * side,
        up - upper * Math.cos(angle) - lower * Math.cos(elbow));
  }

  double[] elbow(double side) {
    return arm(side, 0.29);
  }

  double[] hand(double side) {
    return arm(side, 0.56);
  }
}
