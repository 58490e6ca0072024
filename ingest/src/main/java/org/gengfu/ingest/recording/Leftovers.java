package org.gengfu.ingest.recording;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gengfu.core.recording.Segment;
import org.gengfu.core.recording.SegmentStore;

/**
 * What an earlier run has left on a disk: files that were being written, and files of the last days
 * that the index doesn't know. Taken before this run writes to the disk.
 *
 * @param open segments that are open in the index
 * @param unknown files without a row
 */
record Leftovers(List<Segment> open, List<Segment.Key> unknown) {
  /** Days to look at besides those since the index was last written. */
  private static final int DAYS_BEFORE = 1;

  private static final int MOST_DAYS = 60;

  Leftovers {
    open = List.copyOf(open);
    unknown = List.copyOf(unknown);
  }

  static Leftovers of(int disk, DiskFiles files, SegmentStore store, IndexWriter index)
      throws IOException {
    Set<Segment.Key> waiting = new HashSet<>();
    index.rows().forEach(row -> waiting.add(row.segment().key()));
    List<Segment> open =
        store.open(disk).stream().filter(segment -> !waiting.contains(segment.key())).toList();
    List<Segment.Key> present = new ArrayList<>();
    try (Stream<String> paths = files.list(days(disk, store))) {
      paths.map(path -> new Segment.Key(disk, path)).forEach(present::add);
    }
    present.removeAll(waiting);
    Set<Segment.Key> known = new HashSet<>();
    store.find(present).forEach(segment -> known.add(segment.key()));
    present.removeIf(known::contains);
    return new Leftovers(open, present);
  }

  /** The days since the index was last written, as it was away before that at most. */
  private static List<String> days(int disk, SegmentStore store) {
    Instant latest = store.latestStart(disk).orElse(null);
    if (latest == null) {
      return List.of();
    }
    LocalDate first = LocalDate.ofInstant(latest, ZoneOffset.UTC).minusDays(DAYS_BEFORE);
    List<String> days = new ArrayList<>();
    for (int day = 0; day < MOST_DAYS; day++) {
      days.add(first.plusDays(day).toString());
    }
    return days;
  }
}
