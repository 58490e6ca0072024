package org.gengfu.ingest.recording;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gengfu.core.recording.Segment;
import org.gengfu.core.recording.SegmentStore;
import org.gengfu.core.recording.SegmentStore.Row;
import org.jspecify.annotations.Nullable;

/**
 * Compares the index of the recordings with what is on the disks, finds where they disagree, and
 * makes them agree by what the files say.
 */
public final class Verification {
  /** What is being written has changed since. */
  static final Duration STILL_WRITTEN = Duration.ofMinutes(10);

  private static final int PAGE = 500;

  private final SegmentStore store;
  private final InstantSource clock;
  private final Options options;
  private final Consumer<String> out;
  private int files;
  private int found;
  private int mended;
  private int leftAlone;

  /** How closely files are looked at. */
  public enum Depth {
    /** Their lengths alone. */
    SIZES,
    /** Their boxes: every fragment is where the index says. */
    STRUCTURE,
    /** Besides, every picture: no holes. Reads everything. */
    PICTURES
  }

  /**
   * How to verify.
   *
   * @param depth how closely
   * @param repair whether to make index and disk agree, or only tell
   * @param hubRuns whether a hub may be writing: what has changed within ten minutes is left alone
   */
  public record Options(Depth depth, boolean repair, boolean hubRuns) {}

  /**
   * What came out.
   *
   * @param files looked at
   * @param found how many disagree with the index
   * @param mended how many of them agree now
   * @param leftAlone files that are being written
   * @param disksMissing disks that could not be looked at
   */
  public record Summary(int files, int found, int mended, int leftAlone, int disksMissing) {
    /** Whether index and disks agree now. */
    public boolean agree() {
      return found == mended && disksMissing == 0;
    }
  }

  /**
   * @param out takes a line for each disagreement
   */
  public Verification(
      SegmentStore store, InstantSource clock, Options options, Consumer<String> out) {
    this.store = store;
    this.clock = clock;
    this.options = options;
    this.out = out;
  }

  /**
   * Goes through these directories.
   *
   * @throws org.gengfu.core.storage.StoreException when the database is away
   */
  public Summary run(List<Path> directories) {
    int missing = 0;
    for (Path directory : directories) {
      try {
        DiskFiles disk = new NioDiskFiles(directory);
        UUID marker = disk.marker();
        if (marker == null) {
          missing++;
          out.accept(directory + ": not there, or not mounted: nothing on it was looked at");
        } else {
          verify(store.disk(marker, directory).id(), disk);
        }
      } catch (IOException e) {
        missing++;
        out.accept(directory + ": can't be read: " + e.getMessage());
      }
    }
    return new Summary(files, found, mended, leftAlone, missing);
  }

  private void verify(int disk, DiskFiles files) throws IOException {
    Map<String, List<String>> folders = new HashMap<>();
    try (Stream<String> all = files.list(null)) {
      all.forEach(path -> folders.computeIfAbsent(folder(path), f -> new ArrayList<>()).add(path));
    }
    for (Map.Entry<String, List<String>> folder : folders.entrySet()) {
      Map<String, Row> rows = rows(disk, folder.getKey());
      for (String path : folder.getValue()) {
        file(new Segment.Key(disk, path), rows.remove(path), files);
      }
      for (Row row : rows.values()) {
        file(row.segment().key(), row, files);
      }
    }
    rowsElsewhere(disk, folders.keySet(), files);
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private Map<String, Row> rows(int disk, String folder) {
    Map<String, Row> rows = new HashMap<>();
    String after = folder;
    while (true) {
      List<Row> page = store.page(disk, after, PAGE);
      for (Row row : page) {
        after = row.segment().key().path();
        if (!after.startsWith(folder)) {
          return rows;
        }
        rows.put(after, row);
      }
      if (page.size() < PAGE) {
        return rows;
      }
    }
  }

  /** Rows of folders that are not on the disk at all. */
  private void rowsElsewhere(int disk, Set<String> seen, DiskFiles files) throws IOException {
    Set<String> folders = new HashSet<>(seen);
    String after = "";
    while (true) {
      List<Row> page = store.page(disk, after, PAGE);
      for (Row row : page) {
        after = row.segment().key().path();
        if (!folders.contains(folder(after))) {
          file(row.segment().key(), row, files);
        }
      }
      if (page.size() < PAGE) {
        return;
      }
    }
  }

  private void file(Segment.Key key, @Nullable Row row, DiskFiles disk) throws IOException {
    if (options.hubRuns() && (row == null || row.segment().state() != Segment.State.CLOSED)) {
      if (isBeingWritten(key, disk)) {
        leftAlone++;
        return;
      }
    }
    files++;
    Optional<String> wrong = wrong(key, row, disk);
    if (wrong.isEmpty()) {
      return;
    }
    found++;
    String told = key.path() + ": " + wrong.get();
    if (options.repair()) {
      told += " → " + mend(key, row, disk);
    }
    out.accept(told);
  }

  private boolean isBeingWritten(Segment.Key key, DiskFiles disk) throws IOException {
    try {
      Instant written = disk.lastModified(key.path());
      return written.isAfter(clock.instant().minus(STILL_WRITTEN));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** In what index and file disagree; empty where they don't. */
  private Optional<String> wrong(Segment.Key key, @Nullable Row row, DiskFiles disk)
      throws IOException {
    if (row == null) {
      return Optional.of("a file that the index doesn't know");
    }
    switch (row.segment().state()) {
      case OPEN -> {
        return Optional.of("was being written when the hub ended");
      }
      case DELETING -> {
        return Optional.of("was being deleted when the hub ended");
      }
      case CLOSED -> {}
    }
    try (SeekableByteChannel file = disk.open(key.path())) {
      if (file.size() != row.segment().bytes()) {
        return Optional.of("has " + file.size() + " bytes, by the index " + row.segment().bytes());
      }
      return options.depth() == Depth.SIZES ? Optional.empty() : differs(file, row);
    } catch (NoSuchFileException e) {
      return Optional.of("in the index, but the file is gone");
    }
  }

  private Optional<String> differs(SeekableByteChannel file, Row row) throws IOException {
    SegmentScan.Depth depth =
        options.depth() == Depth.PICTURES ? SegmentScan.Depth.PICTURES : SegmentScan.Depth.BOXES;
    SegmentScan scan = SegmentScan.of(file, depth, null);
    if (!scan.sound()) {
      return Optional.of("damaged: " + scan.problem());
    }
    Segment segment = row.segment();
    Identity identity = scan.identity();
    if (!scan.fragments().equals(row.fragments())
        || scan.headerBytes() != segment.headerBytes()
        || identity == null
        || !identity.cameraId().equals(segment.cameraId())
        || !identity.start().equals(segment.start())) {
      return Optional.of("holds something else than the index says");
    }
    return Optional.empty();
  }

  private String mend(Segment.Key key, @Nullable Row row, DiskFiles disk) {
    try {
      if (row != null && row.segment().state() == Segment.State.DELETING) {
        disk.delete(key.path());
        store.remove(List.of(key));
        mended++;
        return "deleted";
      }
      Repair.Outcome outcome = Repair.complete(key, disk, store, null);
      mended++;
      return switch (outcome) {
        case COMPLETED -> "the index now says what the file holds";
        case CUT -> "cut behind its last whole fragment, and the index says so";
        case REMOVED -> "removed from the index: there is nothing to play";
        case QUARANTINED -> "not readable: moved to " + NioDiskFiles.QUARANTINE;
      };
    } catch (IOException e) {
      return "could not be mended: " + e.getMessage();
    }
  }
}
