package org.gengfu.simulator.scene;

import java.util.SplittableRandom;

/** A camera's sensor: colours to luma and colour difference (BT.601), with its noise. */
final class Sensor {
  private static final int NOISE_SAMPLES = 1 << 16;

  private final byte[] noise = new byte[NOISE_SAMPLES];
  private final SplittableRandom random;

  Sensor(double deviation, int seed) {
    random = new SplittableRandom(seed);
    for (int i = 0; i < NOISE_SAMPLES; i++) {
      noise[i] = (byte) Math.round(random.nextGaussian() * deviation);
    }
  }

  void expose(int[] rgb, I420 into) {
    int width = into.width();
    byte[] luma = into.y();
    for (int row = 0; row < into.height(); row++) {
      int from = row * width;
      int grain = random.nextInt(NOISE_SAMPLES);
      for (int x = 0; x < width; x++) {
        int pixel = rgb[from + x];
        int y =
            (66 * (pixel >> 16 & 0xff) + 129 * (pixel >> 8 & 0xff) + 25 * (pixel & 0xff) + 4224)
                >> 8;
        y += noise[grain + x & NOISE_SAMPLES - 1];
        luma[from + x] = (byte) (y < 16 ? 16 : Math.min(y, 235));
      }
    }
    chroma(rgb, into);
  }

  private static void chroma(int[] rgb, I420 into) {
    int width = into.width();
    int half = width / 2;
    for (int row = 0; row < into.height() / 2; row++) {
      for (int x = 0; x < half; x++) {
        int at = 2 * row * width + 2 * x;
        int a = rgb[at];
        int b = rgb[at + width + 1];
        int red = (a >> 16 & 0xff) + (b >> 16 & 0xff);
        int green = (a >> 8 & 0xff) + (b >> 8 & 0xff);
        int blue = (a & 0xff) + (b & 0xff);
        into.u()[row * half + x] = (byte) (((-38 * red - 74 * green + 112 * blue) >> 9) + 128);
        into.v()[row * half + x] = (byte) (((112 * red - 94 * green - 18 * blue) >> 9) + 128);
      }
    }
  }
}
