package org.gengfu.analytics.scene;

import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.geometry.Box;
import org.jspecify.annotations.Nullable;

/** Something that stays, from its first look to its end, and the episodes it has opened. */
final class StationaryObject {
  /** An episode told to the outside. */
  record Episode(String id, String zoneId) {}

  int[] cells;
  int[] slots;
  final long onsetMillis;
  final Owner owner;
  final List<Episode> episodes = new ArrayList<>();
  Box box = new Box(0, 0, 0, 0);
  long goneSince = CandidateMemory.NEVER;
  boolean blobNow;
  int stillPairs;
  int pairs;
  int pictures;
  float vote;
  boolean ghost;
  int seen;
  float changed;
  @Nullable PixelMask mask;
  @Nullable String note;

  StationaryObject(Blob blob, CellGrid grid) {
    this.cells = blob.cells();
    this.slots = blob.slots();
    this.onsetMillis = blob.onsetMillis();
    this.owner = new Owner(grid);
  }

  /** At rest as far as known: still in most pairs of pictures in which it was not hidden. */
  boolean atRest() {
    return stillPairs >= 2 && stillPairs >= 0.35 * pairs && stillPairs >= 0.25 * pictures;
  }

  /** Seen often enough to say that it does not rest. */
  boolean restless() {
    return pairs >= 2 && !atRest();
  }

  boolean rockSolid() {
    return stillPairs >= 4 && stillPairs >= 0.9 * pairs && stillPairs >= 0.5 * pictures;
  }
}
