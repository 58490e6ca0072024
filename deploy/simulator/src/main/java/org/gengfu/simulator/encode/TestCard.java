package org.gengfu.simulator.encode;

import org.gengfu.simulator.clip.Clip;
import org.gengfu.simulator.clip.EncodedScene;
import org.gengfu.simulator.clip.LoopedScene;
import org.gengfu.simulator.scene.Film;
import org.gengfu.simulator.scene.I420;

/**
 * A small quick scene for tests of what does not care what it sees: a light square that circles
 * over a checked ground, 10 pictures a second, a keyframe every half second, a loop of four
 * seconds.
 */
public final class TestCard {
  private static final int FRAMES_PER_SECOND = 10;
  private static final int GOP_FRAMES = 5;
  private static final int FRAMES = 40;
  private static final int BITS_PER_SECOND = 100_000;

  private TestCard() {}

  /** The scene, drawn and encoded within milliseconds. Sides are even, from 32. */
  public static EncodedScene scene(int width, int height) {
    return new LoopedScene(clip(width, height), 0);
  }

  /** The same picture again and again, as of a camera whose sensor has died. */
  public static EncodedScene frozen(int width, int height) {
    return still(width, height, Look.FROZEN);
  }

  /** Nothing but black, as of a camera with its lens cap on. */
  public static EncodedScene black(int width, int height) {
    return still(width, height, Look.BLACK);
  }

  private static EncodedScene still(int width, int height, Look look) {
    return new LoopedScene(
        ClipEncoder.encode(new Card(width, height, FRAMES, look), GOP_FRAMES, BITS_PER_SECOND), 0);
  }

  /** The moving scene with keyframes so many seconds apart, as of a "smart" codec. */
  public static EncodedScene slowKeyframes(int width, int height, int seconds) {
    int frames = seconds * FRAMES_PER_SECOND;
    return new LoopedScene(
        ClipEncoder.encode(new Card(width, height, frames, Look.MOVING), frames, BITS_PER_SECOND),
        0);
  }

  static Clip clip(int width, int height) {
    return ClipEncoder.encode(
        new Card(width, height, FRAMES, Look.MOVING), GOP_FRAMES, BITS_PER_SECOND);
  }

  private enum Look {
    MOVING,
    FROZEN,
    BLACK
  }

  private record Card(int width, int height, int frames, Look look) implements Film {
    @Override
    public int framesPerSecond() {
      return FRAMES_PER_SECOND;
    }

    @Override
    public void draw(int number, I420 into) {
      if (look == Look.BLACK) {
        java.util.Arrays.fill(into.y(), (byte) 16);
        java.util.Arrays.fill(into.u(), (byte) 128);
        java.util.Arrays.fill(into.v(), (byte) 128);
        return;
      }
      int frame = look == Look.FROZEN ? 0 : number;
      java.util.Arrays.fill(into.u(), (byte) 118);
      java.util.Arrays.fill(into.v(), (byte) 134);
      double angle = 2 * Math.PI * frame / FRAMES;
      int side = height / 6;
      int left = (int) (width / 2.0 + Math.cos(angle) * width / 4 - side / 2.0);
      int top = (int) (height / 2.0 + Math.sin(angle) * height / 4 - side / 2.0);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          boolean inside = x >= left && x < left + side && y >= top && y < top + side;
          int checked = ((x >> 3) + (y >> 3)) % 2 == 0 ? 80 : 110;
          into.y()[y * width + x] = (byte) (inside ? 220 : checked);
        }
      }
    }
  }
}
