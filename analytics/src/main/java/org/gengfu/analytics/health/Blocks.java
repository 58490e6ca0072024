package org.gengfu.analytics.health;

/** The picture in 16 by 9 blocks: how bright each is, and how much structure it shows. */
final class Blocks {
  static final int COLUMNS = 16;
  static final int ROWS = 9;
  static final int COUNT = COLUMNS * ROWS;

  /** Mean of |g| for noise of standard deviation one: two central differences. */
  private static final double NOISE_GRADIENT = 2.26;

  final float[] mean = new float[COUNT];
  final float[] texture = new float[COUNT];
  private final int[] pixels = new int[COUNT];

  /** Measures a raster whose noise has this standard deviation. */
  void measure(byte[] luma, int width, int height, double noise) {
    java.util.Arrays.fill(mean, 0);
    java.util.Arrays.fill(texture, 0);
    java.util.Arrays.fill(pixels, 0);
    for (int y = 1; y < height - 1; y++) {
      int blockRow = y * ROWS / height * COLUMNS;
      int row = y * width;
      for (int x = 1; x < width - 1; x++) {
        int i = row + x;
        int block = blockRow + x * COLUMNS / width;
        int across = (luma[i + 1] & 0xff) - (luma[i - 1] & 0xff);
        int down = (luma[i + width] & 0xff) - (luma[i - width] & 0xff);
        mean[block] += luma[i] & 0xff;
        texture[block] += Math.abs(across) + Math.abs(down);
        pixels[block]++;
      }
    }
    double floor = NOISE_GRADIENT * noise;
    for (int block = 0; block < COUNT; block++) {
      float count = Math.max(1, pixels[block]);
      mean[block] /= count;
      double shown = texture[block] / count;
      texture[block] = (float) Math.sqrt(Math.max(0, shown * shown - floor * floor));
    }
  }
}
