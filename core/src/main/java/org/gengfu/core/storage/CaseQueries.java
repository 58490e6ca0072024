package org.gengfu.core.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseDesk.Delivery;
import org.gengfu.core.cases.CaseDesk.DeliveryState;
import org.gengfu.core.cases.CaseDesk.Filter;
import org.gengfu.core.cases.CaseDesk.Summary;
import org.gengfu.core.cases.CaseDesk.TrendPoint;
import org.gengfu.core.cases.CaseStep;
import org.gengfu.core.cases.CaseStore.StoredEvidence;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.DeliveryReason;
import org.gengfu.core.cases.Evidence;
import org.gengfu.core.cases.Handling;
import org.jdbi.v3.core.Handle;

/** What is asked about cases. */
final class CaseQueries {
  private static final Duration LAST_DAY = Duration.ofDays(1);
  private final Sql sql;

  CaseQueries(Sql sql) {
    this.sql = sql;
  }

  Optional<Case> find(long caseId) {
    return sql.read(
        handle ->
            handle
                .createQuery("select * from case_file where id = :id")
                .bind("id", caseId)
                .map((row, context) -> CaseRows.theCase(row))
                .findOne());
  }

  List<Case> list(Filter filter) {
    String[] handlings = filter.handlings().stream().map(Rows::code).toArray(String[]::new);
    return sql.read(
        handle ->
            handle
                .createQuery(Sql.file("cases/list"))
                .bind("all", handlings.length == 0)
                .bind("handlings", handlings)
                .bind("worker", filter.workerId())
                .bind("technical", filter.technical())
                .bind("technicalTypes", technicalTypes())
                .bind("before", filter.beforeId())
                .bind("limit", filter.limit())
                .map((row, context) -> CaseRows.theCase(row))
                .list());
  }

  List<Case> ofCamera(String cameraId, Instant from, Instant to, int limit) {
    return sql.read(
        handle ->
            handle
                .createQuery(Sql.file("cases/of_camera"))
                .bind("camera", cameraId)
                .bind("from", Sql.time(from))
                .bind("to", Sql.time(to))
                .bind("limit", limit)
                .map((row, context) -> CaseRows.theCase(row))
                .list());
  }

  List<CaseStep> steps(long caseId) {
    return sql.read(
        handle ->
            handle
                .createQuery("select * from case_step where case_id = :id order by sequence")
                .bind("id", caseId)
                .map((row, context) -> CaseRows.step(row))
                .list());
  }

  List<Evidence> evidence(Set<Long> caseIds) {
    return sql.read(
        handle ->
            handle
                .createQuery("select * from evidence where case_id = any(:ids) order by id")
                .bind("ids", caseIds.toArray(Long[]::new))
                .map((row, context) -> CaseRows.evidence(row))
                .list());
  }

  Optional<StoredEvidence> evidenceFile(long evidenceId) {
    return sql.read(
        handle ->
            handle
                .createQuery("select * from evidence where id = :id")
                .bind("id", evidenceId)
                .map(
                    (row, context) ->
                        new StoredEvidence(CaseRows.evidence(row), row.getString("path")))
                .findOne());
  }

  List<Delivery> deliveries(long caseId) {
    return sql.read(
        handle ->
            handle
                .createQuery("select * from notification where case_id = :id order by id")
                .bind("id", caseId)
                .map(
                    (row, context) ->
                        new Delivery(
                            row.getLong("id"),
                            row.getString("channel"),
                            row.getString("target"),
                            Rows.constant(DeliveryState.class, row.getString("state")),
                            row.getInt("attempts"),
                            Rows.constantOrNull(DeliveryReason.class, row.getString("last_reason")),
                            row.getString("last_error"),
                            Rows.instant(row, "created_at"),
                            Rows.instantOrNull(row, "delivered_at")))
                .list());
  }

  Summary summary(Instant now) {
    return sql.read(
        handle -> {
          Map<CaseType, Long> open = new EnumMap<>(CaseType.class);
          handle
              .createQuery(
                  "select type, count(*) as number from case_file where closed_at is null"
                      + " group by type")
              .map(
                  (row, context) ->
                      Map.entry(
                          Rows.constant(CaseType.class, row.getString("type")),
                          row.getLong("number")))
              .forEach(entry -> open.put(entry.getKey(), entry.getValue()));
          Instant since = now.minus(LAST_DAY);
          return new Summary(
              sum(open, false),
              open,
              sum(open, true),
              count(handle, "cases/count_handled", since),
              count(handle, "cases/count_opened", since));
        });
  }

  private static long sum(Map<CaseType, Long> open, boolean technical) {
    return open.entrySet().stream()
        .filter(entry -> entry.getKey().technical() == technical)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static String[] technicalTypes() {
    return Arrays.stream(CaseType.values())
        .filter(CaseType::technical)
        .map(CaseType::code)
        .toArray(String[]::new);
  }

  private static long count(Handle handle, String file, Instant since) {
    return handle
        .createQuery(Sql.file(file))
        .bind("since", Sql.time(since))
        .bind("technicalTypes", technicalTypes())
        .mapTo(Long.class)
        .one();
  }

  List<TrendPoint> trend(Instant from, Instant to, int hours) {
    return sql.read(
        handle ->
            handle
                .createQuery(Sql.file("cases/trend"))
                .bind("from", Sql.time(from))
                .bind("to", Sql.time(to))
                .bind("hours", hours)
                .bind("technicalTypes", technicalTypes())
                .map(
                    (row, context) ->
                        new TrendPoint(
                            Rows.instant(row, "start"),
                            Rows.constant(CaseType.class, row.getString("type")),
                            row.getLong("opened")))
                .list());
  }

  Map<Handling, Long> openByHandling() {
    return sql.read(
        handle -> {
          Map<Handling, Long> open = new EnumMap<>(Handling.class);
          handle
              .createQuery(
                  "select handling, count(*) as number from case_file where closed_at is null"
                      + " group by handling")
              .map(
                  (row, context) ->
                      Map.entry(
                          Rows.constant(Handling.class, row.getString("handling")),
                          row.getLong("number")))
              .forEach(entry -> open.put(entry.getKey(), entry.getValue()));
          return open;
        });
  }
}
