package org.gengfu.simulator.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;

/**
 * Draws things of the world on an empty layer, lit as the place where they are. The layer is then
 * laid over a picture, behind what stands nearer. For one thread.
 */
final class Brush {
  private final Lens lens;
  private final Illumination illumination;
  private final BufferedImage layer;
  private final int[] pixels;
  private final Graphics2D graphics;
  private final double[] falling = new double[3];
  private boolean shadow;
  private double left;
  private double top;
  private double right;
  private double bottom;

  Brush(Lens lens, Illumination illumination) {
    this.lens = lens;
    this.illumination = illumination;
    this.layer = new BufferedImage(lens.width, lens.height, BufferedImage.TYPE_INT_ARGB);
    this.pixels = ((DataBufferInt) layer.getRaster().getDataBuffer()).getData();
    this.graphics = layer.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    forget();
  }

  Light light() {
    return illumination.light();
  }

  /** Begins a thing that stands here. */
  void begin(double x, double z) {
    shadow = illumination.inShadow(x, 0.9, z);
  }

  /** A flat polygon; x, y, z, x, y, z, … Lit on the side that the camera sees. */
  void face(int rgb, double... points) {
    double[] normal = normal(points);
    double towards =
        -points[0] * normal[0] + (lens.poleHeight - points[1]) * normal[1] - points[2] * normal[2];
    double side = towards < 0 ? -1 : 1;
    illumination.at(
        points[0],
        points[1],
        points[2],
        side * normal[0],
        side * normal[1],
        side * normal[2],
        shadow,
        falling);
    fill(lit(rgb), points);
  }

  /** A face of a solid body around a middle; drawn only when the camera sees its outside. */
  void side(int rgb, double[] middle, double... points) {
    if (visible(middle, points)) {
      face(rgb, points);
    }
  }

  /** Whether the camera sees the side of the face that is turned away from the middle. */
  boolean visible(double[] middle, double... points) {
    double[] normal = normal(points);
    double outwards =
        (points[0] - middle[0]) * normal[0]
            + (points[1] - middle[1]) * normal[1]
            + (points[2] - middle[2]) * normal[2];
    double towards =
        -points[0] * normal[0] + (lens.poleHeight - points[1]) * normal[1] - points[2] * normal[2];
    return outwards * towards > 0;
  }

  /** A polygon that shines by itself. */
  void shine(int rgb, double... points) {
    fill(new Color(rgb), points);
  }

  /** A polygon of this colour and opacity, not lit. */
  void fill(Color colour, double... points) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < points.length; i += 3) {
      double px = lens.pixelX(points[i], points[i + 1], points[i + 2]);
      double py = lens.pixelY(points[i + 1], points[i + 2]);
      reach(px, py, 1);
      if (i == 0) {
        path.moveTo(px, py);
      } else {
        path.lineTo(px, py);
      }
    }
    path.closePath();
    graphics.setColor(colour);
    graphics.fill(path);
  }

  /** A round-ended bar between two places. */
  void limb(
      int rgb, double thick, double x1, double y1, double z1, double x2, double y2, double z2) {
    illumination.at(x1, y1, z1, -0.3, 0.5, -0.75, shadow, falling);
    bar(lit(rgb), thick, x1, y1, z1, x2, y2, z2);
  }

  /** A bar of this colour and opacity, not lit. */
  void bar(
      Color colour,
      double thick,
      double x1,
      double y1,
      double z1,
      double x2,
      double y2,
      double z2) {
    double px1 = lens.pixelX(x1, y1, z1);
    double py1 = lens.pixelY(y1, z1);
    double px2 = lens.pixelX(x2, y2, z2);
    double py2 = lens.pixelY(y2, z2);
    double width = Math.max(0.6, thick * lens.scale(lens.depth(y1, z1)));
    reach(px1, py1, width);
    reach(px2, py2, width);
    graphics.setColor(colour);
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(new Line2D.Double(px1, py1, px2, py2));
  }

  /** A ball. */
  void ball(int rgb, double radius, double x, double y, double z) {
    illumination.at(x, y, z, -0.2, 0.75, -0.6, shadow, falling);
    disc(lit(rgb), radius, x, y, z);
  }

  /** A disc of this colour and opacity that faces the camera, not lit. */
  void disc(Color colour, double radius, double x, double y, double z) {
    double px = lens.pixelX(x, y, z);
    double py = lens.pixelY(y, z);
    double r = radius * lens.scale(lens.depth(y, z));
    reach(px, py, r + 1);
    graphics.setColor(colour);
    graphics.fill(new Ellipse2D.Double(px - r, py - r, 2 * r, 2 * r));
  }

  private Color lit(int rgb) {
    return new Color(
        sample(rgb >> 16 & 0xff, falling[0]),
        sample(rgb >> 8 & 0xff, falling[1]),
        sample(rgb & 0xff, falling[2]));
  }

  private static int sample(int srgb, double light) {
    double value = srgb / 255.0;
    return Illumination.exposed(value * value * light);
  }

  private static double[] normal(double[] p) {
    double ax = p[3] - p[0];
    double ay = p[4] - p[1];
    double az = p[5] - p[2];
    double bx = p[6] - p[0];
    double by = p[7] - p[1];
    double bz = p[8] - p[2];
    double x = ay * bz - az * by;
    double y = az * bx - ax * bz;
    double z = ax * by - ay * bx;
    double length = Math.max(1e-9, Math.sqrt(x * x + y * y + z * z));
    return new double[] {x / length, y / length, z / length};
  }

  private void reach(double px, double py, double around) {
    left = Math.min(left, px - around);
    right = Math.max(right, px + around);
    top = Math.min(top, py - around);
    bottom = Math.max(bottom, py + around);
  }

  /** Takes the pixels that were drawn since the last call, and empties the layer. */
  void lay(Pixel onto) {
    int x1 = (int) Math.max(0, Math.floor(left) - 1);
    int y1 = (int) Math.max(0, Math.floor(top) - 1);
    int x2 = (int) Math.min(lens.width, Math.ceil(right) + 2);
    int y2 = (int) Math.min(lens.height, Math.ceil(bottom) + 2);
    for (int y = y1; y < y2 && x1 < x2; y++) {
      int row = y * lens.width;
      for (int at = row + x1; at < row + x2; at++) {
        int argb = pixels[at];
        if (argb != 0) {
          onto.put(at, argb >>> 24, argb);
        }
      }
      Arrays.fill(pixels, row + x1, row + x2, 0);
    }
    forget();
  }

  private void forget() {
    left = Double.MAX_VALUE;
    top = Double.MAX_VALUE;
    right = -Double.MAX_VALUE;
    bottom = -Double.MAX_VALUE;
  }

  /** Takes one pixel of a layer. */
  @FunctionalInterface
  interface Pixel {
    void put(int at, int alpha, int rgb);
  }
}
