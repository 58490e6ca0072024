package org.gengfu.analytics.scene;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** A look follows what is this much like it, once it has stood for so long. */
  private static final float CLOSELY_SAME = 0.25f;

  private static final long FOLLOWS_AFTER_MILLIS = 30_000;

  /** Mean luma must differ by this much to settle what two alike flat looks are. */
  private static final float CLEAR_LUMA_STEP = 6;

  /** What a cell looked like. Made when it comes: most cells of a quiet scene have none. */
  private static final class Look {
    final byte[] patch = new byte[CellGrid.WINDOW_PIXELS];
    float lumaStep;
    long since;
    long lastSeen;
    boolean held;

    long age() {
      return lastSeen - since;
    }

    long patience() {
      return bound(age() / 2, MIN_PATIENCE_MILLIS, MAX_PATIENCE_MILLIS);
    }

    long goneAfter() {
      return bound(age() / 4, MIN_GONE_MILLIS, MAX_GONE_MILLIS);
    }

    boolean waitedFor(long now) {
      return now - lastSeen <= patience();
    }
  }

  private final CellGrid grid;
  private final @Nullable Look[] looks;
  final Shows[] shows;

  /** Slot seen in this picture, or -1. */
  final byte[] current;

  private final long[] backgroundSince;

  /** When it was seen last, in the same spell. */
  private final long[] backgroundUntil;

  CandidateMemory(CellGrid grid) {
    this.grid = grid;
    this.looks = new Look[grid.cells * SLOTS];
    this.shows = new Shows[grid.cells];
    this.current = new byte[grid.cells];
    this.backgroundSince = new long[grid.cells];
    this.backgroundUntil = new long[grid.cells];
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
    Look look = slot < 0 ? null : looks[slot];
    if (look != null && empty && backgroundIsLikelier(look, background.distance[cell], step)) {
      look = null;
    }
    if (look != null) {
      if (cameAnew(cell, look, now)) {
        begin(look, cell, luma, step, onset, now);
      } else if (likeliestDistance < CLOSELY_SAME && look.age() >= FOLLOWS_AFTER_MILLIS) {
        follow(cell, luma, look, now - look.lastSeen);
      }
      look.lastSeen = now;
      backgroundSince[cell] = NEVER;
      current[cell] = (byte) (slot - cell * SLOTS);
      show(cell, Shows.CANDIDATE);
      return;
    }
    current[cell] = -1;
    if (empty) {
      show(cell, Shows.BACKGROUND);
      showBackground(cell, now);
    } else {
      show(cell, Shows.UNKNOWN);
      challenge(cell, luma, step, onset, now);
    }
  }

  /** Most cells show what they showed before, and the collector looks at whatever is written. */
  private void show(int cell, Shows shown) {
    if (shows[cell] != shown) {
      shows[cell] = shown;
    }
  }

  /**
   * The empty place was seen since, in two pictures and for as long as ends a look, before somebody
   * stepped in: what looks the same now is another thing. A flat bag is as flat as a car was.
   */
  private boolean cameAnew(int cell, Look look, long now) {
    long since = backgroundSince[cell];
    return since > look.lastSeen
        && !look.held
        && backgroundUntil[cell] - since >= MIN_GONE_MILLIS
        && now - since >= look.goneAfter();
  }

  private float likeliestDistance;

  private int likeliest(int cell, byte[] luma, WindowStatistics picture, float noise) {
    int best = -1;
    likeliestDistance = CellCorrelation.SAME;
    for (int slot = cell * SLOTS; slot < (cell + 1) * SLOTS; slot++) {
      Look look = looks[slot];
      if (look != null) {
        float distance = distance(look, cell, luma, picture, noise);
        if (distance < likeliestDistance) {
          likeliestDistance = distance;
          best = slot;
        }
      }
    }
    return best;
  }

  private float distance(Look look, int cell, byte[] luma, WindowStatistics picture, float noise) {
    int sum = 0;
    int squares = 0;
    int cross = 0;
    int at = 0;
    int row = grid.windowOrigin(cell);
    for (int y = 0; y < CellGrid.WINDOW; y++, row += grid.width) {
      for (int i = row; i < row + CellGrid.WINDOW; i++, at++) {
        int value = look.patch[at] & 0xff;
        sum += value;
        squares += value * value;
        cross += value * (luma[i] & 0xff);
      }
    }
    float covariance = (cross - sum * picture.mean[cell]) / CellGrid.WINDOW_PIXELS;
    return CellCorrelation.distance(
        picture.variance[cell], CellCorrelation.variance(sum, squares), covariance, noise);
  }

  private boolean backgroundIsLikelier(Look look, float distance, float step) {
    if (Math.abs(look.lumaStep) > CLEAR_LUMA_STEP) {
      return Math.abs(step) < Math.abs(step - look.lumaStep);
    }
    return distance < likeliestDistance;
  }

  private void showBackground(int cell, long now) {
    if (backgroundSince[cell] == NEVER) {
      backgroundSince[cell] = now;
    }
    backgroundUntil[cell] = now;
    long gone = now - backgroundSince[cell];
    for (int slot = cell * SLOTS; slot < (cell + 1) * SLOTS; slot++) {
      Look look = looks[slot];
      if (look != null && !look.held && gone >= look.goneAfter()) {
        looks[slot] = null;
      }
    }
  }

  private void challenge(int cell, byte[] luma, float step, long onset, long now) {
    int victim = -1;
    long youngest = Long.MAX_VALUE;
    for (int slot = cell * SLOTS; slot < (cell + 1) * SLOTS; slot++) {
      Look look = looks[slot];
      if (look == null || (!look.held && !look.waitedFor(now))) {
        victim = slot;
        break;
      }
      if (!look.held && look.age() < youngest) {
        victim = slot;
        youngest = look.age();
      }
    }
    if (victim < 0) {
      return;
    }
    Look look = looks[victim];
    if (look != null && look.age() > MIN_PATIENCE_MILLIS && look.waitedFor(now)) {
      // Two things stand here, one before the other: who passes them must not erase one.
      return;
    }
    if (look == null) {
      look = new Look();
      looks[victim] = look;
    }
    begin(look, cell, luma, step, onset, now);
  }

  private void begin(Look look, int cell, byte[] luma, float step, long onset, long now) {
    look.since = onset;
    look.lastSeen = now;
    look.lumaStep = step;
    copyWindow(cell, luma, look.patch);
  }

  /** Daylight wanders over what stands for hours; its look goes along, or it would be another. */
  private void follow(int cell, byte[] luma, Look look, long millis) {
    int rate = Background.rate(millis / 1000.0);
    int row = grid.windowOrigin(cell);
    int at = 0;
    for (int y = 0; y < CellGrid.WINDOW; y++, row += grid.width) {
      for (int i = row; i < row + CellGrid.WINDOW; i++, at++) {
        int old = look.patch[at] & 0xff;
        int step = ((luma[i] & 0xff) - old) * rate + (1 << 15);
        look.patch[at] = (byte) (old + (step >> 16));
      }
    }
  }

  private void copyWindow(int cell, byte[] luma, byte[] patch) {
    int row = grid.windowOrigin(cell);
    for (int y = 0; y < CellGrid.WINDOW; y++, row += grid.width) {
      System.arraycopy(luma, row, patch, y * CellGrid.WINDOW, CellGrid.WINDOW);
    }
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
    long oldest = Long.MAX_VALUE;
    for (int slot = cell * SLOTS; slot < (cell + 1) * SLOTS; slot++) {
      Look look = looks[slot];
      if (look != null && look.waitedFor(now) && look.since < oldest) {
        best = slot;
        oldest = look.since;
      }
    }
    return best;
  }

  /** True where the empty place is seen, and not for the first time. */
  boolean left(int cell) {
    return shows[cell] == Shows.BACKGROUND
        && backgroundUntil[cell] - backgroundSince[cell] >= MIN_GONE_MILLIS;
  }

  /** When the look came; {@link #NEVER} where there is none. */
  long since(int slot) {
    Look look = looks[slot];
    return look == null ? NEVER : look.since;
  }

  /** When the look was last seen; {@link #NEVER} where there is none. */
  long lastSeen(int slot) {
    Look look = looks[slot];
    return look == null ? NEVER : look.lastSeen;
  }

  /** Slot seen now in the cell, or -1. */
  int seen(int cell) {
    return current[cell] < 0 ? -1 : cell * SLOTS + current[cell];
  }

  /** An episode needs this look: it is kept until let go. */
  void hold(int slot, boolean hold) {
    Look look = looks[slot];
    if (look != null) {
      look.held = hold;
    }
  }

  /** Only looks in use are written: a quiet scene takes little. */
  void write(DataOutput out) throws IOException {
    for (int slot = 0; slot < looks.length; slot++) {
      Look look = looks[slot];
      if (look != null) {
        out.writeInt(slot);
        out.writeLong(look.since);
        out.writeLong(look.lastSeen);
        out.writeFloat(look.lumaStep);
        out.writeBoolean(look.held);
        out.write(look.patch);
      }
    }
    out.writeInt(-1);
  }

  void read(DataInput in) throws IOException {
    for (int slot = in.readInt(); slot >= 0; slot = in.readInt()) {
      Look look = new Look();
      look.since = in.readLong();
      look.lastSeen = in.readLong();
      look.lumaStep = in.readFloat();
      look.held = in.readBoolean();
      in.readFully(look.patch);
      looks[slot] = look;
    }
  }

  void clear() {
    for (int cell = 0; cell < grid.cells; cell++) {
      forget(cell);
    }
  }

  void forget(int cell) {
    for (int slot = cell * SLOTS; slot < (cell + 1) * SLOTS; slot++) {
      looks[slot] = null;
    }
    current[cell] = -1;
    shows[cell] = Shows.BACKGROUND;
  }

  /** What every cell shows, for people. */
  List<SceneView.Shows> view() {
    return Arrays.stream(shows)
        .map(
            each ->
                switch (each) {
                  case BACKGROUND -> SceneView.Shows.BACKGROUND;
                  case CANDIDATE -> SceneView.Shows.REMEMBERED;
                  case UNKNOWN -> SceneView.Shows.UNKNOWN;
                })
        .toList();
  }
}
