package org.gengfu.analytics.health;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;
import org.gengfu.core.faults.Persistence.Verdict;
import org.gengfu.core.threads.PerThread;
import org.jspecify.annotations.Nullable;

/**
 * Compares a picture with what the camera usually shows where it looks, in this light. There are
 * six kinds of light: with colour and under infrared, each dark, dim and bright; one that is not
 * known yet can't be judged by.
 */
final class Looks {
  private static final int LIGHTS = 6;
  private static final int DARK_BELOW = 50;
  private static final int BRIGHT_FROM = 100;

  /** A block that usually shows less structure can't lose it. */
  static final float TEXTURED = 4;

  /** Of a picture without any structure so many blocks may show some: letters, a stain. */
  private static final double FEATURELESS = 0.04;

  /** Light that is twice as bright is another. */
  private static final double SIMILAR_LIGHT = 1.8;

  private static final float LOST = 0.25f;
  private static final int DARK_BLOCK = 28;
  private static final int WHITE_BLOCK = 240;
  private static final int LEAST_BLOCKS = 20;
  private static final double LEAST_JUDGEABLE = 0.3;
  private static final double COVERED = 0.4;
  private static final double NOT_COVERED = 0.2;
  private static final double SAME_LAYOUT = 0.8;
  private static final double BLURRED = 0.35;
  private static final double SHARP = 0.6;

  /** Of the usual structure, in the present light. */
  private static final double SMEARED = 0.5;

  private static final int LEAST_EDGES = 150;
  private static final double MOVED = 0.2;
  private static final double IN_PLACE = 0.35;

  /** Shake of the mast, pixels of the half raster: a hundredth of the picture's width. */
  private static final int SHAKE = 2;

  private static final double ENOUGH_EDGES = 0.4;
  private static final int SHIFT_STEP = 2;
  private static final int SHIFT_ROWS = 3;
  private static final double FOUND_AGAIN = 0.4;

  /** Pixels of half a raster. */
  private record Size(int width, int height) {}

  private static final PerThread<Size, Edges> EDGES =
      new PerThread<>(size -> new Edges(size.width(), size.height()));
  private static final PerThread<Integer, byte[]> HALVES = new PerThread<>(byte[]::new);

  private final @Nullable Reference[] references = new Reference[LIGHTS];
  private final Blocks blocks = new Blocks();

  /** Of the picture that was judged last; the thread's, and gone with its next picture. */
  private @Nullable Edges edges;

  private @Nullable Reference compared;
  private @Nullable Reference own;
  private double sharp;

  /**
   * What a picture is like.
   *
   * @param coveredShare of the blocks that usually show something, 0 to 1
   * @param sharpness of the usual, about 1; not a number where it can't be told
   */
  record Look(
      Verdict covered, double coveredShare, Verdict blurred, double sharpness, Verdict moved) {
    static final Look UNKNOWN =
        new Look(Verdict.UNKNOWN, 0, Verdict.UNKNOWN, Double.NaN, Verdict.UNKNOWN);
  }

  /**
   * What the picture is like, without learning from it.
   *
   * @param structured whether the camera is known to show some structure anywhere
   */
  Look judge(PictureSample sample, Exposure exposure, double noise, boolean structured) {
    int width = sample.width() / 2;
    int height = sample.height() / 2;
    Edges found = EDGES.of(new Size(width, height));
    edges = found;
    byte[] half = HALVES.of(width * height);
    Edges.halve(sample.luma(), sample.width(), half, width, height);
    found.find(half);
    // Four pixels in one halve the noise.
    blocks.measure(half, width, height, noise / 2);
    sharp = Sharpness.of(sample.luma(), sample.width(), sample.height(), noise);
    Reference present = reference(light(sample, exposure), width, height);
    own = present;
    Reference usual = present.learned() ? present : nearest(sample.colourless(), exposure, present);
    return structured && featureless(exposure)
        ? new Look(Verdict.BAD, 1, Verdict.UNKNOWN, Double.NaN, Verdict.UNKNOWN)
        : usual == null ? Look.UNKNOWN : compare(usual, found, sharp);
  }

  /** Learns from the picture that was judged last, unless something is wrong with it. */
  void learn(Look look) {
    Reference present = own;
    Edges found = edges;
    if (present != null
        && found != null
        && look.covered() != Verdict.BAD
        && look.blurred() != Verdict.BAD
        && look.moved() != Verdict.BAD) {
      present.learn(blocks, found, sharp);
    }
  }

  /** Whether it can be judged by in some light. */
  boolean learned() {
    for (Reference reference : references) {
      if (reference != null && reference.learned()) {
        return true;
      }
    }
    return false;
  }

  private static int light(PictureSample sample, Exposure exposure) {
    int brightness = exposure.mean() < DARK_BELOW ? 0 : exposure.mean() < BRIGHT_FROM ? 1 : 2;
    return (sample.colourless() ? 3 : 0) + brightness;
  }

  private Reference reference(int light, int width, int height) {
    Reference present = references[light];
    if (present == null || present.width != width || present.height != height) {
      present = new Reference(width, height);
      references[light] = present;
    }
    return present;
  }

  /**
   * What hangs before a lens makes the picture darker or brighter, too: where this light is not
   * known yet, the most similar one must do, unless it is quite another.
   */
  private @Nullable Reference nearest(boolean colourless, Exposure exposure, Reference like) {
    Reference nearest = null;
    double distance = SIMILAR_LIGHT;
    for (int light = colourless ? 3 : 0; light < (colourless ? LIGHTS : 3); light++) {
      Reference other = references[light];
      if (other != null
          && other.learned()
          && other.width == like.width
          && other.height == like.height) {
        double ratio = exposure.mean() / other.brightness();
        double away = Math.max(ratio, 1 / ratio);
        if (away < distance) {
          distance = away;
          nearest = other;
        }
      }
    }
    return nearest;
  }

  /** Nothing to be seen anywhere, and it is not for want of light. */
  private boolean featureless(Exposure exposure) {
    if (exposure.mean() < DARK_BLOCK) {
      return false;
    }
    int textured = 0;
    for (int block = 0; block < Blocks.COUNT; block++) {
      textured += blocks.texture[block] >= TEXTURED ? 1 : 0;
    }
    return textured <= FEATURELESS * Blocks.COUNT;
  }

  /** Whether it usually shows some structure in some light. */
  boolean structured() {
    for (Reference reference : references) {
      if (reference != null && reference.learned() && reference.texturedBlocks() >= LEAST_BLOCKS) {
        return true;
      }
    }
    return false;
  }

  private Look compare(Reference usual, Edges found, double sharp) {
    compared = usual;
    double ratio = sharp / usual.sharpness();
    Verdict blurred =
        Double.isNaN(ratio)
            ? Verdict.UNKNOWN
            : ratio < BLURRED ? Verdict.BAD : ratio > SHARP ? Verdict.GOOD : Verdict.UNKNOWN;
    if (Double.isNaN(sharp) && !Double.isNaN(usual.sharpness())) {
      blurred = smeared(usual);
    }
    int textured = 0;
    int judgeable = 0;
    int lost = 0;
    for (int block = 0; block < Blocks.COUNT; block++) {
      if (usual.texture[block] < TEXTURED) {
        continue;
      }
      textured++;
      boolean dark = blocks.mean[block] < DARK_BLOCK && usual.mean[block] < BRIGHT_FROM;
      if (dark || blocks.mean[block] >= WHITE_BLOCK) {
        continue; // A lamp that was switched off, the sun: not something before the lens.
      }
      judgeable++;
      lost += blocks.texture[block] < LOST * usual.texture[block] ? 1 : 0;
    }
    double share = judgeable == 0 ? 0 : lost / (double) judgeable;
    Verdict covered;
    if (textured < LEAST_BLOCKS || judgeable < LEAST_JUDGEABLE * textured) {
      covered = Verdict.UNKNOWN;
    } else if (share >= COVERED) {
      // Out of focus the bright and dark parts stay where they are; behind a hand they don't.
      boolean sameLayout = layout(usual) >= SAME_LAYOUT;
      covered = sameLayout ? Verdict.UNKNOWN : Verdict.BAD;
      blurred = sameLayout && blurred != Verdict.GOOD ? Verdict.BAD : blurred;
    } else {
      covered = share <= NOT_COVERED ? Verdict.GOOD : Verdict.UNKNOWN;
    }
    double told = blurred == Verdict.BAD && Double.isNaN(ratio) ? 0 : ratio;
    return new Look(covered, share, blurred, told, moved(usual, found));
  }

  /**
   * There is too little contrast to measure sharpness by, where there was enough before: a blur, if
   * it has taken the structure, the light is there, and bright and dark parts are in their places.
   */
  private Verdict smeared(Reference usual) {
    double now = 0;
    double then = 0;
    double light = 0;
    for (int block = 0; block < Blocks.COUNT; block++) {
      light += blocks.mean[block] / Blocks.COUNT;
      if (usual.texture[block] >= TEXTURED) {
        now += blocks.texture[block];
        then += usual.texture[block];
      }
    }
    double kept = then == 0 ? 1 : now / then / Math.min(1, light / usual.brightness());
    return kept < SMEARED && layout(usual) >= SAME_LAYOUT ? Verdict.BAD : Verdict.UNKNOWN;
  }

  /** Correlation of the blocks' brightness with the usual one. */
  private double layout(Reference usual) {
    double meanNow = 0;
    double meanThen = 0;
    for (int block = 0; block < Blocks.COUNT; block++) {
      meanNow += blocks.mean[block] / Blocks.COUNT;
      meanThen += usual.mean[block] / Blocks.COUNT;
    }
    double both = 0;
    double now = 0;
    double then = 0;
    for (int block = 0; block < Blocks.COUNT; block++) {
      double a = blocks.mean[block] - meanNow;
      double b = usual.mean[block] - meanThen;
      both += a * b;
      now += a * a;
      then += b * b;
    }
    return now == 0 || then == 0 ? 0 : both / Math.sqrt(now * then);
  }

  private static Verdict moved(Reference usual, Edges found) {
    int steady = usual.steadyEdges();
    if (steady < LEAST_EDGES) {
      return Verdict.UNKNOWN;
    }
    double fit = usual.fit(found, 0, 0, 1);
    for (int down = -SHAKE; down <= SHAKE && fit <= IN_PLACE; down++) {
      for (int right = -SHAKE; right <= SHAKE && fit <= IN_PLACE; right++) {
        fit = Math.max(fit, usual.fit(found, right, down, 1));
      }
    }
    if (fit > IN_PLACE) {
      return Verdict.GOOD;
    }
    // Without edges anywhere it is dark or foggy, and the camera may well look where it did.
    return fit < MOVED && found.count >= ENOUGH_EDGES * steady ? Verdict.BAD : Verdict.UNKNOWN;
  }

  /** How far the last picture is moved, per cent of its width; more than a quarter is not found. */
  String shift() {
    Reference usual = compared;
    Edges found = edges;
    if (usual == null || found == null) {
      return "?";
    }
    int across = found.width / 4;
    int along = found.height / 4;
    double best = 0;
    double distance = 0;
    for (int down = -along; down <= along; down += SHIFT_STEP) {
      for (int right = -across; right <= across; right += SHIFT_STEP) {
        double fit = usual.fit(found, right, down, SHIFT_ROWS);
        if (fit > best) {
          best = fit;
          distance = Math.hypot(right, down);
        }
      }
    }
    return best < FOUND_AGAIN
        ? ">25"
        : String.format(Locale.ROOT, "%.0f", 100 * distance / found.width);
  }

  void write(DataOutput out) throws IOException {
    for (Reference reference : references) {
      out.writeBoolean(reference != null);
      if (reference != null) {
        out.writeShort(reference.width);
        out.writeShort(reference.height);
        reference.write(out);
      }
    }
  }

  /** Greatest width and height of a half raster that was ever saved. */
  private static final int LARGEST = 1_024;

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is damaged
   */
  static Looks read(DataInput in) throws IOException {
    Looks looks = new Looks();
    for (int light = 0; light < LIGHTS; light++) {
      if (in.readBoolean()) {
        int width = in.readUnsignedShort();
        int height = in.readUnsignedShort();
        if (width == 0 || height == 0 || width > LARGEST || height > LARGEST) {
          throw new IllegalArgumentException("a damaged look of " + width + "×" + height);
        }
        looks.references[light] = Reference.read(in, width, height);
      }
    }
    return looks;
  }
}
