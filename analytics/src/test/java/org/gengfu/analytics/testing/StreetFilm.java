package org.gengfu.analytics.testing;

import java.util.Arrays;
import java.util.Random;
import org.gengfu.simulator.scene.Film;
import org.gengfu.simulator.scene.I420;

/**
 * A rough street of stones, a bit of sensor noise, and a striped van that drives in, stands, and
 * drives off.
 *
 * @param seed of the stones
 * @param frames pictures, one a second
 * @param arrives second in which the van stands
 * @param leaves second in which it is gone
 */
public record StreetFilm(long seed, int frames, int arrives, int leaves) implements Film {
  public static final int WIDTH = 640;
  public static final int HEIGHT = 360;

  /** Where the van stands, in pixels. */
  public static final int VAN_X = 240;

  public static final int VAN_Y = 140;
  public static final int VAN_WIDTH = 160;
  public static final int VAN_HEIGHT = 96;

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public int height() {
    return HEIGHT;
  }

  @Override
  public int framesPerSecond() {
    return 1;
  }

  @Override
  public void draw(int frame, I420 into) {
    stones(into.y());
    if (frame >= arrives - 2 && frame < leaves + 2) {
      // Drives in from the left within two seconds, and off to the right.
      int way = frame < arrives ? frame - arrives : Math.max(0, frame - leaves + 1);
      van(into.y(), VAN_X + way * 130);
    }
    Random noise = new Random(seed * 31 + frame);
    for (int i = 0; i < into.y().length; i++) {
      int value = (into.y()[i] & 0xff) + noise.nextInt(5) - 2;
      into.y()[i] = (byte) Math.max(16, Math.min(235, value));
    }
    Arrays.fill(into.u(), (byte) 120);
    Arrays.fill(into.v(), (byte) 132);
  }

  private void stones(byte[] luma) {
    Random shades = new Random(seed);
    int columns = WIDTH / 10;
    int[] shade = shades.ints(columns * (HEIGHT / 10L), 70, 150).toArray();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        luma[y * WIDTH + x] = (byte) shade[y / 10 * columns + x / 10];
      }
    }
  }

  private static void van(byte[] luma, int left) {
    for (int y = VAN_Y; y < VAN_Y + VAN_HEIGHT; y++) {
      for (int x = Math.max(0, left); x < Math.min(WIDTH, left + VAN_WIDTH); x++) {
        boolean stripe = ((x - left) / 16 + (y - VAN_Y) / 16) % 2 == 0;
        luma[y * WIDTH + x] = (byte) (stripe ? 225 : 175);
      }
    }
  }
}
