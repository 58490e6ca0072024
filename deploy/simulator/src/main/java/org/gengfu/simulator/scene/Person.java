package org.gengfu.simulator.scene;

import java.awt.Color;

/**
 * Somebody on foot.
 *
 * @param look clothes
 * @param motion where he or she is
 * @param load what is in the hand
 */
record Person(Look look, Motion motion, Load load) implements Actor {
  /** Length of two steps over the height of the body. */
  private static final double STRIDE = 0.82;

  private static final Color SHADE = new Color(0, 0, 0, 255);

  /**
   * Clothes and size.
   *
   * @param height in metres
   * @param top colour of shirt or jacket
   * @param trousers colour
   * @param hair colour of hair or hat
   * @param hat a straw hat, brim and all
   * @param umbrella colour of an open umbrella; 0 for none
   */
  record Look(double height, int top, int trousers, int hair, boolean hat, int umbrella) {
    /** Clothes by number: somebody else for every number. */
    static Look of(int number) {
      int[] tops = {
        0xb8433c, 0x3d6ea5, 0xe3ddd0, 0x4a8a5e, 0xd89a3c, 0x6b5b95, 0x33383d, 0xd9798a, 0x7fa8b8
      };
      int[] trousers = {0x2c3440, 0x4a4338, 0x3a4f73, 0x26272b, 0x777061};
      int[] hairs = {0x1d1a18, 0x262220, 0x1d1a18, 0x5d5a57};
      return new Look(
          1.58 + 0.2 * Grain.cell(number, 1, 41),
          tops[Math.floorMod(number * 5, tops.length)],
          trousers[Math.floorMod(number * 3, trousers.length)],
          hairs[Math.floorMod(number, hairs.length)],
          number % 6 == 4,
          0);
    }

    Look under(int umbrellaColour) {
      return new Look(height, top, trousers, hair, hat, umbrellaColour);
    }

    /** A street cleaner in orange. */
    static Look cleaner() {
      return new Look(1.68, 0xf07a1c, 0x2b3a55, 0xd9b870, true, 0);
    }
  }

  /** What is in the hand, by the time of the film. */
  @FunctionalInterface
  interface Load {
    Load NOTHING = seconds -> 0;

    /** How far the person bends to the ground (0..1), plus 2 while something is carried. */
    double at(double seconds);
  }

  @Override
  public void castShadow(Brush brush, Pose pose, double seconds) {
    brush.disc(SHADE, 0.16, pose.x(), 0.02, pose.z());
    double[] sun = brush.light().sun();
    if (brush.light().dark() || brush.light().sunColour()[0] < 0.4) {
      return;
    }
    double reach = look.height / Math.max(0.2, sun[1]);
    double tipX = pose.x() - sun[0] * reach * 0.88;
    double tipZ = pose.z() - sun[2] * reach * 0.88;
    brush.bar(SHADE, 0.34, pose.x(), 0.01, pose.z(), tipX, 0.01, tipZ);
    if (look.umbrella != 0) {
      brush.disc(SHADE, 0.5, tipX, 0.01, tipZ);
    }
  }

  @Override
  public void draw(Brush brush, Pose pose, double seconds) {
    double carried = load.at(seconds);
    boolean carrying = carried >= 1.5;
    double bend = carrying ? carried - 2 : carried;
    Skeleton bones = new Skeleton(pose, look.height, STRIDE * look.height, bend, carrying);
    boolean away = Math.cos(pose.heading()) > 0;
    double nearSide = Math.sin(pose.heading()) > 0 ? 1 : -1;
    drawArm(brush, bones, -nearSide);
    drawLeg(brush, bones, -nearSide);
    drawLeg(brush, bones, nearSide);
    drawTorso(brush, bones);
    drawHead(brush, bones, away);
    drawArm(brush, bones, nearSide);
    if (carrying) {
      double[] hand = bones.hand(1);
      Rubbish.bag(brush, hand[0], hand[1] - 0.28, hand[2], 0.3, 0x26292c);
    }
    if (look.umbrella != 0) {
      drawUmbrella(brush, bones);
    }
  }

  private void drawLeg(Brush brush, Skeleton bones, double side) {
    double s = look.height / 1.7;
    double[] hip = bones.hip(side);
    double[] knee = bones.knee(side);
    double[] ankle = bones.ankle(side);
    double[] toe = bones.toe(side);
    limb(brush, look.trousers, 0.17 * s, hip, knee);
    limb(brush, look.trousers, 0.135 * s, knee, ankle);
    limb(brush, 0x25221f, 0.1 * s, ankle, toe);
  }

  private void drawArm(Brush brush, Skeleton bones, double side) {
    double s = look.height / 1.7;
    double[] elbow = bones.elbow(side);
    limb(brush, look.top, 0.12 * s, bones.shoulder(side), elbow);
    limb(brush, 0xc99b77, 0.085 * s, elbow, bones.hand(side));
  }

  private void drawTorso(Brush brush, Skeleton bones) {
    double s = look.height / 1.7;
    double[] neck = bones.neck();
    double[] waist = bones.waist();
    limb(brush, look.top, 0.26 * s, bones.shoulder(-1), bones.shoulder(1));
    limb(brush, look.top, 0.36 * s, mid(neck, waist, 0.24), mid(neck, waist, 0.82));
    limb(brush, look.trousers, 0.3 * s, waist, mid(bones.hip(-1), bones.hip(1), 0.5));
  }

  private void drawHead(Brush brush, Skeleton bones, boolean away) {
    double s = look.height / 1.7;
    double[] head = bones.head();
    limb(brush, 0xb98a68, 0.1 * s, bones.neck(), head);
    brush.ball(0xd3a682, 0.115 * s, head[0], head[1], head[2]);
    if (look.hat) {
      brush.ball(look.hair, 0.24 * s, head[0], head[1] + 0.03, head[2]);
      brush.ball(look.hair, 0.13 * s, head[0], head[1] + 0.12, head[2]);
    } else {
      double back = away ? 0 : 0.035;
      brush.ball(look.hair, (away ? 0.12 : 0.108) * s, head[0], head[1] + 0.02 + back, head[2]);
    }
  }

  private void drawUmbrella(Brush brush, Skeleton bones) {
    double[] head = bones.head();
    double top = head[1] + 0.42;
    for (int part = 0; part < 8; part++) {
      double one = part * Math.PI / 4;
      double two = one + Math.PI / 4;
      int shade = part % 2 == 0 ? look.umbrella : darker(look.umbrella);
      brush.face(
          shade,
          head[0],
          top,
          head[2],
          head[0] + 0.58 * Math.cos(one),
          top - 0.22,
          head[2] + 0.58 * Math.sin(one),
          head[0] + 0.58 * Math.cos(two),
          top - 0.22,
          head[2] + 0.58 * Math.sin(two));
    }
  }

  private static int darker(int rgb) {
    return ((rgb >> 1) & 0x7f7f7f) | 0x101010;
  }

  private static double[] mid(double[] a, double[] b, double share) {
    return new double[] {
      Grain.mix(a[0], b[0], share), Grain.mix(a[1], b[1], share), Grain.mix(a[2], b[2], share)
    };
  }

  private static void limb(Brush brush, int rgb, double thick, double[] a, double[] b) {
    brush.limb(rgb, thick, a[0], a[1], a[2], b[0], b[1], b[2]);
  }
}
