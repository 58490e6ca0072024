package org.gengfu.simulator.scene;

import java.awt.image.BufferedImage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a camera writes into its picture: date and time at the top, its name at the bottom. */
final class OnScreen {
  /** Five by seven dots, a row in each of seven 5-bit groups: 0–9, colon, dash. */
  private static final long[] GLYPHS = {
    0x3a33ae62eL, 0x11842108eL, 0x3a211111fL, 0x7c441062eL, 0x08ca97c42L, 0x7e1e0862eL,
    0x1910f462eL, 0x7c2222108L, 0x3a317462eL, 0x3a317844cL, 0x008401080L, 0x0000f8000L
  };

  private static final int ROWS = 7;
  private static final int COLUMNS = 5;
  private static final int DOT = 2;
  private static final int MARGIN = 10;

  private final @Nullable BufferedImage name;
  private final String date;
  private final int firstSecond;

  /**
   * @param name of the place
   * @param date such as 2026-11-22
   * @param firstSecond second of the day at which the film begins
   */
  OnScreen(String name, String date, int firstSecond) {
    this.name = Lettering.of(name, 17).orElse(null);
    this.date = date;
    this.firstSecond = firstSecond;
  }

  void write(int[] rgb, int width, int height, double seconds) {
    int now = firstSecond + (int) seconds;
    String text =
        String.format(Locale.ROOT, "%s %02d:%02d:%02d", date, now / 3600, now / 60 % 60, now % 60);
    for (int i = 0; i < text.length(); i++) {
      int glyph = text.charAt(i) - '0';
      if (text.charAt(i) == '-') {
        glyph = 11;
      }
      if (glyph >= 0) {
        glyph(rgb, width, MARGIN + i * ((COLUMNS + 1) * DOT + 1), MARGIN, GLYPHS[glyph]);
      }
    }
    if (name != null) {
      lay(rgb, width, height, name);
    }
  }

  private static void glyph(int[] rgb, int width, int left, int top, long dots) {
    for (int pass = 0; pass < 2; pass++) {
      for (int bit = 0; bit < ROWS * COLUMNS; bit++) {
        if ((dots >> (ROWS * COLUMNS - 1 - bit) & 1) != 0) {
          int x = left + bit % COLUMNS * DOT;
          int y = top + bit / COLUMNS * DOT;
          int grow = pass == 0 ? 1 : 0;
          square(rgb, width, x - grow, y - grow, DOT + 2 * grow, pass == 0 ? 0x202020 : 0xf4f4f0);
        }
      }
    }
  }

  private static void square(int[] rgb, int width, int left, int top, int side, int colour) {
    for (int y = top; y < top + side; y++) {
      for (int x = left; x < left + side; x++) {
        rgb[y * width + x] = colour;
      }
    }
  }

  private static void lay(int[] rgb, int width, int height, BufferedImage letters) {
    int left = width - letters.getWidth() - MARGIN;
    int top = height - letters.getHeight() - MARGIN / 2;
    for (int pass = 0; pass < 2; pass++) {
      int shift = pass == 0 ? 1 : 0;
      for (int y = 0; y < letters.getHeight(); y++) {
        for (int x = 0; x < letters.getWidth(); x++) {
          int alpha = letters.getRGB(x, y) >>> 24;
          int at = (top + y + shift) * width + left + x + shift;
          if (alpha > 0) {
            rgb[at] = mix(rgb[at], pass == 0 ? 0x101010 : 0xf4f4f0, alpha);
          }
        }
      }
    }
  }

  private static int mix(int under, int over, int alpha) {
    int red = ((under >> 16 & 0xff) * (255 - alpha) + (over >> 16 & 0xff) * alpha) / 255;
    int green = ((under >> 8 & 0xff) * (255 - alpha) + (over >> 8 & 0xff) * alpha) / 255;
    int blue = ((under & 0xff) * (255 - alpha) + (over & 0xff) * alpha) / 255;
    return red << 16 | green << 8 | blue;
  }
}
