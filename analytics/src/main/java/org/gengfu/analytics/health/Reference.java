package org.gengfu.analytics.health;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How the picture of a camera usually looks in one kind of light: learned quickly at first, then
 * slowly, so that dust and the seasons are taken up and a fault is not.
 */
final class Reference {
  /** Pictures after which it can be judged by: five minutes at one every two seconds. */
  static final int LEARNED = 150;

  /** Pictures over which it learns in the long run: four and a half hours. */
  private static final int SLOW = 8_000;

  /** Length of the mean direction from which on an edge is always there, of 1. */
  private static final double STEADY = 0.55;

  /** Differences are below 2¹⁶: times this they still fit. */
  private static final int MOST_IN_INTS = (1 << 15) - 256;

  private static final int STEADY_SQUARED = (int) (STEADY * STEADY * Edges.ONE * Edges.ONE);

  final int width;
  final int height;
  final float[] mean = new float[Blocks.COUNT];
  final float[] texture = new float[Blocks.COUNT];
  final short[] cosine;
  final short[] sine;
  private double sharpness;
  private int sharpPictures;
  private int pictures;

  Reference(int width, int height) {
    this.width = width;
    this.height = height;
    this.cosine = new short[width * height];
    this.sine = new short[width * height];
  }

  boolean learned() {
    return pictures >= LEARNED;
  }

  /** Not a number until it is known. */
  double sharpness() {
    return sharpPictures >= LEARNED ? sharpness : Double.NaN;
  }

  /** Mean luma, at least 1. */
  double brightness() {
    double sum = 0;
    for (float block : mean) {
      sum += block;
    }
    return Math.max(1, sum / Blocks.COUNT);
  }

  int texturedBlocks() {
    int textured = 0;
    for (float block : texture) {
      textured += block >= Looks.TEXTURED ? 1 : 0;
    }
    return textured;
  }

  void learn(Blocks blocks, Edges edges, double sharp) {
    double rate = rate(pictures++);
    for (int block = 0; block < Blocks.COUNT; block++) {
      mean[block] += (float) (rate * (blocks.mean[block] - mean[block]));
      texture[block] += (float) (rate * (blocks.texture[block] - texture[block]));
    }
    int fixedRate = (int) Math.round(rate * (1 << 24));
    follow(cosine, edges.cosine, fixedRate);
    follow(sine, edges.sine, fixedRate);
    if (!Double.isNaN(sharp)) {
      sharpness += rate(sharpPictures++) * (sharp - sharpness);
    }
  }

  private static void follow(short[] known, short[] found, int rate) {
    if (rate > MOST_IN_INTS) {
      for (int i = 0; i < known.length; i++) {
        known[i] += (short) (((found[i] - known[i]) * (long) rate + (1 << 23)) >> 24);
      }
      return;
    }
    for (int i = 0; i < known.length; i++) {
      known[i] += (short) (((found[i] - known[i]) * rate + (1 << 23)) >> 24);
    }
  }

  private static double rate(int seen) {
    return 1.0 / Math.min(seen + 1, SLOW);
  }

  private boolean steady(int i) {
    // Two squares of 16 bits fit, without a sign.
    int squared = cosine[i] * cosine[i] + sine[i] * sine[i];
    return Integer.compareUnsigned(squared, STEADY_SQUARED) > 0;
  }

  /** Pixels where an edge is always there. */
  int steadyEdges() {
    int steady = 0;
    for (int i = 0; i < cosine.length; i++) {
      steady += steady(i) ? 1 : 0;
    }
    return steady;
  }

  /**
   * How well the edges fit the steady ones, moved by so many pixels.
   *
   * @param everyRow looks at each so-manieth row only, where it needs not be exact
   * @return 1 where all are there with their directions, near 0 where they have nothing to do with
   *     each other
   */
  double fit(Edges edges, int right, int down, int everyRow) {
    long sum = 0;
    int steady = 0;
    for (int y = Math.max(0, -down); y < height - Math.max(0, down); y += everyRow) {
      int row = y * width;
      int moved = (y + down) * width + right;
      for (int x = Math.max(0, -right); x < width - Math.max(0, right); x++) {
        int i = row + x;
        if (steady(i)) {
          steady++;
          int j = moved + x;
          sum += cosine[i] * edges.cosine[j] + sine[i] * edges.sine[j];
        }
      }
    }
    // Steady directions are shorter than one: what is always there fits itself by about 0.8.
    return steady == 0 ? 0 : sum / (double) steady / Edges.ONE / Edges.ONE;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(pictures);
    out.writeInt(sharpPictures);
    out.writeDouble(sharpness);
    for (int block = 0; block < Blocks.COUNT; block++) {
      out.writeFloat(mean[block]);
      out.writeFloat(texture[block]);
    }
    for (int i = 0; i < cosine.length; i++) {
      out.writeShort(cosine[i]);
      out.writeShort(sine[i]);
    }
  }

  static Reference read(DataInput in, int width, int height) throws IOException {
    Reference read = new Reference(width, height);
    read.pictures = in.readInt();
    read.sharpPictures = in.readInt();
    read.sharpness = in.readDouble();
    for (int block = 0; block < Blocks.COUNT; block++) {
      read.mean[block] = in.readFloat();
      read.texture[block] = in.readFloat();
    }
    for (int i = 0; i < read.cosine.length; i++) {
      read.cosine[i] = in.readShort();
      read.sine[i] = in.readShort();
    }
    return read;
  }
}
