package org.gengfu.analytics.activity;

/**
 * Whether the sizes of a camera's pictures between keyframes tell of activity, as learned from that
 * camera alone. For each group of pictures it learns how far their size rose over the usual, and
 * whether the keyframe behind showed a change. Where a rise comes with changes and hardly ever
 * without, it is a hint; where the encoder holds its rate, none comes of it. Never a gate: a change
 * that no size tells of is still seen at the keyframe. Sizes are the event loop's, learning is the
 * worker's.
 */
public final class SizeHint {
  /** Pictures over which the size is averaged: a single large one is the encoder's own business. */
  private static final int SPAN = 5;

  private static final int BINS = 40;
  private static final int BINS_PER_OCTAVE = 4;

  /** A rise that quiet groups have more often than this tells nothing. */
  private static final double FALSE_HINTS = 0.02;

  /** What at least must have been learned of each kind, in groups. */
  private static final double LEARNED = 20;

  /** At least this part of the changed groups must rise, or listening is not worth it. */
  private static final double WORTH = 0.3;

  /** Groups after which what was learned counts half. */
  private static final double HALF_LIFE = 5_000;

  private static final double FADE = Math.pow(0.5, 1 / HALF_LIFE);

  // The event loop's.
  private final int[] recent = new int[SPAN];
  private int count;
  private double usual;
  private double peak;

  // The worker's.
  private final double[] calm = new double[BINS];
  private final double[] changed = new double[BINS];

  private volatile double threshold = Double.POSITIVE_INFINITY;

  /**
   * Takes the size of a picture between keyframes.
   *
   * @return whether it hints at activity
   */
  public boolean take(int bytes) {
    // The median, roughly: each picture moves it by a fiftieth.
    usual = usual == 0 ? Math.max(1, bytes) : usual * (bytes > usual ? 1.02 : 1 / 1.02);
    recent[count++ % SPAN] = bytes;
    if (count < SPAN) {
      return false;
    }
    long sum = 0;
    for (int size : recent) {
      sum += size;
    }
    double rise = sum / (SPAN * Math.max(1, usual));
    peak = Math.max(peak, rise);
    return rise > threshold;
  }

  /**
   * A group of pictures ends: by how much its sizes rose over the usual, at most; 0 for nothing.
   */
  public double endGroup() {
    double ended = peak;
    peak = 0;
    count = 0;
    return ended;
  }

  /**
   * Learns of one group of pictures.
   *
   * @param rise from {@link #endGroup()}
   * @param change whether the keyframe behind it showed a change
   */
  public void learn(double rise, boolean change) {
    if (rise <= 0) {
      return;
    }
    for (int bin = 0; bin < BINS; bin++) {
      calm[bin] *= FADE;
      changed[bin] *= FADE;
    }
    (change ? changed : calm)[bin(rise)]++;
    threshold = find();
  }

  /** The rise above which it hints; infinite where this camera's sizes mean nothing. */
  public double threshold() {
    return threshold;
  }

  private double find() {
    double calmAll = sum(calm);
    double changedAll = sum(changed);
    if (calmAll < LEARNED || changedAll < LEARNED) {
      return Double.POSITIVE_INFINITY;
    }
    double calmAbove = 0;
    double changedAbove = 0;
    int bin = BINS;
    while (bin > 0 && calmAbove + calm[bin - 1] <= FALSE_HINTS * calmAll) {
      bin--;
      calmAbove += calm[bin];
      changedAbove += changed[bin];
    }
    return changedAbove >= WORTH * changedAll ? edge(bin) : Double.POSITIVE_INFINITY;
  }

  private static double sum(double[] bins) {
    double sum = 0;
    for (double value : bins) {
      sum += value;
    }
    return sum;
  }

  /** Bins are quarter octaves; the first begins at a quarter of the usual. */
  private static int bin(double rise) {
    double octaves = Math.log(rise) / Math.log(2) + 2;
    return (int) Math.max(0, Math.min(BINS - 1, Math.floor(octaves * BINS_PER_OCTAVE)));
  }

  private static double edge(int bin) {
    return Math.pow(2, bin / (double) BINS_PER_OCTAVE - 2);
  }
}
