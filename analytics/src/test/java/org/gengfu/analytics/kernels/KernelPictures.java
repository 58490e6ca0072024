package org.gengfu.analytics.kernels;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.gengfu.analytics.scene.RasterReducer;

/**
 * A drawn street as a decoder gives it, 640×360: textured ground, sensor noise, somebody who walks,
 * and from the fifth picture on a car and two bags that stay. The same pictures every time.
 */
public final class KernelPictures {
  public static final int WIDTH = 640;
  public static final int HEIGHT = 360;
  public static final int RASTER_WIDTH = 320;
  public static final int RASTER_HEIGHT = 180;

  /** Pictures before anything has come. */
  public static final int EMPTY = 4;

  /** So many pictures there are; 2 s apart. */
  public static final int COUNT = 32;

  private static final double NOISE = 2;

  private final int[] ground = texture(1, WIDTH, HEIGHT, 110, 25);
  private final int[] grain = new int[65_537];
  private final List<ByteBuffer> planes = new ArrayList<>();
  private final List<byte[]> rasters = new ArrayList<>();

  public KernelPictures() {
    this(true);
  }

  /**
   * @param walked whether somebody walks
   */
  public KernelPictures(boolean walked) {
    RasterReducer reducer = new RasterReducer(WIDTH, HEIGHT);
    Random noise = new Random(7);
    for (int i = 0; i < grain.length; i++) {
      grain[i] = (int) Math.round(NOISE * noise.nextGaussian());
    }
    for (int i = 0; i < COUNT; i++) {
      byte[] luma = draw(i, walked, noise);
      ByteBuffer plane = ByteBuffer.allocateDirect(luma.length);
      plane.put(luma).flip();
      planes.add(plane);
      byte[] raster = new byte[RASTER_WIDTH * RASTER_HEIGHT];
      reducer.reduce(plane, WIDTH, raster);
      rasters.add(raster);
    }
  }

  /** Luma of a picture as decoded, without padding. */
  public ByteBuffer plane(int picture) {
    return planes.get(picture);
  }

  /** The picture on the analysis raster. */
  public byte[] raster(int picture) {
    return rasters.get(picture);
  }

  /** The pictures after everything has come, over and over. */
  public static int looped(int picture) {
    return picture < COUNT ? picture : COUNT / 2 + picture % (COUNT / 2);
  }

  private byte[] draw(int picture, boolean walked, Random noise) {
    int[] shown = ground.clone();
    if (picture >= EMPTY) {
      thing(shown, 12, 240, 180, 160, 80);
      thing(shown, 11, 440, 220, 36, 40);
      thing(shown, 14, 520, 100, 40, 36);
    }
    if (walked) {
      thing(shown, 100 + picture, 20 + picture * 29 % (WIDTH - 80), 150, 34, 100);
    }
    byte[] luma = new byte[shown.length];
    int at = noise.nextInt(grain.length);
    for (int i = 0; i < luma.length; i++) {
      int value = shown[i] + grain[(at + i) % grain.length];
      luma[i] = (byte) Math.max(16, Math.min(235, value));
    }
    return luma;
  }

  private static void thing(int[] picture, int seed, int x, int y, int width, int height) {
    int[] pixels = texture(seed, width, height, 70, 35);
    for (int row = 0; row < height; row++) {
      System.arraycopy(pixels, row * width, picture, (y + row) * WIDTH + x, width);
    }
  }

  /** Blocks of 6 pixels of random luma. */
  private static int[] texture(int seed, int width, int height, int mean, int spread) {
    Random random = new Random(seed);
    int columns = width / 6 + 1;
    int[] blocks = new int[columns * (height / 6 + 1)];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = (int) Math.max(20, Math.min(230, mean + spread * random.nextGaussian()));
    }
    int[] pixels = new int[width * height];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = blocks[i / width / 6 * columns + i % width / 6];
    }
    return pixels;
  }
}
