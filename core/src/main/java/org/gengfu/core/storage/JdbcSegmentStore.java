package org.gengfu.core.storage;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gengfu.core.accounts.AuditLog;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.recording.Fragment;
import org.gengfu.core.recording.FragmentTable;
import org.gengfu.core.recording.RecordingException;
import org.gengfu.core.recording.RecordingException.Reason;
import org.gengfu.core.recording.RecordingProtection;
import org.gengfu.core.recording.RecordingProtection.Protection;
import org.gengfu.core.recording.RecordingProtection.Wanted;
import org.gengfu.core.recording.Recordings.Span;
import org.gengfu.core.recording.Segment;
import org.gengfu.core.recording.Segment.State;
import org.gengfu.core.recording.SegmentStore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

final class JdbcSegmentStore implements SegmentStore {
  private static final String KIND = AuditLog.PROTECTION;
  private final Sql sql;

  JdbcSegmentStore(Sql sql) {
    this.sql = sql;
  }

  @Override
  public List<Disk> disks() {
    return sql.read(
        handle ->
            handle
                .createQuery("select id, marker, directory from recording_disk order by id")
                .map((row, context) -> disk(row))
                .list());
  }

  @Override
  public Disk disk(UUID marker, Path directory) {
    return sql.transaction(
        handle ->
            handle
                .createQuery(Sql.file("recordings/disk"))
                .bind("marker", marker)
                .bind("directory", directory.toString())
                .map((row, context) -> disk(row))
                .one());
  }

  private static Disk disk(ResultSet row) throws SQLException {
    return new Disk(
        row.getInt("id"), row.getObject("marker", UUID.class), Path.of(row.getString("directory")));
  }

  @Override
  public int forget(int disk, String actor, Instant now) {
    return sql.transaction(
        handle -> {
          int segments = handle.execute("delete from recording_segment where disk_id = ?", disk);
          handle.execute("delete from recording_disk where id = ?", disk);
          Audit.write(handle, now, actor, "forgot", KIND, "disk " + disk, null, null);
          return segments;
        });
  }

  @Override
  public void save(Collection<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    sql.transaction(
        handle -> {
          PreparedBatch batch = handle.prepareBatch(Sql.file("recordings/save"));
          // In the order of the key: two batches with the same rows then can't deadlock.
          rows.stream()
              .sorted(Comparator.comparing(row -> row.segment().key().path()))
              .forEach(row -> add(batch, row));
          return batch.execute();
        });
  }

  private static void add(PreparedBatch batch, Row row) {
    Segment segment = row.segment();
    batch
        .bind("disk", segment.key().disk())
        .bind("path", segment.key().path())
        .bind("camera", segment.cameraId())
        .bind("stream", Rows.code(segment.stream()))
        .bind("start", Sql.time(segment.start()))
        .bind("end", Sql.time(segment.end()))
        .bind("state", Rows.code(segment.state()))
        .bind("bytes", segment.bytes())
        .bind("codecs", segment.codecs())
        .bind("width", segment.width())
        .bind("height", segment.height())
        .bind("headerBytes", segment.headerBytes())
        .bind("fragments", FragmentTable.encode(row.fragments(), segment.start()))
        .add();
  }

  @Override
  public List<Row> between(
      String cameraId, StreamName stream, Instant from, Instant to, int limit) {
    return sql.read(
        handle ->
            range(handle.createQuery(Sql.file("recordings/between")), cameraId, stream, from, to)
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list());
  }

  @Override
  public List<Span> ranges(String cameraId, StreamName stream, Instant from, Instant to) {
    return sql.read(
        handle ->
            range(handle.createQuery(Sql.file("recordings/ranges")), cameraId, stream, from, to)
                .map(
                    (row, context) ->
                        new Span(Rows.instant(row, "started_at"), Rows.instant(row, "ended_at")))
                .list());
  }

  private static Query range(
      Query query, String cameraId, StreamName stream, Instant from, Instant to) {
    return query
        .bind("camera", cameraId)
        .bind("stream", Rows.code(stream))
        .bind("from", Sql.time(from))
        .bind("to", Sql.time(to));
  }

  private static Row row(ResultSet row) throws SQLException {
    Segment segment = segment(row);
    List<Fragment> fragments =
        FragmentTable.decode(row.getBytes("fragments"), segment.start(), segment.headerBytes());
    return new Row(segment, fragments);
  }

  private static Segment segment(ResultSet row) throws SQLException {
    return new Segment(
        new Segment.Key(row.getInt("disk_id"), row.getString("path")),
        row.getString("camera_id"),
        Rows.constant(StreamName.class, row.getString("stream")),
        Rows.instant(row, "started_at"),
        Rows.instant(row, "ended_at"),
        Rows.constant(State.class, row.getString("state")),
        row.getLong("bytes"),
        row.getString("codecs"),
        row.getInt("width"),
        row.getInt("height"),
        row.getInt("header_bytes"));
  }

  @Override
  public List<Segment> open(int disk) {
    return inState(disk, State.OPEN);
  }

  @Override
  public List<Segment> deleting(int disk) {
    return inState(disk, State.DELETING);
  }

  private List<Segment> inState(int disk, State state) {
    return sql.read(
        handle ->
            handle
                .createQuery(
                    "select * from recording_segment where disk_id = :disk and state = :state"
                        + " order by started_at")
                .bind("disk", disk)
                .bind("state", Rows.code(state))
                .map((row, context) -> segment(row))
                .list());
  }

  @Override
  public Optional<Instant> latestStart(int disk) {
    return sql.read(
        handle ->
            handle
                .createQuery(
                    "select started_at from recording_segment where disk_id = :disk"
                        + " order by started_at desc limit 1")
                .bind("disk", disk)
                .map((row, context) -> Rows.instant(row, "started_at"))
                .findOne());
  }

  @Override
  public List<Row> page(int disk, String afterPath, int limit) {
    return sql.read(
        handle ->
            handle
                .createQuery(
                    "select * from recording_segment where disk_id = :disk and path > :after"
                        + " order by path limit :limit")
                .bind("disk", disk)
                .bind("after", afterPath)
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list());
  }

  @Override
  public long bytes(int disk) {
    return sql.read(
        handle ->
            handle
                .createQuery(
                    "select coalesce(sum(bytes), 0) from recording_segment where disk_id = :disk")
                .bind("disk", disk)
                .mapTo(Long.class)
                .one());
  }

  @Override
  public List<String> cameras() {
    return sql.read(
        handle ->
            handle
                .createQuery("select distinct camera_id from recording_segment order by camera_id")
                .mapTo(String.class)
                .list());
  }

  @Override
  public List<Segment> find(Collection<Segment.Key> keys) {
    return keys.isEmpty()
        ? List.of()
        : sql.read(
            handle ->
                handle
                    .createQuery(Sql.file("recordings/find"))
                    .bind("disks", keys.stream().map(Segment.Key::disk).toArray(Integer[]::new))
                    .bind("paths", keys.stream().map(Segment.Key::path).toArray(String[]::new))
                    .map((row, context) -> segment(row))
                    .list());
  }

  @Override
  public List<Usage> usage(Instant since) {
    return sql.read(
        handle ->
            handle
                .createQuery(Sql.file("recordings/usage"))
                .bind("since", Sql.time(since))
                .map(
                    (row, context) ->
                        new Usage(
                            row.getString("camera_id"),
                            Rows.instantOrNull(row, "oldest"),
                            Rows.instantOrNull(row, "newest"),
                            row.getLong("bytes"),
                            row.getLong("bytes_since")))
                .list());
  }

  @Override
  public List<Segment> claimEndedBefore(
      int disk, String cameraId, Instant before, int limit, Instant now) {
    return claim(
        "recordings/claim_ended_before",
        limit,
        now,
        query ->
            query.bind("disk", disk).bind("camera", cameraId).bind("before", Sql.time(before)));
  }

  @Override
  public List<Segment> claimOldest(int disk, int limit, Instant now) {
    return claim("recordings/claim_oldest", limit, now, query -> query.bind("disk", disk));
  }

  private List<Segment> claim(
      String file, int limit, Instant now, java.util.function.UnaryOperator<Query> bind) {
    return sql.transaction(
        handle -> {
          lock(handle);
          return bind.apply(handle.createQuery(Sql.file(file)))
              .bind("limit", limit)
              .bind("now", Sql.time(now))
              .map((row, context) -> segment(row))
              .list();
        });
  }

  /** What is protected while it is claimed would be deleted all the same. */
  private static void lock(Handle handle) {
    handle.execute("select pg_advisory_xact_lock(?)", Locks.RECORDINGS);
  }

  @Override
  public void remove(Collection<Segment.Key> keys) {
    if (keys.isEmpty()) {
      return;
    }
    sql.transaction(
        handle -> {
          PreparedBatch batch =
              handle.prepareBatch(
                  "delete from recording_segment where disk_id = :disk and path = :path");
          keys.stream()
              .sorted(Comparator.comparing(Segment.Key::path))
              .forEach(key -> batch.bind("disk", key.disk()).bind("path", key.path()).add());
          return batch.execute();
        });
  }

  @Override
  public Protection protect(
      String cameraId, Instant from, Instant to, String reason, String actor, Instant now) {
    return sql.transaction(
        handle -> {
          lock(handle);
          if (!actor.equals(RecordingProtection.HUB)) {
            checkRoom(handle, now);
          }
          Protection made =
              handle
                  .createQuery(Sql.file("recordings/protect"))
                  .bind("camera", cameraId)
                  .bind("from", Sql.time(from))
                  .bind("to", Sql.time(to))
                  .bind("reason", reason)
                  .bind("at", Sql.time(now))
                  .bind("actor", actor)
                  .map((row, context) -> protection(row))
                  .one();
          Audit.write(handle, now, actor, "protected", KIND, cameraId, null, audited(made));
          return made;
        });
  }

  private static void checkRoom(Handle handle, Instant now) {
    int inForce =
        handle
            .createQuery(Sql.file("recordings/protections_by_people"))
            .bind("hub", RecordingProtection.HUB)
            .bind("now", Sql.time(now))
            .mapTo(Integer.class)
            .one();
    if (inForce >= RecordingProtection.MOST_BY_PEOPLE) {
      throw new RecordingException(
          Reason.TOO_MANY_PROTECTED,
          inForce + " recordings are protected, as many as may be: release some, or export them");
    }
  }

  private static String audited(Protection protection) {
    return new com.fasterxml.jackson.databind.node.ObjectNode(
            com.fasterxml.jackson.databind.node.JsonNodeFactory.instance)
        .put("id", protection.id())
        .put("from", protection.from().toString())
        .put("to", protection.to().toString())
        .put("reason", protection.reason())
        .toString();
  }

  private static Protection protection(ResultSet row) throws SQLException {
    return new Protection(
        row.getLong("id"),
        row.getString("camera_id"),
        Rows.instant(row, "from_at"),
        Rows.instant(row, "to_at"),
        row.getString("reason"),
        Rows.instant(row, "created_at"),
        row.getString("created_by"),
        Rows.instantOrNull(row, "expires_at"));
  }

  @Override
  public int expire(String reason, Instant at) {
    return sql.transaction(
        handle ->
            handle
                .createUpdate(
                    "update recording_protection set expires_at = :at"
                        + " where reason = :reason and expires_at is null")
                .bind("at", Sql.time(at))
                .bind("reason", reason)
                .execute());
  }

  @Override
  public boolean release(long protection, String actor, Instant now) {
    return sql.transaction(
        handle -> {
          Optional<Protection> gone =
              handle
                  .createQuery("delete from recording_protection where id = :id returning *")
                  .bind("id", protection)
                  .map((row, context) -> protection(row))
                  .findOne();
          gone.ifPresent(
              one ->
                  Audit.write(
                      handle, now, actor, "released", KIND, one.cameraId(), audited(one), null));
          return gone.isPresent();
        });
  }

  @Override
  public List<Protection> protections(Wanted wanted, Instant now) {
    return sql.read(
        handle ->
            handle
                .createQuery(Sql.file("recordings/protections"))
                .bind("now", Sql.time(now))
                .bind("camera", wanted.cameraId())
                .bind("byPeople", wanted.byPeople())
                .bind("hub", RecordingProtection.HUB)
                .bind("before", wanted.beforeId())
                .bind("limit", wanted.limit())
                .map((row, context) -> protection(row))
                .list());
  }
}
