package org.gengfu.analytics.scene;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stationary objects of the scene, found again from picture to picture. */
final class Objects {
  /** When less than this is left of an object it is dissolved, and the rest is another. */
  private static final double SAME_OBJECT = 0.45;

  /** What shares this much of its cells with something was a part of it. */
  private static final double PART = 0.6;

  /** What has lost a third of its cells has lost more than its edge. */
  private static final double LEFT_BEHIND = 0.7;

  private static final int LEAST_OWNER_CELLS = 8;

  private static final int MAX_SAVED = 4096;

  private final CellGrid grid;
  private final boolean[] marked;
  private final List<StationaryObject> all = new ArrayList<>();

  Objects(CellGrid grid) {
    this.grid = grid;
    this.marked = new boolean[grid.cells];
  }

  /** All of them; may be changed by the caller. */
  List<StationaryObject> all() {
    return all;
  }

  /** Finds them in the picture, and looks at those that are not raised yet. */
  void follow(SceneModel model, long now) {
    all.forEach(StationaryObject::lose);
    for (Blob blob : Workbench.of(grid).blobs.find(model.memory, now)) {
      StationaryObject same = same(blob);
      if (same == null) {
        all.add(
            new StationaryObject(blob.cells(), blob.slots(), blob.onsetMillis(), owner(blob, now)));
      } else {
        if (lessened(same, blob, model.memory)) {
          same.owner.stoodStill(same.onsetMillis);
        }
        same.take(blob);
      }
    }
    all.removeIf(object -> !object.raised() && !object.standing());
    for (StationaryObject object : all) {
      if (!object.raised()) {
        object.measure(model);
      }
    }
  }

  /**
   * Whose it is, where it was a part of something until now: the rest of that was restless, or it
   * would still be one, and is its owner.
   */
  private Owner owner(Blob blob, long now) {
    Owner owner = new Owner(grid);
    mark(blob.cells(), true);
    for (StationaryObject object : all) {
      int[] rest = Arrays.stream(object.cells()).filter(cell -> !marked[cell]).toArray();
      int shared = object.cells().length - rest.length;
      long apart = Math.abs(object.onsetMillis - blob.onsetMillis());
      if (!object.raised()
          && !object.atRest()
          && shared >= PART * blob.cells().length
          && rest.length >= LEAST_OWNER_CELLS
          && apart <= CandidateBlobs.MAX_ONSET_DIFFERENCE_MILLIS) {
        owner.stoodWith(rest, now);
      }
    }
    mark(blob.cells(), false);
    return owner;
  }

  /** A good part of it has gone that was restless: what is left was not judged yet. */
  private static boolean parted(StationaryObject object, Blob blob) {
    return !object.raised()
        && !object.atRest()
        && blob.cells().length < LEFT_BEHIND * object.cells().length;
  }

  /** A good part of it has gone, and is not merely hidden: somebody, with his shadow. */
  private boolean lessened(StationaryObject object, Blob blob, CandidateMemory memory) {
    double least = Math.max(LEAST_OWNER_CELLS, (1 - LEFT_BEHIND) * object.cells().length);
    if (object.raised() || object.cells().length - blob.cells().length < least) {
      return false;
    }
    int left = 0;
    mark(blob.cells(), true);
    for (int cell : object.cells()) {
      left += !marked[cell] && memory.left(cell) ? 1 : 0;
    }
    mark(blob.cells(), false);
    return left >= least;
  }

  private @Nullable StationaryObject same(Blob blob) {
    mark(blob.cells(), true);
    StationaryObject same = null;
    int most = 0;
    for (StationaryObject object : all) {
      int overlap = 0;
      for (int cell : object.cells()) {
        overlap += marked[cell] ? 1 : 0;
      }
      // A raised object may be half hidden; it still is the same.
      int size =
          object.raised()
              ? Math.min(blob.cells().length, object.cells().length)
              : Math.max(blob.cells().length, object.cells().length);
      long apart = Math.abs(object.onsetMillis - blob.onsetMillis());
      if (overlap > most
          && overlap >= SAME_OBJECT * size
          && !parted(object, blob)
          && apart <= CandidateBlobs.MAX_ONSET_DIFFERENCE_MILLIS) {
        most = overlap;
        same = object;
      }
    }
    mark(blob.cells(), false);
    return same;
  }

  private void mark(int[] cells, boolean mark) {
    for (int cell : cells) {
      marked[cell] = mark;
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(all.size());
    for (StationaryObject object : all) {
      object.write(out);
    }
  }

  void read(DataInput in) throws IOException {
    int count = StateCodec.readCount(in, MAX_SAVED);
    for (int i = 0; i < count; i++) {
      all.add(StationaryObject.read(in, grid));
    }
  }
}
