package org.gengfu.ingest.recording;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.recording.RecordingProtection.Protection;
import org.gengfu.core.recording.RecordingProtection.Wanted;
import org.gengfu.core.recording.Recordings.Span;
import org.gengfu.core.recording.Segment;
import org.gengfu.core.recording.SegmentStore;
import org.gengfu.core.storage.StoreException;

/** An index in memory that can be away; nothing is protected in it. */
final class FakeSegmentStore implements SegmentStore {
  final Map<Segment.Key, Row> rows = new ConcurrentHashMap<>();
  private final List<Disk> disks = new ArrayList<>();
  volatile boolean away;

  private void answer() {
    if (away) {
      throw new StoreException("away", new IllegalStateException(), true);
    }
  }

  @Override
  public synchronized List<Disk> disks() {
    answer();
    return List.copyOf(disks);
  }

  @Override
  public synchronized Disk disk(UUID marker, Path directory) {
    answer();
    for (Disk disk : disks) {
      if (disk.marker().equals(marker)) {
        return disk;
      }
    }
    Disk made = new Disk(disks.size() + 1, marker, directory);
    disks.add(made);
    return made;
  }

  @Override
  public synchronized int forget(int disk, String actor, Instant now) {
    disks.removeIf(one -> one.id() == disk);
    int before = rows.size();
    rows.keySet().removeIf(key -> key.disk() == disk);
    return before - rows.size();
  }

  @Override
  public void save(Collection<Row> saved) {
    answer();
    saved.forEach(row -> rows.put(row.segment().key(), row));
  }

  private List<Row> sorted() {
    answer();
    return rows.values().stream()
        .sorted(Comparator.comparing(row -> row.segment().start()))
        .toList();
  }

  @Override
  public List<Row> between(
      String cameraId, StreamName stream, Instant from, Instant to, int limit) {
    return sorted().stream()
        .filter(row -> row.segment().cameraId().equals(cameraId))
        .filter(row -> row.segment().state() != Segment.State.DELETING)
        .filter(row -> row.segment().start().isBefore(to) && row.segment().end().isAfter(from))
        .limit(limit)
        .toList();
  }

  @Override
  public List<Span> ranges(String cameraId, StreamName stream, Instant from, Instant to) {
    return between(cameraId, stream, from, to, Integer.MAX_VALUE).stream()
        .map(row -> new Span(row.segment().start(), row.segment().end()))
        .toList();
  }

  @Override
  public List<Segment> open(int disk) {
    return inState(disk, Segment.State.OPEN);
  }

  @Override
  public List<Segment> deleting(int disk) {
    return inState(disk, Segment.State.DELETING);
  }

  private List<Segment> inState(int disk, Segment.State state) {
    return sorted().stream()
        .map(Row::segment)
        .filter(segment -> segment.key().disk() == disk && segment.state() == state)
        .toList();
  }

  @Override
  public Optional<Instant> latestStart(int disk) {
    return sorted().stream().map(row -> row.segment().start()).reduce((first, second) -> second);
  }

  @Override
  public List<Row> page(int disk, String afterPath, int limit) {
    return sorted().stream()
        .sorted(Comparator.comparing(row -> row.segment().key().path()))
        .filter(row -> row.segment().key().path().compareTo(afterPath) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public long bytes(int disk) {
    return sorted().stream().mapToLong(row -> row.segment().bytes()).sum();
  }

  @Override
  public List<Usage> usage(Instant since) {
    return List.of();
  }

  @Override
  public List<Segment> claimEndedBefore(
      int disk, String cameraId, Instant before, int limit, Instant now) {
    return claim(
        sorted().stream()
            .map(Row::segment)
            .filter(one -> one.cameraId().equals(cameraId) && one.end().isBefore(before))
            .filter(one -> one.state() == Segment.State.CLOSED)
            .limit(limit)
            .toList());
  }

  @Override
  public List<Segment> claimOldest(int disk, int limit, Instant now) {
    return claim(
        sorted().stream()
            .map(Row::segment)
            .filter(one -> one.key().disk() == disk && one.state() == Segment.State.CLOSED)
            .limit(limit)
            .toList());
  }

  private List<Segment> claim(List<Segment> claimed) {
    claimed.forEach(
        one ->
            rows.computeIfPresent(
                one.key(),
                (key, row) ->
                    new Row(
                        one.with(Segment.State.DELETING, one.end(), one.bytes()),
                        row.fragments())));
    return claimed;
  }

  @Override
  public List<String> cameras() {
    return sorted().stream().map(row -> row.segment().cameraId()).distinct().sorted().toList();
  }

  @Override
  public List<Segment> find(Collection<Segment.Key> keys) {
    return sorted().stream()
        .map(Row::segment)
        .filter(segment -> keys.contains(segment.key()))
        .toList();
  }

  @Override
  public void remove(Collection<Segment.Key> keys) {
    answer();
    keys.forEach(rows::remove);
  }

  @Override
  public Protection protect(
      String cameraId, Instant from, Instant to, String reason, String actor, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int expire(String reason, Instant at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean release(long protection, String actor, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Protection> protections(Wanted wanted, Instant now) {
    return List.of();
  }
}
