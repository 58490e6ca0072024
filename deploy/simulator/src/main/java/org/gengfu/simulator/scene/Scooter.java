package org.gengfu.simulator.scene;

import java.awt.Color;

/**
 * An electric bicycle with its rider, as everybody here has one.
 *
 * @param colour of the machine
 * @param look clothes of the rider
 * @param motion where it is
 */
record Scooter(int colour, Person.Look look, Motion motion) implements Actor {
  private static final Color SHADE = new Color(0, 0, 0, 255);

  @Override
  public boolean headlights() {
    return true;
  }

  @Override
  public void castShadow(Brush brush, Pose pose, double seconds) {
    Body at = new Body(pose);
    brush.bar(SHADE, 0.3, at.x(-0.7, 0), 0.01, at.z(-0.7, 0), at.x(0.7, 0), 0.01, at.z(0.7, 0));
    double[] sun = brush.light().sun();
    if (!brush.light().dark() && brush.light().sunColour()[0] > 0.4) {
      double reach = 1.3 / Math.max(0.2, sun[1]);
      brush.bar(
          SHADE,
          0.5,
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
    Body at = new Body(pose);
    brush.face(0x1e1e20, at.disc(0.62, 0, 0.26, 0.27, 0, 14));
    brush.face(0x1e1e20, at.disc(-0.58, 0, 0.26, 0.27, 0, 14));
    brush.face(0x8d9194, at.disc(0.62, 0.02, 0.26, 0.15, pose.distance() * 3, 5));
    brush.face(0x8d9194, at.disc(-0.58, 0.02, 0.26, 0.15, pose.distance() * 3, 5));
    bar(brush, at, colour, 0.22, -0.6, 0, 0.58, -0.1, 0, 0.5);
    bar(brush, at, colour, 0.16, -0.1, 0, 0.34, 0.38, 0, 0.36);
    bar(brush, at, colour, 0.2, 0.38, 0, 0.4, 0.5, 0, 0.92);
    bar(brush, at, 0x2a2a2c, 0.06, 0.45, -0.28, 1.02, 0.45, 0.28, 1.02);
    rider(brush, at);
    if (brush.light().dark()) {
      light(brush, at);
    }
  }

  private void rider(Brush brush, Body at) {
    for (int side = -1; side <= 1; side += 2) {
      double s = side * 0.12;
      bar(brush, at, look.trousers(), 0.16, -0.25, s, 0.78, 0.2, s, 0.72);
      bar(brush, at, look.trousers(), 0.13, 0.2, s, 0.72, 0.22, s, 0.38);
    }
    bar(brush, at, look.top(), 0.36, -0.25, 0, 0.95, -0.15, 0, 1.25);
    bar(brush, at, look.top(), 0.26, -0.14, -0.15, 1.28, -0.14, 0.15, 1.28);
    for (int side = -1; side <= 1; side += 2) {
      bar(brush, at, look.top(), 0.11, -0.12, side * 0.2, 1.28, 0.15, side * 0.26, 1.08);
      bar(brush, at, 0xc99b77, 0.08, 0.15, side * 0.26, 1.08, 0.42, side * 0.24, 1.04);
    }
    double[] head = at.place(-0.1, 0, 1.52);
    brush.ball(0xd3a682, 0.11, head[0], head[1], head[2]);
    brush.ball(0xe8e4da, 0.135, head[0], head[1] + 0.05, head[2]);
  }

  private static void light(Brush brush, Body at) {
    double[] place = at.place(0.6, 0, 0.82);
    for (int ring = 1; ring <= 3; ring++) {
      brush.disc(new Color(255, 244, 210, 50), 0.13 * ring, place[0], place[1], place[2]);
    }
  }

  private static void bar(Brush brush, Body at, int rgb, double thick, double... ends) {
    double[] p = at.points(ends);
    brush.limb(rgb, thick, p[0], p[1], p[2], p[3], p[4], p[5]);
  }
}
