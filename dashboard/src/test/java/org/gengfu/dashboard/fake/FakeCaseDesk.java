package org.gengfu.dashboard.fake;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseDesk;
import org.gengfu.core.cases.CaseDesk.CaseException.Reason;
import org.gengfu.core.cases.CaseFault;
import org.gengfu.core.cases.CaseStep;
import org.gengfu.core.cases.CaseStep.Action;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Condition;
import org.gengfu.core.cases.DeliveryReason;
import org.gengfu.core.cases.Evidence;
import org.gengfu.core.cases.Evidence.EvidenceKind;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.cases.Handling;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.events.DomainEvent;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.geometry.Box;
import org.jspecify.annotations.Nullable;

/** Cases in memory, with the real rules of who may do what. */
public final class FakeCaseDesk implements CaseDesk {
  public static final byte[] PICTURE = "a picture".getBytes(StandardCharsets.UTF_8);
  private static final Instant OPENED = Instant.parse("2026-03-01T07:00:00Z");

  private final Map<Long, Case> cases = new TreeMap<>(Comparator.reverseOrder());
  private final Map<Long, List<CaseStep>> steps = new ConcurrentHashMap<>();
  private final Map<Long, EvidenceSource> evidence = new TreeMap<>();
  private final DomainEvents events;
  private @Nullable Photo lastPhoto;

  public FakeCaseDesk(DomainEvents events) {
    this.events = events;
  }

  /** Opens a case with this worker and tells everybody. */
  public synchronized Case open(@Nullable String workerId) {
    return open(workerId, null);
  }

  /** Opens a technical case. */
  public synchronized Case openFault(FaultKind kind) {
    return open(null, new CaseFault(kind, "gate", 1, Map.of("reason", "timed-out")));
  }

  private Case open(@Nullable String workerId, @Nullable CaseFault fault) {
    long id = cases.size() + 1L;
    Case opened =
        new Case(
            id,
            fault == null ? CaseType.ILLEGAL_PARKING : fault.kind().caseType(),
            Severity.MEDIUM,
            Condition.ACTIVE,
            workerId == null ? Handling.NEW : Handling.DISPATCHED,
            "gate",
            fault == null ? "gate-front" : null,
            null,
            "east",
            workerId,
            "村口",
            fault == null ? new Box(0.1, 0.2, 0.3, 0.4) : null,
            null,
            fault,
            OPENED.minusSeconds(60),
            OPENED,
            null,
            null,
            1);
    cases.put(id, opened);
    add(id, EvidenceKind.MOMENT, "image/jpeg", PICTURE, "system");
    step(opened, "system", Action.OPENED, "");
    return opened;
  }

  public synchronized @Nullable Photo lastPhoto() {
    return lastPhoto;
  }

  private void add(long caseId, EvidenceKind kind, String type, byte[] bytes, String actor) {
    long id = evidence.size() + 1L;
    Evidence piece =
        new Evidence(id, caseId, kind, type, bytes.length, "ab".repeat(32), OPENED, actor);
    evidence.put(id, new EvidenceSource(piece, new FakeBytes(bytes)));
  }

  private void step(Case after, String actor, Action action, String note) {
    List<CaseStep> all = steps.computeIfAbsent(after.id(), id -> new ArrayList<>());
    CaseStep step =
        new CaseStep(
            after.id(), all.size() + 1, OPENED, actor, action, after.handling(), null, note);
    all.add(step);
    events.publish(new DomainEvent.CaseChanged(after, step));
  }

  @Override
  public synchronized Optional<Case> find(long caseId) {
    return Optional.ofNullable(cases.get(caseId));
  }

  @Override
  public synchronized List<Case> list(Filter filter) {
    return cases.values().stream()
        .filter(c -> filter.handlings().isEmpty() || filter.handlings().contains(c.handling()))
        .filter(c -> filter.workerId() == null || filter.workerId().equals(c.workerId()))
        .filter(c -> filter.technical() == null || filter.technical() == c.type().technical())
        .filter(c -> filter.beforeId() == null || c.id() < filter.beforeId())
        .limit(filter.limit())
        .toList();
  }

  @Override
  public synchronized List<Case> ofCamera(String cameraId, Instant from, Instant to, int limit) {
    return cases.values().stream()
        .filter(c -> cameraId.equals(c.cameraId()))
        .filter(c -> !c.onset().isBefore(from) && c.onset().isBefore(to))
        .limit(limit)
        .toList();
  }

  /** Gives the case a clip. */
  public synchronized void clip(long caseId, byte[] bytes) {
    add(caseId, EvidenceKind.CLIP, "video/mp4", bytes, "system");
  }

  @Override
  public synchronized List<CaseStep> steps(long caseId) {
    return List.copyOf(steps.getOrDefault(caseId, List.of()));
  }

  @Override
  public List<Evidence> evidence(long caseId) {
    return evidence(Set.of(caseId));
  }

  @Override
  public synchronized List<Evidence> evidence(Set<Long> caseIds) {
    return evidence.values().stream()
        .map(EvidenceSource::evidence)
        .filter(piece -> caseIds.contains(piece.caseId()))
        .toList();
  }

  @Override
  public List<Delivery> deliveries(long caseId) {
    return List.of(
        new Delivery(
            7,
            "webhook",
            "city",
            DeliveryState.GIVEN_UP,
            9,
            DeliveryReason.CONNECTION_REFUSED,
            "refused",
            OPENED,
            null));
  }

  @Override
  public synchronized Optional<EvidenceSource> evidenceSource(long evidenceId) {
    return Optional.ofNullable(evidence.get(evidenceId));
  }

  @Override
  public Case accept(long caseId, Actor actor) {
    return take(caseId, actor, Handling.ACCEPTED, Action.ACCEPTED, "", null);
  }

  @Override
  public synchronized Case handle(long caseId, Actor actor, String note, @Nullable Photo photo) {
    Case after = take(caseId, actor, Handling.HANDLED, Action.HANDLED, note, null);
    lastPhoto = photo;
    if (photo != null) {
      add(caseId, EvidenceKind.PHOTO, photo.mediaType(), photo.bytes(), actor.account());
    }
    return after;
  }

  @Override
  public Case close(long caseId, Actor actor, String note) {
    return take(caseId, actor, Handling.CLOSED, Action.CLOSED, note, null);
  }

  @Override
  public Case falseAlarm(long caseId, Actor actor, String note) {
    return take(caseId, actor, Handling.FALSE_ALARM, Action.FALSE_ALARM, note, null);
  }

  @Override
  public Case dispatch(long caseId, Actor actor, String workerId, String note) {
    if (!workerId.equals("wang") && !workerId.equals("li")) {
      throw new CaseException(Reason.BAD_INPUT, "there is no grid worker " + workerId);
    }
    return take(caseId, actor, Handling.DISPATCHED, Action.DISPATCHED, note, workerId);
  }

  private synchronized Case take(
      long caseId,
      Actor actor,
      Handling to,
      Action action,
      String note,
      @Nullable String newWorker) {
    Case before = cases.get(caseId);
    if (before == null) {
      throw new CaseException(Reason.UNKNOWN, "there is no case " + caseId);
    }
    if (actor.workerId() != null && !actor.workerId().equals(before.workerId())) {
      throw new CaseException(Reason.NOT_YOURS, "case " + caseId + " is with somebody else");
    }
    if (!before.next().contains(to)) {
      throw new CaseException(
          Reason.WRONG_STATE, "case " + caseId + " is " + before.handling() + " already");
    }
    Case after =
        new Case(
            before.id(),
            before.type(),
            before.severity(),
            before.condition(),
            to,
            before.cameraId(),
            before.zoneId(),
            before.sensorId(),
            before.gridId(),
            newWorker == null ? before.workerId() : newWorker,
            before.place(),
            before.box(),
            before.value(),
            before.fault(),
            before.onset(),
            before.openedAt(),
            before.clearedAt(),
            to.over() ? OPENED : null,
            before.version() + 1);
    cases.put(caseId, after);
    step(after, actor.account(), action, note);
    return after;
  }

  @Override
  public synchronized Summary summary(Instant now) {
    long open = cases.values().stream().filter(c -> !c.handling().over()).count();
    return new Summary(open, Map.of(CaseType.ILLEGAL_PARKING, open), 0, 0, cases.size());
  }

  @Override
  public List<TrendPoint> trend(Instant from, Instant to, int hours) {
    return List.of(new TrendPoint(from, CaseType.ILLEGAL_DUMPING, hours));
  }
}
