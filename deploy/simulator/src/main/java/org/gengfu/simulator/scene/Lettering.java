package org.gengfu.simulator.scene;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Words for signs and on-screen names, in whatever font the machine has. A machine without Chinese
 * fonts shows none.
 */
final class Lettering {
  private static final Logger log = LoggerFactory.getLogger(Lettering.class);
  private static final List<String> FAMILIES =
      List.of("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei", Font.SANS_SERIF);

  private Lettering() {}

  /**
   * The words in white on nothing; alpha tells how much of a pixel they cover.
   *
   * @param size of the letters in pixels
   */
  static Optional<BufferedImage> of(String words, int size) {
    try {
      return font(words, size).map(font -> draw(words, font));
    } catch (RuntimeException | LinkageError | InternalError e) {
      // A Java without its font libraries fails in any of these ways at the first letter.
      log.debug("no letters here: {}", e.toString());
      return Optional.empty();
    }
  }

  private static Optional<Font> font(String words, int size) {
    return FAMILIES.stream()
        .map(family -> new Font(family, Font.BOLD, size))
        .filter(font -> font.canDisplayUpTo(words) < 0)
        .findFirst();
  }

  private static BufferedImage draw(String words, Font font) {
    BufferedImage scratch = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
    Graphics2D measuring = scratch.createGraphics();
    Rectangle2D box = font.getStringBounds(words, measuring.getFontRenderContext());
    float ascent = font.getLineMetrics(words, measuring.getFontRenderContext()).getAscent();
    measuring.dispose();
    BufferedImage image =
        new BufferedImage(
            (int) Math.ceil(box.getWidth()) + 2,
            (int) Math.ceil(box.getHeight()) + 2,
            BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(font);
    graphics.drawString(words, 1, ascent + 1);
    graphics.dispose();
    return image;
  }

  /** A sign board of this size in metres with these words across it. */
  static Material sign(String words, double width, double height, int board, int ink) {
    BufferedImage letters = of(words, 48).orElse(null);
    return (u, v, out) -> {
      boolean edge = u < 0.06 || v < 0.06 || u > width - 0.06 || v > height - 0.06;
      double covered = letters == null || edge ? 0 : covered(letters, u / width, v / height);
      out.colour(edge ? 0xd9d2c0 : covered > 0.5 ? ink : board, 0.9);
      out.glow = 0.8;
    };
  }

  private static double covered(BufferedImage letters, double u, double v) {
    double x = (u - 0.06) / 0.88 * letters.getWidth();
    double y = (0.92 - v) / 0.84 * letters.getHeight();
    if (x < 0 || y < 0 || x >= letters.getWidth() || y >= letters.getHeight()) {
      return 0;
    }
    return (letters.getRGB((int) x, (int) y) >>> 24) / 255.0;
  }
}
