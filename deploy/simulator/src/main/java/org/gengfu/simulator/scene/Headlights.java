package org.gengfu.simulator.scene;

/** The light that a vehicle throws on what is in front of it. */
final class Headlights {
  private static final double REACH_METRES = 15;
  private static final double STRENGTH = 2.6;

  private final Backdrop backdrop;
  private final Lens lens;

  Headlights(Backdrop backdrop, Lens lens) {
    this.backdrop = backdrop;
    this.lens = lens;
  }

  /** Brightens the picture before a vehicle whose front is so far from its middle. */
  void light(int[] rgb, Pose pose, double front) {
    Body at = new Body(pose);
    double[] corners =
        at.points(
            front,
            -1.2,
            0,
            front,
            1.2,
            0,
            front + REACH_METRES,
            -5,
            0,
            front + REACH_METRES,
            5,
            0,
            front + 8,
            -4,
            1.5,
            front + 8,
            4,
            1.5);
    double left = lens.width;
    double right = 0;
    double top = lens.height;
    double bottom = 0;
    for (int i = 0; i < corners.length; i += 3) {
      if (lens.depth(corners[i + 1], corners[i + 2]) < 0.8) {
        left = 0;
        right = lens.width;
        bottom = lens.height;
        continue;
      }
      double px = lens.pixelX(corners[i], corners[i + 1], corners[i + 2]);
      double py = lens.pixelY(corners[i + 1], corners[i + 2]);
      left = Math.min(left, px);
      right = Math.max(right, px);
      top = Math.min(top, py);
      bottom = Math.max(bottom, py);
    }
    int x2 = (int) Math.min(lens.width, right);
    int y2 = (int) Math.min(lens.height, bottom);
    for (int y = (int) Math.max(0, top); y < y2; y++) {
      for (int x = (int) Math.max(0, left); x < x2; x++) {
        brighten(rgb, y * lens.width + x, pose, front);
      }
    }
  }

  private void brighten(int[] rgb, int at, Pose pose, double front) {
    double dx = backdrop.worldX[at] - pose.x();
    double dz = backdrop.worldZ[at] - pose.z();
    double sin = Math.sin(pose.heading());
    double cos = Math.cos(pose.heading());
    double ahead = dx * sin + dz * cos - front;
    double aside = dx * cos - dz * sin;
    double up = backdrop.worldY[at];
    if (ahead < 0 || ahead > REACH_METRES || up > 2.5) {
      return;
    }
    double spread = 0.9 + 0.24 * ahead;
    double across = Math.exp(-(aside * aside) / (spread * spread));
    double fade = Math.min(1, ahead / 1.5) * (1 - ahead / REACH_METRES) * (1 - up / 2.5);
    double gain = STRENGTH * across * fade;
    if (gain > 0.02) {
      rgb[at] =
          channel(rgb[at] >> 16 & 0xff, gain, 26) << 16
              | channel(rgb[at] >> 8 & 0xff, gain, 24) << 8
              | channel(rgb[at] & 0xff, gain, 18);
    }
  }

  private static int channel(int sample, double gain, int floor) {
    double lit = sample * (1 + gain * 0.7) + floor * gain * 0.5;
    return (int) Math.min(255, lit < 200 ? lit : 200 + (lit - 200) * 0.4);
  }
}
