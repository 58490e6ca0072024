package org.gengfu.ingest.recording;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gengfu.core.recording.Segment;
import org.gengfu.core.recording.SegmentStore;
import org.gengfu.core.recording.SegmentStore.Row;
import org.gengfu.ingest.recording.SegmentScan.Depth;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes index and file agree by what the file itself says. */
final class Repair {
  /** What may not have reached the disk before a power cut, generously. */
  static final Duration UNSYNCED = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(Repair.class);

  private Repair() {}

  /** What has become of a segment. */
  enum Outcome {
    /** The file is whole; the index now says so. */
    COMPLETED,
    /** The file was cut behind its last whole fragment, and the index says so. */
    CUT,
    /** There was nothing in it, or no file: row and file are gone. */
    REMOVED,
    /** The file is none of ours, or damaged from the beginning: it was moved out of the way. */
    QUARANTINED
  }

  /** Completes what an earlier run has left behind; what can't be read is left for the next. */
  static void complete(Leftovers leftovers, DiskFiles files, SegmentStore store) {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    List<Segment.Key> open = leftovers.open().stream().map(Segment::key).toList();
    for (List<Segment.Key> keys : List.of(open, leftovers.unknown())) {
      for (Segment.Key key : keys) {
        try {
          counts.merge(complete(key, files, store, UNSYNCED), 1, Integer::sum);
        } catch (IOException e) {
          LOG.warn("{} can't be read and stays as it is: {}", key.path(), e.getMessage());
        }
      }
    }
    if (!open.isEmpty() || !leftovers.unknown().isEmpty()) {
      LOG.info("recordings that were being written when the hub ended: {}", counts);
    }
  }

  /**
   * Completes one segment by its file.
   *
   * @param lookAtLast how much of its end is looked at closely; null for all of it
   * @throws IOException when the file can't be read
   * @throws org.gengfu.core.storage.StoreException when the database is away
   */
  static Outcome complete(
      Segment.Key key, DiskFiles files, SegmentStore store, @Nullable Duration lookAtLast)
      throws IOException {
    SegmentScan scan;
    try (SeekableByteChannel file = files.open(key.path())) {
      scan = SegmentScan.of(file, Depth.PICTURES, lookAtLast);
      if (scan.identity() != null
          && !scan.fragments().isEmpty()
          && scan.wholeBytes() < scan.fileBytes()) {
        file.truncate(scan.wholeBytes());
        if (file instanceof FileChannel channel) {
          channel.force(false);
        }
      }
    } catch (NoSuchFileException e) {
      store.remove(List.of(key));
      return Outcome.REMOVED;
    }
    Optional<Row> row = row(key, scan);
    if (row.isPresent()) {
      store.save(List.of(row.get()));
      return scan.sound() ? Outcome.COMPLETED : Outcome.CUT;
    }
    if (scan.fileBytes() == 0 || (scan.identity() != null && scan.fragments().isEmpty())) {
      files.delete(key.path());
      store.remove(List.of(key));
      return Outcome.REMOVED;
    }
    files.quarantine(key.path());
    store.remove(List.of(key));
    return Outcome.QUARANTINED;
  }

  /** The row that the file itself tells; empty where there is nothing to play in it. */
  static Optional<Row> row(Segment.Key key, SegmentScan scan) {
    Identity identity = scan.identity();
    if (identity == null || scan.fragments().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Row(
            new Segment(
                key,
                identity.cameraId(),
                identity.stream(),
                identity.start(),
                scan.end(),
                Segment.State.CLOSED,
                scan.wholeBytes(),
                identity.codecs(),
                identity.width(),
                identity.height(),
                scan.headerBytes()),
            scan.fragments()));
  }
}
