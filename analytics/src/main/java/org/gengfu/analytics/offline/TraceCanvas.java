package org.gengfu.analytics.offline;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.gengfu.analytics.scene.SceneView;
import org.gengfu.analytics.scene.SceneView.Thing;
import org.gengfu.analytics.scene.ZoneRule;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.geometry.Point;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws one picture of a trace. */
final class TraceCanvas {
  private static final Logger LOG = LoggerFactory.getLogger(TraceCanvas.class);
  static final int WIDTH = 1280;
  static final int HEIGHT = 540;

  /** Space of the picture; the rest of the width is the side's. */
  private static final int PICTURE_WIDTH = 960;

  private static final int SIDE_WIDTH = WIDTH - PICTURE_WIDTH;
  private static final int SIDE_HEIGHT = 180;
  private static final int TEXT_TOP = 2 * SIDE_HEIGHT + 18;
  private static final int LINE = 14;
  private static final int MAX_LINES = 11;

  private static final Color ZONE = new Color(0x3fb37f);
  private static final Color WAITING = new Color(0xffb000);
  private static final Color RAISED = new Color(0xff4040);
  private static final Color MOVING = new Color(0x5aa9ff);
  private static final int REMEMBERED_RGB = 0xffb000;
  private static final int UNKNOWN_RGB = 0x5aa9ff;

  private final List<ZoneRule> zones;
  private boolean letters = true;

  TraceCanvas(List<ZoneRule> zones) {
    this.zones = List.copyOf(zones);
  }

  /** A size in pixels. */
  record Size(int width, int height) {}

  /** The picture's size on the canvas. */
  static Size fitting(int width, int height) {
    double scale = Math.min(PICTURE_WIDTH / (double) width, HEIGHT / (double) height);
    return new Size(
        Math.max(1, (int) Math.round(width * scale)),
        Math.max(1, (int) Math.round(height * scale)));
  }

  BufferedImage draw(BufferedImage picture, double seconds, SceneView view) {
    BufferedImage canvas = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = canvas.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.drawImage(picture, 0, 0, null);
    drawScene(graphics, picture.getWidth(), picture.getHeight(), view);
    graphics.drawImage(background(view), PICTURE_WIDTH, 0, SIDE_WIDTH, SIDE_HEIGHT, null);
    graphics.drawImage(foreground(view), PICTURE_WIDTH, SIDE_HEIGHT, SIDE_WIDTH, SIDE_HEIGHT, null);
    write(graphics, seconds, view);
    graphics.dispose();
    return canvas;
  }

  private void drawScene(Graphics2D graphics, int width, int height, SceneView view) {
    graphics.setStroke(new BasicStroke(1.5f));
    graphics.setColor(ZONE);
    for (ZoneRule zone : zones) {
      Path2D outline = new Path2D.Double();
      for (Point point : zone.polygon().points()) {
        double x = point.x() * width;
        double y = point.y() * height;
        if (outline.getCurrentPoint() == null) {
          outline.moveTo(x, y);
        } else {
          outline.lineTo(x, y);
        }
      }
      outline.closePath();
      graphics.draw(outline);
    }
    graphics.setColor(MOVING);
    view.moving().forEach(box -> rectangle(graphics, box, width, height));
    graphics.setStroke(new BasicStroke(2));
    int number = 0;
    for (Thing thing : view.things()) {
      number++;
      graphics.setColor(thing.raised() ? RAISED : WAITING);
      Box box = thing.box();
      rectangle(graphics, box, width, height);
      // The dwell as a bar under the thing, full when it is over.
      int left = (int) (box.x() * width);
      int bottom = (int) ((box.y() + box.height()) * height) + 3;
      int whole = Math.max(12, (int) (box.width() * width));
      graphics.fillRect(left, bottom, (int) (whole * Math.min(1, thing.dwell())), 4);
      graphics.drawRect(left, bottom, whole, 4);
      text(
          graphics,
          number + " " + thing.verdict(),
          left,
          Math.max(LINE, (int) (box.y() * height) - 4));
    }
  }

  private static void rectangle(Graphics2D graphics, Box box, int width, int height) {
    graphics.drawRect(
        (int) (box.x() * width),
        (int) (box.y() * height),
        (int) Math.ceil(box.width() * width),
        (int) Math.ceil(box.height() * height));
  }

  private static BufferedImage background(SceneView view) {
    BufferedImage image =
        new BufferedImage(view.width(), view.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < view.width() * view.height(); i++) {
      int luma = view.background()[i] & 0xff;
      image.setRGB(i % view.width(), i / view.width(), luma << 16 | luma << 8 | luma);
    }
    return image;
  }

  private static BufferedImage foreground(SceneView view) {
    int rows = view.cells().size() / view.columns();
    BufferedImage image = new BufferedImage(view.columns(), rows, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < view.columns() * rows; i++) {
      int rgb =
          switch (view.cells().get(i)) {
            case BACKGROUND -> 0;
            case REMEMBERED -> REMEMBERED_RGB;
            case UNKNOWN -> UNKNOWN_RGB;
          };
      image.setRGB(i % view.columns(), i / view.columns(), rgb);
    }
    return image;
  }

  private void write(Graphics2D graphics, double seconds, SceneView view) {
    graphics.setColor(Color.WHITE);
    text(graphics, "background", PICTURE_WIDTH + 4, LINE);
    text(graphics, "foreground: amber stays, blue moves", PICTURE_WIDTH + 4, SIDE_HEIGHT + LINE);
    int y = TEXT_TOP;
    text(graphics, String.format(Locale.ROOT, "%.1f s", seconds), PICTURE_WIDTH + 4, y);
    int number = 0;
    for (Thing thing : view.things()) {
      if (++number > MAX_LINES) {
        break;
      }
      y += LINE;
      graphics.setColor(thing.raised() ? RAISED : WAITING);
      text(graphics, words(number, thing), PICTURE_WIDTH + 4, y);
    }
  }

  private static String words(int number, Thing thing) {
    return String.format(
        Locale.ROOT,
        "%d %s %.0f s, vote %.2f, still %d/%d %s",
        number,
        thing.raised() ? "RAISED" : thing.verdict(),
        thing.ageSeconds(),
        thing.vote(),
        thing.still(),
        thing.pairs(),
        thing.opinion());
  }

  /** A Java without its font libraries draws no letters; the rest still tells much. */
  private void text(Graphics2D graphics, String words, int x, int y) {
    if (!letters) {
      return;
    }
    try {
      graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
      Color colour = graphics.getColor();
      graphics.setColor(Color.BLACK);
      graphics.drawString(words, x + 1, y + 1);
      graphics.setColor(colour);
      graphics.drawString(words, x, y);
    } catch (RuntimeException | LinkageError | InternalError missing) {
      LOG.warn("no fonts here, the trace goes without words: {}", missing.toString());
      letters = false;
    }
  }
}
