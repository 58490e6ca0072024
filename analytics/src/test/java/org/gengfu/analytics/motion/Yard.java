package org.gengfu.analytics.motion;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.gengfu.analytics.scene.LumaPicture;
import org.gengfu.analytics.scene.SceneEvent;
import org.gengfu.analytics.scene.SceneSizes;
import org.gengfu.analytics.scene.ZoneRule;
import org.gengfu.analytics.scene.ZoneTerms;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.village.Schedule;
import org.gengfu.core.village.ZoneKind;
import org.gengfu.core.village.ZoneSubject;

/** A drawn yard before a fixed camera, the motion stage that watches it, and what it told. */
final class Yard {
  static final int WIDTH = 320;
  static final int HEIGHT = 180;
  static final long START_MILLIS = 1_790_000_000_000L;

  private final int[] ground = texture(1, WIDTH, HEIGHT, 110, 25);
  private final Random noise = new Random(7);
  private final double[] picture = new double[WIDTH * HEIGHT];
  final List<SceneEvent.Raised> raised = new ArrayList<>();
  final List<SceneEvent.Cleared> cleared = new ArrayList<>();
  MotionStage stage;
  double seconds;
  double step = 2;
  double noiseSigma = 1.5;

  Yard(ZoneRule... zones) {
    stage = new MotionStage(WIDTH, HEIGHT, List.of(zones));
  }

  /** Draws into the picture of a moment. */
  interface Painter {
    void paint(Yard yard, double seconds);
  }

  /** Shows what the painter paints, for some seconds from now; its clock starts at 0. */
  Yard play(double length, Painter painter) {
    double begin = seconds;
    while (seconds < begin + length - 1e-6) {
      for (int i = 0; i < picture.length; i++) {
        picture[i] = ground[i];
      }
      painter.paint(this, seconds - begin);
      look();
      seconds += step;
    }
    return this;
  }

  Yard empty(double length) {
    return play(length, (yard, time) -> {});
  }

  private void look() {
    byte[] luma = new byte[picture.length];
    for (int i = 0; i < luma.length; i++) {
      double value = picture[i] + noiseSigma * noise.nextGaussian();
      luma[i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
    LumaPicture taken =
        new LumaPicture(
            WIDTH, HEIGHT, luma, (long) (seconds * 1e9), START_MILLIS + (long) (seconds * 1000));
    for (SceneEvent event : stage.look(taken, SceneSizes.unknown(WIDTH, HEIGHT))) {
      if (event instanceof SceneEvent.Raised each) {
        raised.add(each);
      } else if (event instanceof SceneEvent.Cleared each) {
        cleared.add(each);
      }
    }
  }

  /** A textured rectangle with its foot at (x, y). */
  void thing(int seed, double x, double y, int width, int height) {
    int[] pixels = texture(seed, width, height, 50, 35);
    int left = (int) Math.round(x - width / 2.0);
    int top = (int) Math.round(y - height);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        set(left + column, top + row, pixels[row * width + column]);
      }
    }
  }

  /** Somebody: a third of what he shows is another in every pose. */
  void person(double x, double y, int pose) {
    thing(40, x, y, 16, 48);
    thing(100 + pose, x + pose % 2, y - 26, 16, 16);
  }

  void car(double x, double y) {
    thing(60, x, y, 84, 42);
  }

  /** A cone of light: it brightens, and hides nothing. */
  void light(double x, double y, double radius, double gain) {
    for (int row = 0; row < HEIGHT; row++) {
      for (int column = 0; column < WIDTH; column++) {
        double off = Math.hypot(column - x, row - y) / radius;
        if (off < 1) {
          picture[row * WIDTH + column] *= 1 + (gain - 1) * (1 - off);
        }
      }
    }
  }

  /** A crown whose leaves hang elsewhere in every picture. */
  void leaves(int left, int top, int width, int height, Random wind) {
    for (int row = 0; row < height; row += 6) {
      for (int column = 0; column < width; column += 6) {
        if (wind.nextInt(3) == 0) {
          thing(wind.nextInt(1000), left + column + 3.0, top + row + 6.0, 6, 6);
        }
      }
    }
  }

  void rain(Random drops) {
    for (int i = 0; i < 60; i++) {
      int x = drops.nextInt(WIDTH);
      int y = drops.nextInt(HEIGHT - 12);
      for (int row = 0; row < 12; row++) {
        set(x, y + row, 190);
      }
    }
  }

  private void set(int x, int y, double value) {
    if (x >= 0 && y >= 0 && x < WIDTH && y < HEIGHT) {
      picture[y * WIDTH + x] = value;
    }
  }

  void restart(ZoneRule... zones) {
    stage = MotionStage.restore(stage.save(), List.of(zones));
  }

  static double secondsOf(Instant time) {
    return (time.toEpochMilli() - START_MILLIS) / 1000.0;
  }

  /** A zone over the right half of the yard. */
  static ZoneRule right(ZoneKind kind, ZoneSubject subject, int dwellSeconds) {
    return right(kind, subject, dwellSeconds, Schedule.ALWAYS);
  }

  static ZoneRule right(ZoneKind kind, ZoneSubject subject, int dwellSeconds, Schedule hours) {
    return new ZoneRule(
        "right",
        kind,
        Polygon.ofPairs(
            List.of(List.of(0.5, 0.0), List.of(1.0, 0.0), List.of(1.0, 1.0), List.of(0.5, 1.0))),
        Duration.ofSeconds(dwellSeconds),
        new ZoneTerms(hours, subject, false));
  }

  /** Blocks of 3 pixels of random luma: a texture that survives a coder. */
  private static int[] texture(int seed, int width, int height, int mean, int spread) {
    Random random = new Random(seed);
    int columns = width / 3 + 1;
    int[] blocks = new int[columns * (height / 3 + 1)];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = (int) Math.max(5, Math.min(240, mean + spread * random.nextGaussian()));
    }
    int[] pixels = new int[width * height];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = blocks[i / width / 3 * columns + i % width / 3];
    }
    return pixels;
  }
}
