package org.gengfu.core.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseDesk.CaseException;
import org.gengfu.core.cases.CaseDesk.Delivery;
import org.gengfu.core.cases.CaseDesk.Filter;
import org.gengfu.core.cases.CaseDesk.Summary;
import org.gengfu.core.cases.CaseDesk.TrendPoint;
import org.gengfu.core.cases.CaseStep;
import org.gengfu.core.cases.CaseStep.Action;
import org.gengfu.core.cases.CaseStore;
import org.gengfu.core.cases.Evidence;
import org.gengfu.core.cases.Handling;
import org.gengfu.core.cases.NoClipReason;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.geometry.Box;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Cases: what is written, each call one transaction; what is asked is in {@link CaseQueries}. */
final class JdbcCaseStore implements CaseStore {
  private static final String SYSTEM = "system";

  /** A heap and what comes to it cover each other: the box of what is told is around both. */
  private static final double SAME_HEAP = 0.5;

  /** A heap that is seen anew is never quite as large as before. */
  private static final double GROWN = 1.1;

  private final Sql sql;
  private final CaseQueries queries;

  JdbcCaseStore(Sql sql) {
    this.sql = sql;
    this.queries = new CaseQueries(sql);
  }

  @Override
  public Opening open(NewCase newCase) {
    return sql.transaction(
        handle -> {
          // Two episodes of one place, or one episode told twice at once, wait for each other here.
          handle.execute(
              "select pg_advisory_xact_lock(?, hashtext(?))", Locks.PLACE, place(newCase));
          Optional<Long> known = caseOfEpisode(handle, newCase.episodeId());
          if (known.isPresent()) {
            return new Opening(Outcome.KNOWN, lock(handle, known.get()), null);
          }
          Optional<Case> same = joinable(handle, newCase);
          return same.isPresent() ? attach(handle, same.get(), newCase) : insert(handle, newCase);
        });
  }

  private static String place(NewCase newCase) {
    return newCase.cameraId()
        + "|"
        + newCase.zoneId()
        + "|"
        + newCase.sensorId()
        + "|"
        + newCase.metric()
        + "|"
        + newCase.type()
        + (newCase.fault() == null
            ? ""
            : "|" + newCase.fault().kind() + "|" + newCase.fault().subject());
  }

  private static Optional<Long> caseOfEpisode(Handle handle, String episodeId) {
    return handle
        .createQuery("select case_id from case_episode where episode_id = :episode")
        .bind("episode", episodeId)
        .mapTo(Long.class)
        .findOne();
  }

  /** A milder case is not joined: it would hide how bad the new episode is. */
  private static Optional<Case> joinable(Handle handle, NewCase newCase) {
    return handle
        .createQuery(Sql.file("cases/joinable"))
        .bind("type", Rows.code(newCase.type()))
        .bind("camera", newCase.cameraId())
        .bind("zone", newCase.zoneId())
        .bind("sensor", newCase.sensorId())
        .bind("metric", newCase.metric())
        .bind("fault", newCase.fault() == null ? null : newCase.fault().kind().code())
        .bind("subject", newCase.fault() == null ? null : newCase.fault().subject())
        .bind("grows", newCase.type().grows())
        .bind("since", Sql.time(newCase.observedAt().minus(newCase.attachWithin())))
        .map((row, context) -> CaseRows.theCase(row))
        .filter(found -> covers(found.severity(), newCase.severity()) && overlaps(found, newCase))
        .findFirst();
  }

  private static boolean covers(Severity open, Severity observed) {
    return open.compareTo(observed) >= 0;
  }

  private static boolean overlaps(Case found, NewCase newCase) {
    if (found.box() == null || newCase.box() == null) {
      return found.box() == null && newCase.box() == null;
    }
    return newCase.type().grows()
        ? found.box().coverage(newCase.box()) >= SAME_HEAP
        : found.box().intersectionOverUnion(newCase.box()) >= newCase.attachOverlap();
  }

  private static Opening attach(Handle handle, Case same, NewCase newCase) {
    Box whole = null;
    if (newCase.type().grows() && same.box() != null && newCase.box() != null) {
      whole = same.box().union(newCase.box());
      endForgotten(handle, same.id(), newCase);
    }
    insertEpisode(handle, newCase, same.id());
    Case updated =
        handle
            .createQuery(Sql.file("cases/observed_again"))
            .bind("id", same.id())
            .bind("at", Sql.time(newCase.observedAt()))
            .bind("box", CaseRows.edges(whole))
            .bind("count", newCase.fault() == null ? null : newCase.fault().count())
            .bind("details", FaultDetails.write(newCase.fault()))
            .map((row, context) -> CaseRows.theCase(row))
            .one();
    boolean grew = whole != null && same.box() != null && whole.area() > GROWN * same.box().area();
    Action action = grew ? Action.GREW : Action.OBSERVED_AGAIN;
    CaseStep step = writeStep(handle, updated, newCase.now(), SYSTEM, action, null, newCase.note());
    EvidenceChain.append(handle, updated.id(), newCase.evidence());
    return new Opening(Outcome.ATTACHED, updated, step);
  }

  /** Nobody will ever report as over what analytics has forgotten over a restart. */
  private static void endForgotten(Handle handle, long caseId, NewCase newCase) {
    List<String> standing = new ArrayList<>(newCase.standing());
    standing.add(newCase.episodeId());
    handle
        .createUpdate(Sql.file("cases/end_forgotten"))
        .bind("case", caseId)
        .bind("at", Sql.time(newCase.observedAt()))
        .bindArray("standing", String.class, standing)
        .execute();
  }

  private static Opening insert(Handle handle, NewCase newCase) {
    Case opened = insertCase(handle, newCase);
    insertEpisode(handle, newCase, opened.id());
    CaseStep step =
        writeStep(handle, opened, newCase.now(), SYSTEM, Action.OPENED, null, newCase.note());
    JdbcOutboxStore.add(handle, opened.id(), newCase.now(), newCase.outgoing());
    EvidenceChain.append(handle, opened.id(), newCase.evidence());
    return new Opening(Outcome.OPENED, opened, step);
  }

  private static Case insertCase(Handle handle, NewCase newCase) {
    return handle
        .createQuery(Sql.file("cases/insert"))
        .bind("type", Rows.code(newCase.type()))
        .bind("severity", Rows.code(newCase.severity()))
        .bind("handling", Rows.code(newCase.handling()))
        .bind("camera", newCase.cameraId())
        .bind("zone", newCase.zoneId())
        .bind("sensor", newCase.sensorId())
        .bind("metric", newCase.metric())
        .bind("grid", newCase.gridId())
        .bind("worker", newCase.workerId())
        .bind("place", newCase.place())
        .bind("box", CaseRows.edges(newCase.box()))
        .bind("value", newCase.value())
        .bind("fault", newCase.fault() == null ? null : newCase.fault().kind().code())
        .bind("subject", newCase.fault() == null ? null : newCase.fault().subject())
        .bind("count", newCase.fault() == null ? null : newCase.fault().count())
        .bind("details", FaultDetails.write(newCase.fault()))
        .bind("onset", Sql.time(newCase.onset()))
        .bind("opened", Sql.time(newCase.now()))
        .bind("observed", Sql.time(newCase.observedAt()))
        .map((row, context) -> CaseRows.theCase(row))
        .one();
  }

  private static void insertEpisode(Handle handle, NewCase newCase, long caseId) {
    handle.execute(
        "insert into case_episode (episode_id, case_id, attached_at) values (?, ?, ?)",
        newCase.episodeId(),
        caseId,
        Sql.time(newCase.now()));
  }

  @Override
  public Optional<Changed> clear(
      String episodeId, Instant clearedAt, Function<Case, Change> decide) {
    return sql.transaction(
        handle -> {
          Optional<Long> caseId = caseOfEpisode(handle, episodeId);
          if (caseId.isEmpty()) {
            return Optional.empty();
          }
          Case locked = lock(handle, caseId.get());
          int marked =
              handle
                  .createUpdate(Sql.file("cases/clear_episode"))
                  .bind("episode", episodeId)
                  .bind("at", Sql.time(clearedAt))
                  .bind("alone", locked.type().grows())
                  .execute();
          return marked == 0 || anyActive(handle, locked.id())
              ? Optional.empty()
              : Optional.of(write(handle, locked, decide.apply(locked)));
        });
  }

  private static boolean anyActive(Handle handle, long caseId) {
    return handle
            .createQuery(
                "select count(*) from case_episode where case_id = :id and cleared_at is null")
            .bind("id", caseId)
            .mapTo(Long.class)
            .one()
        > 0;
  }

  @Override
  public Changed change(long caseId, Function<Case, Change> decide) {
    return sql.transaction(
        handle -> {
          Case locked = lock(handle, caseId);
          return write(handle, locked, decide.apply(locked));
        });
  }

  private static Case lock(Handle handle, long caseId) {
    return handle
        .createQuery("select * from case_file where id = :id for update")
        .bind("id", caseId)
        .map((row, context) -> CaseRows.theCase(row))
        .findOne()
        .orElseThrow(
            () -> new CaseException(CaseException.Reason.UNKNOWN, "there is no case " + caseId));
  }

  private static Changed write(Handle handle, Case before, Change change) {
    Case after =
        handle
            .createQuery(Sql.file("cases/update"))
            .bind("id", before.id())
            .bind("handling", Rows.code(change.handling()))
            .bind("worker", change.workerId())
            .bind("cleared", change.clearedAt() == null ? null : Sql.time(change.clearedAt()))
            .bind("over", change.handling().over())
            .bind("at", Sql.time(change.at()))
            .map((row, context) -> CaseRows.theCase(row))
            .one();
    CaseStep step =
        writeStep(
            handle,
            after,
            change.at(),
            change.actor(),
            change.action(),
            change.reason(),
            change.note());
    if (change.withdrawPending() != null) {
      JdbcOutboxStore.withdraw(
          handle, after.id(), Objects.requireNonNull(change.withdrawPending()));
    }
    JdbcOutboxStore.add(handle, after.id(), change.at(), change.outgoing());
    EvidenceChain.append(handle, after.id(), change.evidence());
    return new Changed(after, step);
  }

  /** The case's row is locked, so its version numbers the steps. */
  private static CaseStep writeStep(
      Handle handle,
      Case after,
      Instant at,
      String actor,
      Action action,
      @Nullable NoClipReason reason,
      String note) {
    return handle
        .createQuery(Sql.file("cases/insert_step"))
        .bind("case", after.id())
        .bind("sequence", after.version())
        .bind("at", Sql.time(at))
        .bind("actor", actor)
        .bind("action", action.code())
        .bind("handling", Rows.code(after.handling()))
        .bind("reason", reason == null ? null : reason.code())
        .bind("note", note)
        .map((row, context) -> CaseRows.step(row))
        .one();
  }

  @Override
  public Optional<Case> find(long caseId) {
    return queries.find(caseId);
  }

  @Override
  public List<Case> list(Filter filter) {
    return queries.list(filter);
  }

  @Override
  public List<Case> ofCamera(String cameraId, Instant from, Instant to, int limit) {
    return queries.ofCamera(cameraId, from, to, limit);
  }

  @Override
  public List<CaseStep> steps(long caseId) {
    return queries.steps(caseId);
  }

  @Override
  public List<Evidence> evidence(Set<Long> caseIds) {
    return queries.evidence(caseIds);
  }

  @Override
  public Optional<StoredEvidence> evidenceFile(long evidenceId) {
    return queries.evidenceFile(evidenceId);
  }

  @Override
  public List<Delivery> deliveries(long caseId) {
    return queries.deliveries(caseId);
  }

  @Override
  public Summary summary(Instant now) {
    return queries.summary(now);
  }

  @Override
  public List<TrendPoint> trend(Instant from, Instant to, int hours) {
    return queries.trend(from, to, hours);
  }

  @Override
  public Map<Handling, Long> openByHandling() {
    return queries.openByHandling();
  }
}
