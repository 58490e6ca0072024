package org.gengfu.analytics.health;

import org.gengfu.analytics.scene.FourInOne;

/**
 * Directions of the edges of a raster, each as a point on the doubled angle: light that turns an
 * edge's sides around changes nothing. Q15 fixed point; zero where there is no edge.
 */
final class Edges {
  static final int ONE = 32_767;

  /** Difference over two pixels, luma steps, from which on it is an edge. */
  private static final int STEP = 12;

  final int width;
  final int height;
  final short[] cosine;
  final short[] sine;
  int count;

  Edges(int width, int height) {
    this.width = width;
    this.height = height;
    this.cosine = new short[width * height];
    this.sine = new short[width * height];
  }

  /** Finds the edges of a raster of this size. */
  void find(byte[] luma) {
    count = 0;
    java.util.Arrays.fill(cosine, (short) 0);
    java.util.Arrays.fill(sine, (short) 0);
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int i = y * width + x;
        int across = (luma[i + 1] & 0xff) - (luma[i - 1] & 0xff);
        int down = (luma[i + width] & 0xff) - (luma[i - width] & 0xff);
        int strength = across * across + down * down;
        if (strength >= STEP * STEP) {
          cosine[i] = (short) ((long) ONE * (across * across - down * down) / strength);
          sine[i] = (short) (2L * ONE * across * down / strength);
          count++;
        }
      }
    }
  }

  /** Half of a raster in both directions; what noise there is gets less. */
  static void halve(byte[] luma, int width, byte[] half, int halfWidth, int halfHeight) {
    for (int y = 0; y < halfHeight; y++) {
      int above = 2 * y * width;
      FourInOne.row(luma, above, luma, above + width, half, y * halfWidth, halfWidth);
    }
  }
}
