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
  final List<Episode> episodes = new ArrayList<>();
  Box box = new Box(0, 0, 0, 0);
  int aloneCount;
  long ownerLastSeen = CandidateMemory.NEVER;
  long goneSince = CandidateMemory.NEVER;
  boolean blobNow;
  float ghostVote;
  boolean absorbed;
  @Nullable String note;

  StationaryObject(Blob blob) {
    this.cells = blob.cells();
    this.slots = blob.slots();
    this.onsetMillis = blob.onsetMillis();
  }
}
