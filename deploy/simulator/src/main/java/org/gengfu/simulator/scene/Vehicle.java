package org.gengfu.simulator.scene;

import java.awt.Color;

/**
 * A motor vehicle with four wheels.
 *
 * @param model its form
 * @param colour of its body
 * @param motion where it is
 * @param lights whether it has its lights on when it is dark
 */
record Vehicle(Model model, int colour, Motion motion, boolean lights) implements Actor {
  private static final int GLASS = 0x2b3a46;
  private static final int TYRE = 0x1d1d1f;
  private static final Color SHADE = new Color(0, 0, 0, 255);

  /**
   * Forms, in metres. Along the length 0 is the middle, front is positive.
   *
   * @param length over all
   * @param width over all
   * @param belt height of the bonnet's rear end and the windows' lower edge
   * @param nose height of the front
   * @param roof height over all
   * @param cabinRear lower rear end of the cabin
   * @param cabinFront lower front end of the cabin
   * @param roofRear rear end of the roof
   * @param roofFront front end of the roof
   * @param cargo length of a box behind the cabin, 0 for none
   */
  record Model(
      double length,
      double width,
      double belt,
      double nose,
      double roof,
      double cabinRear,
      double cabinFront,
      double roofRear,
      double roofFront,
      double cargo) {
    static final Model SALOON = new Model(4.5, 1.8, 0.92, 0.74, 1.45, -1.75, 1.05, -1.05, 0.35, 0);
    static final Model ESTATE = new Model(4.5, 1.85, 1.02, 0.88, 1.68, -2.2, 1.15, -2.0, 0.5, 0);
    static final Model VAN = new Model(4.2, 1.65, 1.05, 0.95, 1.9, -2.08, 1.75, -2.02, 1.2, 0);
    static final Model TRUCK = new Model(5.6, 1.95, 1.2, 1.05, 2.1, 0.9, 2.75, 1.0, 2.45, 3.6);
  }

  @Override
  public boolean headlights() {
    return lights;
  }

  @Override
  public void castShadow(Brush brush, Pose pose, double seconds) {
    Body at = new Body(pose);
    double l = model.length / 2;
    double w = model.width / 2;
    brush.fill(SHADE, at.quad(-l, -w, 0, l, -w, 0, l, w, 0, -l, w, 0));
    if (brush.light().dark() || brush.light().sunColour()[0] < 0.4) {
      return;
    }
    double[] sun = brush.light().sun();
    double rear = model.cargo > 0 ? -l : model.roofRear;
    double height = model.cargo > 0 ? 2.5 : model.roof;
    double[] low = at.quad(-l, -w, 0, l, -w, 0, l, w, 0, -l, w, 0);
    double[] middle =
        at.quad(-l, -w, model.belt, l, -w, model.nose, l, w, model.nose, -l, w, model.belt);
    double[] high =
        at.quad(
            rear,
            -w,
            height,
            model.roofFront,
            -w,
            height,
            model.roofFront,
            w,
            height,
            rear,
            w,
            height);
    brush.fill(SHADE, Hull.onGround(sun, low, middle));
    brush.fill(SHADE, Hull.onGround(sun, middle, high));
  }

  @Override
  public void draw(Brush brush, Pose pose, double seconds) {
    Body at = new Body(pose);
    if (model.cargo > 0 && !frontFirst(pose)) {
      cabin(brush, at);
      cargo(brush, at);
    } else if (model.cargo > 0) {
      cargo(brush, at);
      cabin(brush, at);
    } else {
      hull(brush, at, -model.length / 2);
      cabin(brush, at);
    }
    wheels(brush, at, pose.distance());
    lamps(brush, at);
  }

  /** Whether the camera sees the front rather than the rear. */
  private static boolean frontFirst(Pose pose) {
    return -pose.x() * Math.sin(pose.heading()) - pose.z() * Math.cos(pose.heading()) > 0;
  }

  /** The lower body, from {@code rear} to the nose. */
  private void hull(Brush brush, Body at, double rear) {
    double l = model.length / 2;
    double w = model.width / 2;
    double low = 0.28;
    double belt = model.belt;
    double nose = model.nose;
    double front = model.cabinFront;
    double[] middle = at.place((rear + l) / 2, 0, (low + belt) / 2);
    int dark = darker(colour, 0.8);
    for (int side = -1; side <= 1; side += 2) {
      double s = side * w;
      brush.side(
          colour,
          middle,
          at.points(rear, s, low, l, s, low, l, s, nose, front, s, belt, rear, s, belt));
      if (brush.visible(middle, at.points(rear, s, low, l, s, low, l, s, nose))) {
        double t = side * (w + 0.01);
        brush.face(
            darker(colour, 0.45),
            at.quad(rear, t, low, l, t, low, l, t, low + 0.12, rear, t, low + 0.12));
        brush.face(
            dark, at.quad(-0.35, t, low + 0.2, -0.3, t, low + 0.2, -0.3, t, belt, -0.35, t, belt));
      }
    }
    brush.side(dark, middle, at.quad(l, -w, low, l, w, low, l, w, nose, l, -w, nose));
    brush.side(dark, middle, at.quad(rear, -w, low, rear, w, low, rear, w, belt, rear, -w, belt));
    brush.side(colour, middle, at.quad(front, -w, belt, l, -w, nose, l, w, nose, front, w, belt));
    brush.side(
        colour, middle, at.quad(rear, -w, belt, front, -w, belt, front, w, belt, rear, w, belt));
  }

  private void cabin(Brush brush, Body at) {
    if (model.cargo > 0) {
      hull(brush, at, model.cabinRear);
    }
    double w = model.width / 2 - 0.03;
    double r = model.width / 2 * 0.8;
    double b = model.belt;
    double h = model.roof;
    double[] middle = at.place((model.roofRear + model.roofFront) / 2, 0, (b + h) / 2);
    double cr = model.cabinRear;
    double cf = model.cabinFront;
    double rr = model.roofRear;
    double rf = model.roofFront;
    glazed(brush, middle, at.quad(cf, -w, b, cf, w, b, rf, r, h, rf, -r, h), 0.1);
    glazed(brush, middle, at.quad(cr, w, b, cr, -w, b, rr, -r, h, rr, r, h), 0.14);
    for (int side = -1; side <= 1; side += 2) {
      double[] face = at.quad(cr, side * w, b, cf, side * w, b, rf, side * r, h, rr, side * r, h);
      glazed(brush, middle, face, 0.16);
      if (brush.visible(middle, face)) {
        double m = (rr + rf) / 2;
        brush.face(
            colour,
            at.quad(
                m - 0.06,
                side * (w + 0.01),
                b,
                m + 0.06,
                side * (w + 0.01),
                b,
                m + 0.06,
                side * (r + 0.01),
                h,
                m - 0.06,
                side * (r + 0.01),
                h));
      }
    }
    brush.side(brighter(colour), middle, at.quad(rr, -r, h, rf, -r, h, rf, r, h, rr, r, h));
  }

  /** A face of the body's colour with a window in it. */
  private void glazed(Brush brush, double[] middle, double[] face, double frame) {
    if (!brush.visible(middle, face)) {
      return;
    }
    brush.face(colour, face);
    double[] pane = new double[12];
    for (int corner = 0; corner < 4; corner++) {
      int across = corner ^ 1;
      int along = 3 - corner;
      for (int c = 0; c < 3; c++) {
        double here = face[3 * corner + c];
        pane[3 * corner + c] =
            here
                + frame * 0.6 * (face[3 * across + c] - here)
                + frame * (face[3 * along + c] - here);
      }
    }
    brush.face(GLASS, pane);
  }

  private void cargo(Brush brush, Body at) {
    double rear = -model.length / 2;
    double front = rear + model.cargo;
    double w = model.width / 2;
    double[] middle = at.place((rear + front) / 2, 0, 1.5);
    int box = 0xd5d8d6;
    for (int side = -1; side <= 1; side += 2) {
      double s = side * w;
      brush.side(box, middle, at.quad(rear, s, 0.75, front, s, 0.75, front, s, 2.5, rear, s, 2.5));
      if (brush.visible(
          middle, at.quad(rear, s, 0.75, front, s, 0.75, front, s, 2.5, rear, s, 2.5))) {
        double t = side * (w + 0.01);
        brush.face(colour, at.quad(rear, t, 1.4, front, t, 1.4, front, t, 1.75, rear, t, 1.75));
        brush.face(0x34383b, at.quad(rear, t, 0.55, front, t, 0.55, front, t, 0.75, rear, t, 0.75));
      }
    }
    brush.side(
        darker(box, 0.9),
        middle,
        at.quad(rear, -w, 0.55, rear, w, 0.55, rear, w, 2.5, rear, -w, 2.5));
    brush.side(
        box, middle, at.quad(front, -w, 0.75, front, w, 0.75, front, w, 2.5, front, -w, 2.5));
    brush.side(box, middle, at.quad(rear, -w, 2.5, front, -w, 2.5, front, w, 2.5, rear, w, 2.5));
  }

  private void wheels(Brush brush, Body at, double distance) {
    double axle = model.length * 0.31;
    double radius = model.cargo > 0 ? 0.42 : 0.33;
    double[] middle = at.place(0, 0, 0.6);
    for (int side = -1; side <= 1; side += 2) {
      double s = side * (model.width / 2 + 0.015);
      double l = model.length / 2;
      if (!brush.visible(middle, at.quad(-l, s, 0, l, s, 0, l, s, 1, -l, s, 1))) {
        continue;
      }
      for (double place : new double[] {-axle, axle}) {
        brush.face(TYRE, at.disc(place, s, radius, radius, 0, 14));
        double hub = side * (model.width / 2 + 0.03);
        brush.face(0xa9adb0, at.disc(place, hub, radius, radius * 0.58, distance / radius, 5));
      }
    }
  }

  private void lamps(Brush brush, Body at) {
    boolean on = lights && brush.light().dark();
    double l = model.length / 2 + 0.01;
    double w = model.width / 2;
    double h = model.nose - 0.18;
    double[] middle = at.place(0, 0, 0.5);
    boolean front = brush.visible(middle, at.quad(l, -w, 0, l, w, 0, l, w, 1, l, -w, 1));
    boolean rear = brush.visible(middle, at.quad(-l, -w, 0, -l, w, 0, -l, w, 1, -l, -w, 1));
    for (int side = -1; side <= 1; side += 2) {
      double a = side * (w - 0.08);
      double b = side * (w - 0.45);
      if (front) {
        double[] lamp = at.quad(l, a, h, l, b, h, l, b, h + 0.16, l, a, h + 0.16);
        lamp(brush, on, 0xfffbe6, 0xe9edf0, lamp);
        if (on) {
          glare(brush, at.place(l, (a + b) / 2, h + 0.08), 0xfff2c4, 0.55);
        }
      }
      if (rear) {
        double top = model.belt - 0.1;
        double[] lamp = at.quad(-l, a, top - 0.22, -l, b, top - 0.22, -l, b, top, -l, a, top);
        lamp(brush, on, 0xff4030, 0x9c2b26, lamp);
        if (on) {
          glare(brush, at.place(-l, (a + b) / 2, top - 0.1), 0xff3020, 0.25);
        }
      }
    }
    plate(brush, at, front ? l : -l, front || rear);
  }

  private static void lamp(Brush brush, boolean on, int shining, int off, double[] corners) {
    if (on) {
      brush.shine(shining, corners);
    } else {
      brush.face(off, corners);
    }
  }

  private static void plate(Brush brush, Body at, double end, boolean seen) {
    if (seen) {
      brush.face(
          0x2456a8, at.quad(end, -0.24, 0.42, end, 0.24, 0.42, end, 0.24, 0.56, end, -0.24, 0.56));
    }
  }

  private static void glare(Brush brush, double[] place, int rgb, double radius) {
    for (int ring = 1; ring <= 4; ring++) {
      Color colour = new Color(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, 26 + 14 * (4 - ring));
      brush.disc(colour, radius * ring / 4, place[0], place[1], place[2]);
    }
  }

  private static int darker(int rgb, double factor) {
    int red = (int) ((rgb >> 16 & 0xff) * factor);
    int green = (int) ((rgb >> 8 & 0xff) * factor);
    int blue = (int) ((rgb & 0xff) * factor);
    return red << 16 | green << 8 | blue;
  }

  private static int brighter(int rgb) {
    int red = Math.min(255, (rgb >> 16 & 0xff) + 10);
    int green = Math.min(255, (rgb >> 8 & 0xff) + 10);
    int blue = Math.min(255, (rgb & 0xff) + 12);
    return red << 16 | green << 8 | blue;
  }
}
