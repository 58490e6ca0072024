package org.gengfu.simulator.scene;

import java.awt.Color;

/**
 * Bags and a box that somebody has left.
 *
 * @param motion where it lies
 * @param size height of the largest bag in metres
 */
record Rubbish(Motion motion, double size) implements Actor {
  @Override
  public void castShadow(Brush brush, Pose pose, double seconds) {
    Color shade = new Color(0, 0, 0, 255);
    double r = size * 0.5;
    brush.bar(shade, r * 1.1, pose.x() - r, 0.01, pose.z(), pose.x() + r * 1.6, 0.01, pose.z());
    double[] sun = brush.light().sun();
    double reach = size * 0.5 / Math.max(0.3, sun[1]);
    if (!brush.light().dark() && brush.light().sunColour()[0] > 0.4) {
      brush.bar(
          shade,
          r * 1.3,
          pose.x(),
          0.01,
          pose.z(),
          pose.x() - sun[0] * reach,
          0.01,
          pose.z() - sun[2] * reach);
    }
  }

  @Override
  public void draw(Brush brush, Pose pose, double seconds) {
    double x = pose.x();
    double z = pose.z();
    box(brush, new Body(pose));
    bag(brush, x - size * 0.42, 0, z, size * 0.5, 0x25282c);
    bag(brush, x + size * 0.2, 0, z - size * 0.25, size * 0.42, 0x2f6f8f);
  }

  private void box(Brush brush, Body at) {
    double l = size * 0.38;
    double f = size * 0.25;
    double[] middle = at.place(f, size * 0.75, l / 2);
    double left = size * 0.75 - l;
    double right = size * 0.75 + l;
    int card = 0xb98f5c;
    brush.side(
        card, middle, at.quad(f - l, left, 0, f - l, right, 0, f - l, right, l, f - l, left, l));
    brush.side(
        card, middle, at.quad(f - l, left, 0, f + l, left, 0, f + l, left, l, f - l, left, l));
    brush.side(
        card, middle, at.quad(f - l, right, 0, f + l, right, 0, f + l, right, l, f - l, right, l));
    brush.side(
        0xcaa36e,
        middle,
        at.quad(f - l, left, l, f - l, right, l, f + l, right, l, f + l, left, l));
    brush.face(
        0xe2d6b8,
        at.quad(
            f - l,
            -0.08 + size * 0.75,
            l + 0.005,
            f - l,
            0.08 + size * 0.75,
            l + 0.005,
            f + l,
            0.08 + size * 0.75,
            l + 0.005,
            f + l,
            -0.08 + size * 0.75,
            l + 0.005));
  }

  /** A full bag, tied at the top; its lower middle at x, y, z. */
  static void bag(Brush brush, double x, double y, double z, double radius, int colour) {
    brush.ball(colour, radius * 0.8, x - radius * 0.25, y + radius * 0.72, z);
    brush.ball(colour, radius * 0.8, x + radius * 0.28, y + radius * 0.7, z);
    brush.ball(colour, radius * 0.7, x, y + radius * 1.1, z);
    brush.limb(
        colour, radius * 0.25, x, y + radius * 1.6, z, x + radius * 0.15, y + radius * 2.1, z);
    int shine = lighter(colour);
    for (int fold = -1; fold <= 1; fold++) {
      double fx = x + fold * radius * 0.42;
      brush.limb(
          shine,
          radius * 0.13,
          fx,
          y + radius * 0.55,
          z,
          x + fold * radius * 0.16,
          y + radius * 1.5,
          z);
    }
    brush.ball(lighter(shine), radius * 0.14, x - radius * 0.4, y + radius, z);
  }

  private static int lighter(int rgb) {
    int red = Math.min(255, (rgb >> 16 & 0xff) + 60);
    int green = Math.min(255, (rgb >> 8 & 0xff) + 60);
    int blue = Math.min(255, (rgb & 0xff) + 62);
    return red << 16 | green << 8 | blue;
  }
}
