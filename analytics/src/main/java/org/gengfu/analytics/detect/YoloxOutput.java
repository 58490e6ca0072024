package org.gengfu.analytics.detect;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Reads what a YOLOX network puts out: for every cell of its grids of stride 8, 16 and 32 a box,
 * how sure it is that there is something, and a score for each of COCO's 80 classes (Ge et al.,
 * YOLOX, 2021).
 */
final class YoloxOutput {
  static final int CLASSES = 80;

  /** Centre x, centre y, width, height, objectness, classes. */
  static final int VALUES = 5 + CLASSES;

  private static final int[] STRIDES = {8, 16, 32};

  /** COCO's numbers of what matters here. */
  private static final Map<Integer, Detection.Kind> KINDS =
      Map.of(
          0, Detection.Kind.PERSON,
          2, Detection.Kind.VEHICLE,
          3, Detection.Kind.VEHICLE,
          5, Detection.Kind.VEHICLE,
          7, Detection.Kind.VEHICLE);

  /** Two boxes of one kind that share this much are one thing. */
  private static final double SAME = 0.45;

  /** No picture holds more; a network gone wrong must not cost us a square of all cells. */
  private static final int MAX_FOUND = 300;

  private YoloxOutput() {}

  /**
   * A box in the model's input.
   *
   * @param kind what
   * @param score 0 to 1
   * @param x centre
   * @param y centre
   * @param width pixels
   * @param height pixels
   */
  record Found(Detection.Kind kind, float score, double x, double y, double width, double height) {
    private double overlap(Found other) {
      double wide =
          Math.min(x + width / 2, other.x + other.width / 2)
              - Math.max(x - width / 2, other.x - other.width / 2);
      double high =
          Math.min(y + height / 2, other.y + other.height / 2)
              - Math.max(y - height / 2, other.y - other.height / 2);
      if (wide <= 0 || high <= 0) {
        return 0;
      }
      double both = wide * high;
      return both / (width * height + other.width * other.height - both);
    }
  }

  /** Cells of all grids over an input of this size. */
  static int cells(int width, int height) {
    int cells = 0;
    for (int stride : STRIDES) {
      cells += (width / stride) * (height / stride);
    }
    return cells;
  }

  /**
   * Whether the boxes are in pixels already, as exports with "decode in inference" give them. Asked
   * with the output for a picture without anything: raw values are small then, pixels go up to the
   * input's size.
   */
  static boolean decoded(FloatBuffer output, int width, int height) {
    int last = cells(width, height) - 1;
    float x = output.get(last * VALUES);
    float y = output.get(last * VALUES + 1);
    return x > width / 2f && y > height / 2f;
  }

  /**
   * What is seen, one box a thing, best first.
   *
   * @param output cells × {@link #VALUES}
   * @param width pixels of the input
   * @param height pixels of the input
   * @param decoded whether boxes are in pixels already
   * @param least lowest score
   */
  static List<Found> read(FloatBuffer output, int width, int height, boolean decoded, float least) {
    List<Found> all = new ArrayList<>();
    int cell = 0;
    for (int stride : STRIDES) {
      for (int row = 0; row < height / stride; row++) {
        for (int column = 0; column < width / stride; column++, cell++) {
          read(output, cell * VALUES, column, row, decoded ? 0 : stride, least, all);
        }
      }
    }
    all.sort(Comparator.comparingDouble((Found found) -> -found.score()));
    return suppressed(all.subList(0, Math.min(MAX_FOUND, all.size())));
  }

  private static void read(
      FloatBuffer output, int at, int column, int row, int stride, float least, List<Found> all) {
    float objectness = output.get(at + 4);
    if (!(objectness >= least)) {
      return;
    }
    int best = 0;
    float score = 0;
    for (int i = 0; i < CLASSES; i++) {
      float value = output.get(at + 5 + i);
      if (value > score) {
        score = value;
        best = i;
      }
    }
    Detection.Kind kind = KINDS.get(best);
    if (kind == null || objectness * score < least) {
      return;
    }
    float x = output.get(at);
    float y = output.get(at + 1);
    float w = output.get(at + 2);
    float h = output.get(at + 3);
    Found found =
        stride == 0
            ? new Found(kind, objectness * score, x, y, w, h)
            : new Found(
                kind,
                objectness * score,
                (x + column) * stride,
                (y + row) * stride,
                Math.exp(w) * stride,
                Math.exp(h) * stride);
    if (Double.isFinite(found.x())
        && Double.isFinite(found.y())
        && found.width() > 0
        && found.height() > 0
        && Double.isFinite(found.width() * found.height())) {
      all.add(found);
    }
  }

  private static List<Found> suppressed(List<Found> sorted) {
    List<Found> kept = new ArrayList<>();
    for (Found found : sorted) {
      if (kept.stream()
          .noneMatch(other -> other.kind() == found.kind() && other.overlap(found) > SAME)) {
        kept.add(found);
      }
    }
    return List.copyOf(kept);
  }
}
