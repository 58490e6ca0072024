package org.gengfu.analytics.scene;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.geometry.Point;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.village.RecordingPlan.Window;
import org.gengfu.core.village.Schedule;
import org.gengfu.core.village.ZoneKind;

/** A drawn street before a fixed camera: textured ground, textured things, gain and noise. */
final class Street {
  static final int WIDTH = 320;
  static final int HEIGHT = 180;
  private static final long START_MILLIS = 1_790_000_000_000L;

  private final int[] ground = texture(1, WIDTH, HEIGHT, 110, 25);
  private final Random noise = new Random(7);
  private final List<Thing> things = new ArrayList<>();
  private final byte[] picture = new byte[WIDTH * HEIGHT];
  double gain = 1;
  double noiseSigma = 1;
  double seconds;

  /** Pixels by which the camera is off at most, another way in every picture. */
  int shake;

  private final Random shaking = new Random(3);

  /** A textured rectangle in pixels. */
  record Thing(int x, int y, int width, int height, int[] pixels) {
    static Thing of(int seed, int x, int y, int width, int height) {
      return new Thing(x, y, width, height, Street.texture(seed, width, height, 50, 35));
    }

    /** The same thing on its way to another look: 0 this one, 1 the other. */
    Thing fadedTo(Thing other, double share) {
      int[] mixed = new int[pixels.length];
      for (int i = 0; i < mixed.length; i++) {
        mixed[i] = (int) Math.round((1 - share) * pixels[i] + share * other.pixels[i]);
      }
      return new Thing(x, y, width, height, mixed);
    }

    Box box() {
      return new Box(
          x / (double) WIDTH,
          y / (double) HEIGHT,
          width / (double) WIDTH,
          height / (double) HEIGHT);
    }
  }

  static Thing bag() {
    return Thing.of(11, 150, 110, 18, 20);
  }

  /** A bag beside the car. */
  static Thing bag2() {
    return Thing.of(14, 230, 110, 18, 20);
  }

  static Thing car() {
    return Thing.of(12, 120, 90, 80, 40);
  }

  /** Someone at x; every pose has another texture, as nobody stands like a thing. */
  static Thing person(int pose, int x) {
    return Thing.of(100 + pose, x + pose % 2, 80, 17, 50);
  }

  Street with(Thing... shown) {
    things.clear();
    things.addAll(List.of(shown));
    return this;
  }

  /** The hours from some second to another, every day. */
  static Schedule hours(double from, double to) {
    LocalTime begin = LocalTime.ofSecondOfDay((START_MILLIS / 1000 + (long) from) % 86_400);
    LocalTime end = LocalTime.ofSecondOfDay((START_MILLIS / 1000 + (long) to) % 86_400);
    return new Schedule(
        List.of(new Window(Set.of(DayOfWeek.values()), begin, end)), ZoneOffset.UTC);
  }

  /** The picture of this moment, then time goes on. */
  LumaPicture take(double step) {
    for (int i = 0; i < picture.length; i++) {
      picture[i] = luma(ground[i]);
    }
    for (Thing thing : things) {
      for (int y = 0; y < thing.height; y++) {
        for (int x = 0; x < thing.width; x++) {
          int column = thing.x + x;
          if (column >= 0 && column < WIDTH) {
            picture[(thing.y + y) * WIDTH + column] = luma(thing.pixels[y * thing.width + x]);
          }
        }
      }
    }
    LumaPicture taken =
        new LumaPicture(
            WIDTH, HEIGHT, shaken(), (long) (seconds * 1e9), START_MILLIS + (long) (seconds * 1e3));
    seconds += step;
    return taken;
  }

  private byte[] shaken() {
    if (shake == 0) {
      return picture;
    }
    int offX = shaking.nextInt(2 * shake + 1) - shake;
    int offY = shaking.nextInt(2 * shake + 1) - shake;
    byte[] shaken = new byte[picture.length];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int fromX = Math.max(0, Math.min(WIDTH - 1, x + offX));
        int fromY = Math.max(0, Math.min(HEIGHT - 1, y + offY));
        shaken[y * WIDTH + x] = picture[fromY * WIDTH + fromX];
      }
    }
    return shaken;
  }

  private byte luma(int value) {
    double lit = value * gain + noiseSigma * noise.nextGaussian();
    return (byte) Math.max(0, Math.min(255, Math.round(lit)));
  }

  static double secondsOf(java.time.Instant instant) {
    return (instant.toEpochMilli() - START_MILLIS) / 1000.0;
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

  static ZoneRule zone(String id, ZoneKind kind, int dwellSeconds) {
    return zone(id, kind, dwellSeconds, 0, 1);
  }

  static ZoneRule zone(String id, ZoneKind kind, int dwellSeconds, double left, double right) {
    Polygon polygon =
        new Polygon(
            List.of(
                new Point(left, 0), new Point(right, 0), new Point(right, 1), new Point(left, 1)));
    return new ZoneRule(id, kind, polygon, Duration.ofSeconds(dwellSeconds));
  }
}
