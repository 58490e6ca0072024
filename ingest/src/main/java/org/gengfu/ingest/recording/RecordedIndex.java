package org.gengfu.ingest.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.recording.RecordedSegment;
import org.gengfu.core.recording.Recordings;
import org.gengfu.core.recording.Segment;
import org.gengfu.core.recording.SegmentStore;
import org.gengfu.core.recording.SegmentStore.Row;

/** What is recorded: the index in the database, and over it what this process knows better. */
final class RecordedIndex implements Recordings {
  private final SegmentStore store;
  private final RecordingDisks disks;
  private final IndexWriter waiting;

  RecordedIndex(SegmentStore store, RecordingDisks disks, IndexWriter waiting) {
    this.store = store;
    this.disks = disks;
    this.waiting = waiting;
  }

  @Override
  public List<RecordedSegment> between(
      String cameraId, StreamName stream, Instant from, Instant to) {
    // In this order: a row that moves on meanwhile is seen twice rather than never.
    Map<Segment.Key, Row> open = new HashMap<>();
    newer(cameraId, stream, from, to, row -> open.put(row.segment().key(), row));
    Map<Segment.Key, Row> rows = new LinkedHashMap<>();
    store
        .between(cameraId, stream, from, to, MOST_SEGMENTS)
        .forEach(row -> rows.put(row.segment().key(), row));
    rows.putAll(open);
    List<RecordedSegment> found = new ArrayList<>();
    for (Row row : rows.values()) {
      if (!row.fragments().isEmpty()) {
        disks
            .byId(row.segment().key().disk())
            .map(disk -> disk.path().resolve(row.segment().key().path()))
            .ifPresent(
                file -> found.add(new RecordedSegment(row.segment(), file, row.fragments())));
      }
    }
    found.sort(Comparator.comparing(recorded -> recorded.segment().start()));
    return found.subList(0, Math.min(found.size(), MOST_SEGMENTS));
  }

  /** Rows that are newer here than in the database. */
  private void newer(
      String cameraId, StreamName stream, Instant from, Instant to, Consumer<Row> each) {
    Consumer<Row> matching =
        row -> {
          Segment segment = row.segment();
          if (segment.cameraId().equals(cameraId)
              && segment.stream() == stream
              && segment.start().isBefore(to)
              && segment.end().isAfter(from)) {
            each.accept(row);
          }
        };
    disks.all().forEach(disk -> disk.openRows().forEach(matching));
    waiting.rows().stream()
        .filter(row -> row.segment().state() == Segment.State.CLOSED)
        .forEach(matching);
  }

  @Override
  public List<Span> spans(
      String cameraId, StreamName stream, Instant from, Instant to, int joinSeconds) {
    List<Span> all = new ArrayList<>();
    newer(
        cameraId,
        stream,
        from,
        to,
        row -> all.add(new Span(row.segment().start(), row.segment().end())));
    all.addAll(store.ranges(cameraId, stream, from, to));
    all.removeIf(span -> !span.to().isAfter(span.from()));
    all.sort(Comparator.comparing(Span::from));
    List<Span> joined = new ArrayList<>();
    for (Span span : all) {
      Span before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (before != null
          && Duration.between(before.to(), span.from()).compareTo(Duration.ofSeconds(joinSeconds))
              <= 0) {
        Instant end = span.to().isAfter(before.to()) ? span.to() : before.to();
        joined.set(joined.size() - 1, new Span(before.from(), end));
      } else {
        joined.add(span);
      }
    }
    return joined.stream().map(span -> cut(span, from, to)).toList();
  }

  private static Span cut(Span span, Instant from, Instant to) {
    return new Span(
        span.from().isBefore(from) ? from : span.from(), span.to().isAfter(to) ? to : span.to());
  }
}
