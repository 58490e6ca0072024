package org.gengfu.simulator.encode;

import org.gengfu.simulator.clip.EncodedScene;
import org.gengfu.simulator.clip.LoopedScene;
import org.gengfu.simulator.scene.Film;
import org.gengfu.simulator.scene.I420;

/**
 * A scene with a clock in the picture that a program can read: who sees it knows when it was sent,
 * and so how long it was on its way. Along the upper edge stand {@value #BLOCKS} squares, light for
 * 1 and dark for 0, the most significant first: twelve bits of the picture's number in a loop of
 * {@value #FRAMES}, and four bits to check (the sum of its three half bytes). Picture <i>n</i> of
 * the loop is due at <i>n</i>/{@value #FRAMES_PER_SECOND} s of the camera's clock, modulo the loop.
 */
public final class ClockCard {
  public static final int FRAMES_PER_SECOND = 25;

  /** 20 s: no picture is ever so late. */
  public static final int FRAMES = 500;

  /** Squares in the clock. */
  public static final int BLOCKS = 16;

  /** The side of a square is this part of the picture's width. */
  public static final int BLOCKS_A_WIDTH = 32;

  private static final int GOP_FRAMES = 50;
  private static final int LIGHT = 225;
  private static final int DARK = 25;

  private ClockCard() {}

  /**
   * The scene, drawn and encoded on the calling thread: some seconds for 1280×720.
   *
   * @param bitsPerSecond what the encoder aims at
   */
  public static EncodedScene scene(int width, int height, int bitsPerSecond) {
    return new LoopedScene(
        ClipEncoder.encode(new Card(width, height), GOP_FRAMES, bitsPerSecond), 0);
  }

  /** What stands in the squares of a picture. */
  static int code(int number) {
    int sum = (number >> 8) + ((number >> 4) & 15) + (number & 15);
    return (number << 4) | (sum & 15);
  }

  record Card(int width, int height) implements Film {
    @Override
    public int framesPerSecond() {
      return FRAMES_PER_SECOND;
    }

    @Override
    public int frames() {
      return FRAMES;
    }

    @Override
    public void draw(int frame, I420 into) {
      if (frame == 0) {
        java.util.Arrays.fill(into.u(), (byte) 124);
        java.util.Arrays.fill(into.v(), (byte) 132);
      }
      drawStreet(frame, into.y());
      int side = width / BLOCKS_A_WIDTH;
      int code = code(frame);
      for (int block = 0; block < BLOCKS; block++) {
        boolean one = ((code >> (BLOCKS - 1 - block)) & 1) == 1;
        fill(into.y(), block * side, 0, side, side, one ? LIGHT : DARK);
      }
    }

    /** Something to encode: stripes that stand and three things that go by. */
    private void drawStreet(int frame, byte[] y) {
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          y[row * width + column] =
              (byte) (90 + ((column * 7 + row * 13) & 31) + ((row >> 4) & 15));
        }
      }
      for (int thing = 0; thing < 3; thing++) {
        int size = height / 8;
        int left = (frame * (3 + thing) + thing * width / 3) % (width - size);
        fill(y, left, height * (thing + 2) / 6, size, size, 200 - 60 * thing);
      }
    }

    private void fill(byte[] y, int left, int top, int columns, int rows, int luma) {
      for (int row = top; row < top + rows; row++) {
        java.util.Arrays.fill(y, row * width + left, row * width + left + columns, (byte) luma);
      }
    }
  }
}
