package org.gengfu.analytics.scene;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Where the picture never rests: swaying leaves, water, a clock drawn into it. */
final class Unrest {
  private static final double TIME_CONSTANT_SECONDS = 60;

  /** Passers-by disturb a place for a tenth of the time, leaves for a third to a half of it. */
  private static final double RESTLESS = 0.2;

  /** A walker is 1.6 of his heights further on after 2 s, leaves are where they were. */
  private static final double MAX_OVERLAP = 0.3;

  /** Somebody who stands in his place for a while disturbs it less than leaves do. */
  private static final double NEVER_AT_REST = 0.3;

  /** Before this nothing is known of a place. */
  private static final double LEARNING_SECONDS = 20;

  private final CellGrid grid;
  private double learnedSeconds;
  private final float[] share;

  /** Since when a cell is known to be restless; not saved. */
  private final float[] restlessSeconds;

  private final boolean[] before;

  Unrest(CellGrid grid) {
    this.grid = grid;
    this.share = new float[grid.cells];
    this.restlessSeconds = new float[grid.cells];
    this.before = new boolean[grid.cells];
  }

  /** True where the mover really came along: not where it was before, and not a restless place. */
  boolean passing(int[] cells) {
    if (learnedSeconds < LEARNING_SECONDS) {
      return false;
    }
    int overlap = 0;
    double unrest = 0;
    for (int cell : cells) {
      overlap += before[cell] ? 1 : 0;
      unrest += share[cell];
    }
    return overlap <= MAX_OVERLAP * cells.length && unrest <= RESTLESS * cells.length;
  }

  /** For how long most of these cells have been known as a place that never rests; milliseconds. */
  long restlessMillis(int[] cells) {
    float[] each = new float[cells.length];
    for (int i = 0; i < cells.length; i++) {
      each[i] = restlessSeconds[cells[i]];
    }
    Arrays.sort(each);
    return each.length == 0 ? 0 : Math.round(1000.0 * each[each.length / 2]);
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(learnedSeconds);
    for (float each : share) {
      out.writeFloat(each);
    }
  }

  void read(DataInput in) throws IOException {
    learnedSeconds = in.readDouble();
    for (int cell = 0; cell < grid.cells; cell++) {
      share[cell] = in.readFloat();
    }
  }

  void learn(CandidateMemory memory, boolean[] settled, List<Mover> movers, double seconds) {
    learnedSeconds += seconds;
    // The plain mean at first, then a slow memory.
    float rate = (float) (seconds / Math.min(learnedSeconds, TIME_CONSTANT_SECONDS + seconds));
    for (int cell = 0; cell < grid.cells; cell++) {
      boolean disturbed = memory.shows[cell] == CandidateMemory.Shows.UNKNOWN && !settled[cell];
      share[cell] += rate * ((disturbed ? 1 : 0) - share[cell]);
      before[cell] = false;
      boolean restless = learnedSeconds >= LEARNING_SECONDS && share[cell] > NEVER_AT_REST;
      restlessSeconds[cell] = restless ? restlessSeconds[cell] + (float) seconds : 0;
    }
    for (Mover mover : movers) {
      for (int cell : mover.cells()) {
        before[cell] = true;
      }
    }
  }
}
