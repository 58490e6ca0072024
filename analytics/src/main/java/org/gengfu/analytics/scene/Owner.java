package org.gengfu.analytics.scene;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.gengfu.core.geometry.Box;

/**
 * Whoever was there when the thing came, followed from picture to picture until he is gone.
 *
 * <p>He is a chain of movers that overlap from one picture to the next: someone who stands or steps
 * aside. A walker moves 1.6 of his heights in 2 s and breaks the chain, so passers-by do not become
 * owners, and an owner who walks off is gone. Nor is a bystander one, who was there before the
 * thing came, as long as somebody else came with it.
 */
final class Owner {
  /** Who is within this many of his own heights is still with the thing. */
  private static final double NEAR_HEIGHTS = 2.5;

  /** Movers near the thing this soon after it came may be its owner. */
  private static final long ARRIVAL_MILLIS = 7_000;

  /** Once somebody was seen near, who comes later than this did not bring it. */
  private static final long WITH_IT_MILLIS = 3_500;

  /**
   * Unseen for this long is gone: one picture may lose him, as long as anything is near or where he
   * was.
   */
  private static final long GONE_MILLIS = 3_500;

  /** Who stood in his place so long before the thing came did not bring it, if another did. */
  private static final long BEFORE_MILLIS = 6_000;

  /** In a line of walkers each is seen where the one before was; whoever stands has stayed. */
  private static final long STANDS_MILLIS = 3_000;

  /** Share of his place, which is taken a cell wider than he is, that he fills himself. */
  private static final double HIDDEN = 0.5;

  private final CellGrid grid;
  private final boolean[] where;
  private long lastSeenMillis = CandidateMemory.NEVER;
  private long lastBystanderMillis = CandidateMemory.NEVER;
  private boolean gone;

  /** Pictures since he was seen. */
  private int missed;

  /** When the thing was first seen by itself, if he was a part of it until then. */
  private long partedMillis = CandidateMemory.NEVER;

  /** Whether he stood when he was seen last, and did not step where another had been. */
  private boolean stood = true;

  Owner(CellGrid grid) {
    this.grid = grid;
    this.where = new boolean[grid.cells];
  }

  /** Somebody was near when the thing came. */
  boolean seen() {
    return Math.max(lastSeenMillis, lastBystanderMillis) != CandidateMemory.NEVER;
  }

  boolean gone() {
    return gone;
  }

  /** When he was seen last; {@link CandidateMemory#NEVER} where nobody came with it. */
  long lastSeenMillis() {
    return lastSeenMillis;
  }

  /** Nobody was seen, as he stood there as still as the thing, and as a part of it; he has gone. */
  void stoodStill(long onsetMillis) {
    if (gone && !seen()) {
      lastSeenMillis = onsetMillis;
    }
  }

  /** Looks for him among the movers, with a thing of which he may be a part. */
  void follow(Box thing, long onsetMillis, List<Mover> movers, long now) {
    follow(thing, onsetMillis, movers, false, now);
  }

  /**
   * Looks for him among the movers.
   *
   * @param solid whether the thing is surely none of him: then nobody near, and nobody where he
   *     was, in one picture will do
   */
  void follow(Box thing, long onsetMillis, List<Mover> movers, boolean solid, long now) {
    if (gone) {
      return;
    }
    boolean arriving = now - onsetMillis <= ARRIVAL_MILLIS;
    boolean bringing =
        now - onsetMillis
            <= (lastSeenMillis == CandidateMemory.NEVER ? ARRIVAL_MILLIS : WITH_IT_MILLIS);
    bringing |= now == partedMillis;
    boolean[] next = new boolean[grid.cells];
    boolean seen = false;
    boolean stands = false;
    boolean near = false;
    for (Mover mover : movers) {
      if (!near(thing, mover.box())) {
        continue;
      }
      near = true;
      boolean leaves = mover.restlessMillis() >= now - onsetMillis;
      boolean cloud = mover.light() && !arriving;
      if (leaves || cloud) {
        continue;
      }
      if (mover.stayedMillis() >= now - onsetMillis + BEFORE_MILLIS) {
        lastBystanderMillis = now;
        continue;
      }
      boolean still = bringing || mover.stayedMillis() >= STANDS_MILLIS;
      if (bringing || (wasHere(mover) && (still || stood))) {
        seen = true;
        stands |= still;
        mark(mover.cells(), next);
      } else if (stood && hides(mover)) {
        seen = true;
        stands = true;
        System.arraycopy(where, 0, next, 0, where.length);
      }
    }
    missed = seen ? 0 : missed + 1;
    if (seen) {
      lastSeenMillis = now;
      stood = stands;
      System.arraycopy(next, 0, where, 0, where.length);
    } else if (!arriving) {
      // Where nobody came with it, whoever has stood there all along is asked.
      boolean brought = lastSeenMillis != CandidateMemory.NEVER;
      boolean surely = solid && brought && !near && movers.stream().noneMatch(this::isWhereHeWas);
      long unseen = now - (brought ? lastSeenMillis : lastBystanderMillis);
      gone = surely || (missed >= 2 && unseen >= GONE_MILLIS);
    }
  }

  /**
   * The thing was found as one with somebody who stood by it: he is its owner, and where the rest
   * of what was found stands.
   */
  void stoodWith(int[] rest, long now) {
    lastSeenMillis = now;
    partedMillis = now;
    Arrays.fill(where, false);
    mark(rest, where);
  }

  /** True where he was known before the thing was found by itself. */
  boolean known() {
    return partedMillis != CandidateMemory.NEVER;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(lastSeenMillis);
    out.writeBoolean(gone);
    for (boolean each : where) {
      out.writeBoolean(each);
    }
  }

  void read(DataInput in) throws IOException {
    lastSeenMillis = in.readLong();
    gone = in.readBoolean();
    for (int cell = 0; cell < grid.cells; cell++) {
      where[cell] = in.readBoolean();
    }
  }

  private boolean near(Box thing, Box mover) {
    double aspect = grid.width / (double) grid.height;
    double gapX =
        Math.max(
            0,
            Math.max(mover.x() - thing.x() - thing.width(), thing.x() - mover.x() - mover.width()));
    double gapY =
        Math.max(
            0,
            Math.max(
                mover.y() - thing.y() - thing.height(), thing.y() - mover.y() - mover.height()));
    boolean large = mover.height() >= 0.7 * thing.height();
    return large && Math.hypot(gapX * aspect, gapY) <= NEAR_HEIGHTS * mover.height();
  }

  private boolean wasHere(Mover mover) {
    int overlap = 0;
    for (int cell : mover.cells()) {
      overlap += where[cell] ? 1 : 0;
    }
    return overlap * 3 >= mover.cells().length;
  }

  private boolean isWhereHeWas(Mover mover) {
    for (int cell : mover.cells()) {
      if (where[cell]) {
        return true;
      }
    }
    return false;
  }

  /** Somebody passes him, or rain ties him to others: he is a part of what moves there. */
  private boolean hides(Mover mover) {
    int place = 0;
    for (boolean each : where) {
      place += each ? 1 : 0;
    }
    int overlap = 0;
    for (int cell : mover.cells()) {
      overlap += where[cell] ? 1 : 0;
    }
    return place > 0 && overlap >= HIDDEN * place;
  }

  private void mark(int[] cells, boolean[] next) {
    for (int cell : cells) {
      int x = cell % grid.columns;
      int y = cell / grid.columns;
      for (int ny = Math.max(0, y - 1); ny <= Math.min(grid.rows - 1, y + 1); ny++) {
        for (int nx = Math.max(0, x - 1); nx <= Math.min(grid.columns - 1, x + 1); nx++) {
          next[ny * grid.columns + nx] = true;
        }
      }
    }
  }
}
