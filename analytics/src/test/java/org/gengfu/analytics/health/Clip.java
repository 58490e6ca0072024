package org.gengfu.analytics.health;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gengfu.analytics.decode.UnreadableVideoException;
import org.gengfu.analytics.decode.VideoFile;
import org.gengfu.core.cases.FaultKind;
import org.jspecify.annotations.Nullable;

/**
 * The samples of a video, shown to a {@link PictureHealth} over and over, one every two seconds.
 */
final class Clip {
  static final Duration STEP = Duration.ofSeconds(2);
  private static final Instant START = Instant.parse("2026-11-26T02:00:00Z");

  /** One picture, with a raster of its own. */
  record Frame(int width, int height, byte[] luma, long[] bands, boolean colourless) {}

  /** What happens to each picture on its way. */
  interface Change {
    Frame apply(Frame frame);

    /** Whether the same picture is always changed in the same way, so that once will do. */
    default boolean steady() {
      return true;
    }
  }

  static final Change AS_IT_IS = frame -> frame;

  private final List<Frame> frames;
  private final Map<Change, Map<Integer, Frame>> changedBefore = new HashMap<>();
  private final Random noise = new Random(5);
  private Instant now = START;
  private int next;

  Clip(List<Frame> frames) {
    this.frames = frames;
  }

  static Clip of(Path video) throws UnreadableVideoException {
    List<Frame> frames = new ArrayList<>();
    PictureProbe probe = new PictureProbe();
    new VideoFile(video).read((picture, nanos) -> frames.add(frame(probe.take(picture, START))));
    return new Clip(frames);
  }

  static Frame frame(PictureSample sample) {
    return new Frame(
        sample.width(),
        sample.height(),
        sample.luma().clone(),
        sample.bands(),
        sample.colourless());
  }

  Instant now() {
    return now;
  }

  /** Shows the clip for this long, each picture changed on its way. */
  void show(PictureHealth health, Duration time, Change changed) {
    for (Instant end = now.plus(time); now.isBefore(end); now = now.plus(STEP)) {
      Frame frame =
          changed.steady()
              ? changedBefore
                  .computeIfAbsent(changed, any -> new HashMap<>())
                  .computeIfAbsent(next, index -> changed.apply(frames.get(index)))
              : changed.apply(frames.get(next));
      next = (next + 1) % frames.size();
      health.look(
          new PictureSample(
              frame.width(), frame.height(), frame.luma(), frame.bands(), frame.colourless(), now));
    }
  }

  /** Like {@link #show}; gives the kinds that were suspected, and for how long at most. */
  List<String> suspicions(PictureHealth health, Duration time) {
    Map<FaultKind, Duration> longest = new java.util.EnumMap<>(FaultKind.class);
    List<String> said = new ArrayList<>();
    for (Instant end = now.plus(time); now.isBefore(end); ) {
      show(health, STEP, AS_IT_IS);
      for (FaultKind kind : health.kinds()) {
        if (health.open(kind)) {
          said.add("OPEN " + kind.code());
        }
        if (health.suspected(kind)) {
          longest.merge(kind, health.suspectedFor(kind), (a, b) -> a.compareTo(b) > 0 ? a : b);
        }
      }
    }
    longest.forEach((kind, run) -> said.add(kind.code() + " " + run.toSeconds() + " s"));
    return said.stream().distinct().toList();
  }

  // What happens to cameras, on the raster.

  Change flat(int luma, double sigma) {
    return frame -> changed(frame, (x, y) -> luma + sigma * noise.nextGaussian());
  }

  Change gain(double gain, double offset) {
    return frame -> changed(frame, (x, y) -> at(frame, x, y) * gain + offset);
  }

  Change noisy(double sigma) {
    return frame -> changed(frame, (x, y) -> at(frame, x, y) + sigma * noise.nextGaussian());
  }

  Change shifted(int right, int down) {
    return frame -> changed(frame, (x, y) -> at(frame, x - right, y - down));
  }

  /** Something smooth and brighter at one end hangs before the left part of the lens. */
  Change covered(double share) {
    return frame ->
        changed(
            frame,
            (x, y) ->
                x < share * frame.width()
                    ? 140 - 60.0 * y / frame.height() + noise.nextGaussian()
                    : at(frame, x, y));
  }

  Change blurred(int radius) {
    return frame -> {
      Frame across = box(frame, radius, true);
      Frame both = box(box(box(across, radius, false), radius, true), radius, false);
      return changed(both, (x, y) -> at(both, x, y) + 0.7 * noise.nextGaussian());
    };
  }

  private static Frame box(Frame frame, int radius, boolean across) {
    return changed(
        frame,
        (x, y) -> {
          double sum = 0;
          for (int d = -radius; d <= radius; d++) {
            sum += across ? at(frame, x + d, y) : at(frame, x, y + d);
          }
          return sum / (2 * radius + 1);
        });
  }

  /** Each picture is the same as the first one that came, but for these bands. */
  static Change frozen(int movingBands) {
    return new Change() {
      private @Nullable Frame first;
      private long tick;

      @Override
      public Frame apply(Frame frame) {
        Frame held = first == null ? frame : first;
        first = held;
        long[] bands = held.bands().clone();
        for (int band = 0; band < movingBands; band++) {
          bands[band] = tick++;
        }
        return new Frame(held.width(), held.height(), held.luma(), bands, held.colourless());
      }

      @Override
      public boolean steady() {
        return false;
      }
    };
  }

  private interface Pixel {
    double at(int x, int y);
  }

  private static Frame changed(Frame frame, Pixel pixel) {
    byte[] luma = new byte[frame.width() * frame.height()];
    for (int y = 0; y < frame.height(); y++) {
      for (int x = 0; x < frame.width(); x++) {
        long value = Math.round(pixel.at(x, y));
        luma[y * frame.width() + x] = (byte) Math.max(0, Math.min(255, value));
      }
    }
    return new Frame(frame.width(), frame.height(), luma, frame.bands(), frame.colourless());
  }

  private static int at(Frame frame, int x, int y) {
    int column = Math.max(0, Math.min(frame.width() - 1, x));
    int row = Math.max(0, Math.min(frame.height() - 1, y));
    return frame.luma()[row * frame.width() + column] & 0xff;
  }
}
