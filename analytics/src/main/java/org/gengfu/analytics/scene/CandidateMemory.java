package org.gengfu.analytics.scene;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What stands before the background, cell by cell: two remembered looks, each with the time at
 * which it came and was last seen.
 *
 * <p>Two, because something passes in front of what stays: a passer-by must not erase the parked
 * car behind him, and the bag set down before it must not wait until the car is forgotten.
 */
final class CandidateMemory {
  static final long NEVER = Long.MIN_VALUE / 4;

  /** What the cell shows in this picture. */
  enum Shows {
    BACKGROUND,
    CANDIDATE,
    UNKNOWN
  }

  private static final int SLOTS = 2;

  /** A hidden look is kept half as long as it was seen: bridges fifteen passers-by. */
  private static final long MIN_PATIENCE_MILLIS = 2_500;

  private static final long MAX_PATIENCE_MILLIS = 20_000;

  /** Background seen for a quarter of the look's age, within these bounds, ends the look. */
  private static final long MIN_GONE_MILLIS = 1_500;

  private static final long MAX_GONE_MILLIS = 5_000;

  /** Mean luma must differ by this much to settle what two alike flat looks are. */
  private static final float CLEAR_LUMA_STEP = 6;

  private final CellGrid grid;
  private final byte[] patches;
  private final float[] lumaStep;
  private final long[] since;
  private final long[] lastSeen;
  private final boolean[] held;
  final Shows[] shows;

  /** Slot seen in this picture, or -1. */
  final byte[] current;

  private final long[] backgroundSince;

  CandidateMemory(CellGrid grid) {
    this.grid = grid;
    int slots = grid.cells * SLOTS;
    this.patches = new byte[slots * CellGrid.WINDOW_PIXELS];
    this.lumaStep = new float[slots];
    this.since = new long[slots];
    this.lastSeen = new long[slots];
    this.held = new boolean[slots];
    this.shows = new Shows[grid.cells];
    this.current = new byte[grid.cells];
    this.backgroundSince = new long[grid.cells];
    Arrays.fill(since, NEVER);
    Arrays.fill(shows, Shows.BACKGROUND);
    Arrays.fill(current, (byte) -1);
    Arrays.fill(backgroundSince, NEVER);
  }

  /** Decides what the cell shows. {@code onset} is when a look that is new now may have come. */
  void observe(
      int cell,
      byte[] luma,
      WindowStatistics picture,
      Background background,
      Light light,
      float noise,
      long onset,
      long now) {
    float step = light.residual(background.mean[cell], picture.mean[cell]);
    int slot = likeliest(cell, luma, picture, noise);
    boolean empty = background.distance[cell] < CellCorrelation.SAME;
    if (slot >= 0 && empty && backgroundIsLikelier(slot, background.distance[cell], step)) {
      slot = -1;
    }
    if (slot >= 0) {
      lastSeen[slot] = now;
      backgroundSince[cell] = NEVER;
      current[cell] = (byte) (slot - cell * SLOTS);
      shows[cell] = Shows.CANDIDATE;
      return;
    }
    current[cell] = -1;
    if (empty) {
      shows[cell] = Shows.BACKGROUND;
      showBackground(cell, now);
    } else {
      shows[cell] = Shows.UNKNOWN;
      challenge(cell, luma, step, onset, now);
    }
  }

  private float likeliestDistance;

  private int likeliest(int cell, byte[] luma, WindowStatistics picture, float noise) {
    int best = -1;
    likeliestDistance = CellCorrelation.SAME;
    for (int slot = cell * SLOTS; slot < (cell + 1) * SLOTS; slot++) {
      if (since[slot] != NEVER) {
        float distance = distance(slot, cell, luma, picture, noise);
        if (distance < likeliestDistance) {
          likeliestDistance = distance;
          best = slot;
        }
      }
    }
    return best;
  }

  private float distance(int slot, int cell, byte[] luma, WindowStatistics picture, float noise) {
    int sum = 0;
    int squares = 0;
    int cross = 0;
    int patch = slot * CellGrid.WINDOW_PIXELS;
    int row = grid.windowOrigin(cell);
    for (int y = 0; y < CellGrid.WINDOW; y++, row += grid.width) {
      for (int i = row; i < row + CellGrid.WINDOW; i++, patch++) {
        int value = patches[patch] & 0xff;
        sum += value;
        squares += value * value;
        cross += value * (luma[i] & 0xff);
      }
    }
    float covariance = (cross - sum * picture.mean[cell]) / CellGrid.WINDOW_PIXELS;
    return CellCorrelation.distance(
        picture.variance[cell], CellCorrelation.variance(sum, squares), covariance, noise);
  }

  private boolean backgroundIsLikelier(int slot, float distance, float step) {
    if (Math.abs(lumaStep[slot]) > CLEAR_LUMA_STEP) {
      return Math.abs(step) < Math.abs(step - lumaStep[slot]);
    }
    return distance < likeliestDistance;
  }

  private void showBackground(int cell, long now) {
    if (backgroundSince[cell] == NEVER) {
      backgroundSince[cell] = now;
    }
    long gone = now - backgroundSince[cell];
    for (int slot = cell * SLOTS; slot < (cell + 1) * SLOTS; slot++) {
      if (since[slot] != NEVER
          && !held[slot]
          && gone >= bound(age(slot) / 4, MIN_GONE_MILLIS, MAX_GONE_MILLIS)) {
        since[slot] = NEVER;
      }
    }
  }

  private void challenge(int cell, byte[] luma, float step, long onset, long now) {
    int victim = -1;
    for (int slot = cell * SLOTS; slot < (cell + 1) * SLOTS; slot++) {
      if (since[slot] == NEVER || (!held[slot] && now - lastSeen[slot] > patience(slot))) {
        victim = slot;
        break;
      }
      if (!held[slot] && (victim < 0 || age(slot) < age(victim))) {
        victim = slot;
      }
    }
    if (victim < 0 || protectedFromPassing(cell, victim, now)) {
      return;
    }
    since[victim] = onset;
    lastSeen[victim] = now;
    lumaStep[victim] = step;
    copyWindow(cell, luma, victim * CellGrid.WINDOW_PIXELS);
  }

  /** Where one look is held for an episode, the only other one must not fall to a passer-by. */
  private boolean protectedFromPassing(int cell, int victim, long now) {
    boolean otherHeld = false;
    for (int slot = cell * SLOTS; slot < (cell + 1) * SLOTS; slot++) {
      otherHeld |= slot != victim && held[slot];
    }
    return otherHeld
        && since[victim] != NEVER
        && age(victim) > MIN_PATIENCE_MILLIS
        && now - lastSeen[victim] <= patience(victim);
  }

  private void copyWindow(int cell, byte[] luma, int patch) {
    int row = grid.windowOrigin(cell);
    for (int y = 0; y < CellGrid.WINDOW; y++, row += grid.width) {
      System.arraycopy(luma, row, patches, patch + y * CellGrid.WINDOW, CellGrid.WINDOW);
    }
  }

  private long age(int slot) {
    return lastSeen[slot] - since[slot];
  }

  private long patience(int slot) {
    return bound(age(slot) / 2, MIN_PATIENCE_MILLIS, MAX_PATIENCE_MILLIS);
  }

  private static long bound(long value, long low, long high) {
    return Math.max(low, Math.min(high, value));
  }

  /**
   * The slot that stands in the cell, hidden or not: the one seen now, else the oldest that is
   * still waited for; -1 where nothing does.
   */
  int standing(int cell, long now) {
    if (current[cell] >= 0) {
      return cell * SLOTS + current[cell];
    }
    int best = -1;
    for (int slot = cell * SLOTS; slot < (cell + 1) * SLOTS; slot++) {
      if (since[slot] != NEVER
          && now - lastSeen[slot] <= patience(slot)
          && (best < 0 || since[slot] < since[best])) {
        best = slot;
      }
    }
    return best;
  }

  long since(int slot) {
    return since[slot];
  }

  long lastSeen(int slot) {
    return lastSeen[slot];
  }

  /** Slot seen now in the cell, or -1. */
  int seen(int cell) {
    return current[cell] < 0 ? -1 : cell * SLOTS + current[cell];
  }

  /** An episode needs this look: it is kept until let go. */
  void hold(int slot, boolean hold) {
    held[slot] = hold;
  }

  /** Only looks in use are written: a quiet scene takes little. */
  void write(DataOutput out) throws IOException {
    for (int slot = 0; slot < since.length; slot++) {
      if (since[slot] != NEVER) {
        out.writeInt(slot);
        out.writeLong(since[slot]);
        out.writeLong(lastSeen[slot]);
        out.writeFloat(lumaStep[slot]);
        out.writeBoolean(held[slot]);
        out.write(patches, slot * CellGrid.WINDOW_PIXELS, CellGrid.WINDOW_PIXELS);
      }
    }
    out.writeInt(-1);
  }

  void read(DataInput in) throws IOException {
    for (int slot = in.readInt(); slot >= 0; slot = in.readInt()) {
      since[slot] = in.readLong();
      lastSeen[slot] = in.readLong();
      lumaStep[slot] = in.readFloat();
      held[slot] = in.readBoolean();
      in.readFully(patches, slot * CellGrid.WINDOW_PIXELS, CellGrid.WINDOW_PIXELS);
    }
  }

  void clear() {
    for (int cell = 0; cell < grid.cells; cell++) {
      forget(cell);
    }
  }

  void forget(int cell) {
    for (int slot = cell * SLOTS; slot < (cell + 1) * SLOTS; slot++) {
      since[slot] = NEVER;
      held[slot] = false;
    }
    current[cell] = -1;
    shows[cell] = Shows.BACKGROUND;
  }
}
