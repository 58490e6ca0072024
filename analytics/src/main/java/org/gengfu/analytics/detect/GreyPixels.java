package org.gengfu.analytics.detect;

import org.gengfu.analytics.scene.LumaPicture;

/** A grey raster, scaled bilinearly. */
record GreyPixels(LumaPicture raster) implements Pixels {
  private static final int CHANNELS = 3;

  @Override
  public int width() {
    return raster.width();
  }

  @Override
  public int height() {
    return raster.height();
  }

  @Override
  public byte[] bgr(Letterbox part) {
    byte[] pixels = new byte[CHANNELS * part.scaledWidth() * part.scaledHeight()];
    int at = 0;
    for (int y = 0; y < part.scaledHeight(); y++) {
      double fromY = (y + 0.5) * part.height() / part.scaledHeight() - 0.5 + part.top();
      for (int x = 0; x < part.scaledWidth(); x++) {
        double fromX = (x + 0.5) * part.width() / part.scaledWidth() - 0.5 + part.left();
        byte value = (byte) Math.round(between(fromX, fromY));
        pixels[at++] = value;
        pixels[at++] = value;
        pixels[at++] = value;
      }
    }
    return pixels;
  }

  private double between(double x, double y) {
    double cx = Math.max(0, Math.min(raster.width() - 1.0, x));
    double cy = Math.max(0, Math.min(raster.height() - 1.0, y));
    int x0 = (int) cx;
    int y0 = (int) cy;
    int x1 = Math.min(raster.width() - 1, x0 + 1);
    int y1 = Math.min(raster.height() - 1, y0 + 1);
    double above = luma(x0, y0) + (luma(x1, y0) - luma(x0, y0)) * (cx - x0);
    double below = luma(x0, y1) + (luma(x1, y1) - luma(x0, y1)) * (cx - x0);
    return above + (below - above) * (cy - y0);
  }

  private int luma(int x, int y) {
    return raster.luma()[y * raster.width() + x] & 0xff;
  }
}
