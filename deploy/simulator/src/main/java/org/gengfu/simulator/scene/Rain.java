package org.gengfu.simulator.scene;

/** Streaks of falling water, and drops that burst on the ground. */
final class Rain {
  private static final int STREAKS = 260;
  private static final int SPLASHES = 90;

  private Rain() {}

  static void fall(int[] rgb, int width, int height, int frame) {
    for (int i = 0; i < STREAKS; i++) {
      double near = Grain.cell(i, frame, 61);
      int length = 5 + (int) (near * near * 22);
      int x = (int) (Grain.cell(i, frame, 62) * (width + 20)) - 10;
      int y = (int) (Grain.cell(i, frame, 63) * (height + 20)) - 20;
      int strength = 14 + (int) (near * 26);
      for (int step = 0; step < length; step++) {
        lighten(rgb, width, height, x + step / 5, y + step, strength);
      }
    }
    for (int i = 0; i < SPLASHES; i++) {
      int y = height / 3 + (int) (Grain.cell(i, frame, 64) * height * 2 / 3);
      int x = (int) (Grain.cell(i, frame, 65) * width);
      int reach = 1 + 2 * y / height;
      for (int step = -reach; step <= reach; step++) {
        lighten(rgb, width, height, x + step, y - Math.abs(step) / 2, 34);
      }
    }
  }

  private static void lighten(int[] rgb, int width, int height, int x, int y, int by) {
    if (x < 0 || y < 0 || x >= width || y >= height) {
      return;
    }
    int at = y * width + x;
    int red = Math.min(255, (rgb[at] >> 16 & 0xff) + by);
    int green = Math.min(255, (rgb[at] >> 8 & 0xff) + by);
    int blue = Math.min(255, (rgb[at] & 0xff) + by);
    rgb[at] = red << 16 | green << 8 | blue;
  }
}
