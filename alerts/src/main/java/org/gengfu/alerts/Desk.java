package org.gengfu.alerts;

import static org.gengfu.core.cases.CaseDesk.CaseException.Reason.BAD_INPUT;
import static org.gengfu.core.cases.CaseDesk.CaseException.Reason.NOT_YOURS;
import static org.gengfu.core.cases.CaseDesk.CaseException.Reason.WRONG_STATE;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.gengfu.alerts.Messages.Subject;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseDesk;
import org.gengfu.core.cases.CaseStep;
import org.gengfu.core.cases.CaseStep.Action;
import org.gengfu.core.cases.CaseStore;
import org.gengfu.core.cases.CaseStore.Change;
import org.gengfu.core.cases.CaseStore.Changed;
import org.gengfu.core.cases.CaseStore.NewEvidence;
import org.gengfu.core.cases.CaseStore.Outgoing;
import org.gengfu.core.cases.DeliveryReason;
import org.gengfu.core.cases.Evidence;
import org.gengfu.core.cases.Evidence.EvidenceKind;
import org.gengfu.core.cases.Handling;
import org.gengfu.core.cases.NotDelivered;
import org.gengfu.core.events.DomainEvent.CaseChanged;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.village.CaseMatter;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.VillageRegistry;
import org.jspecify.annotations.Nullable;

/** What people do with cases: who may do what in which state, and who is told. */
final class Desk implements CaseDesk {
  private static final int LONGEST_NOTE = 2_000;
  private static final int MOST_CASES = 500;
  private static final int MOST_TREND_HOURS = 24 * 366;
  private final CaseStore store;
  private final VillageRegistry registry;
  private final DomainEvents events;
  private final InstantSource clock;
  private final EvidenceFiles files;
  private final Notices notices;
  private final Runnable wakeSender;

  Desk(
      CaseStore store,
      VillageRegistry registry,
      DomainEvents events,
      InstantSource clock,
      EvidenceFiles files,
      Notices notices,
      Runnable wakeSender) {
    this.store = store;
    this.registry = registry;
    this.events = events;
    this.clock = clock;
    this.files = files;
    this.notices = notices;
    this.wakeSender = wakeSender;
  }

  @Override
  public Case accept(long caseId, Actor actor) {
    return step(
        caseId,
        found ->
            change(
                allowed(found, actor, Handling.ACCEPTED),
                Handling.ACCEPTED,
                Action.ACCEPTED,
                actor,
                "",
                List.of(),
                List.of()));
  }

  @Override
  public Case handle(long caseId, Actor actor, String note, @Nullable Photo photo) {
    String checkedNote = note(note, false);
    List<NewEvidence> evidence = new java.util.ArrayList<>();
    String mediaType = photo == null ? null : mediaType(photo);
    return step(
        caseId,
        found -> {
          allowed(found, actor, Handling.HANDLED);
          if (photo != null && mediaType != null) {
            // Written inside the transaction's time, so that a refused step leaves no file.
            evidence.add(
                files.write(
                    EvidenceKind.PHOTO,
                    mediaType,
                    photo.bytes(),
                    clock.instant(),
                    actor.account()));
          }
          return change(
              found,
              Handling.HANDLED,
              Action.HANDLED,
              actor,
              checkedNote,
              evidence,
              tell(found, "handled", null, checkedNote));
        });
  }

  @Override
  public Case close(long caseId, Actor actor, String note) {
    return end(caseId, actor, Handling.CLOSED, Action.CLOSED, note(note, false));
  }

  @Override
  public Case falseAlarm(long caseId, Actor actor, String note) {
    return end(caseId, actor, Handling.FALSE_ALARM, Action.FALSE_ALARM, note(note, true));
  }

  private Case end(long caseId, Actor actor, Handling to, Action action, String note) {
    return step(
        caseId,
        found -> {
          allowed(found, actor, to);
          // The worker who ends it knows; one who is on the way has to be called back.
          String tellWorker = actor.workerId() == null ? found.workerId() : null;
          return change(
              found,
              to,
              action,
              actor,
              note,
              List.of(),
              tell(found, action.code(), tellWorker, note));
        });
  }

  @Override
  public Case dispatch(long caseId, Actor actor, String workerId, String note) {
    if (actor.workerId() != null) {
      throw new CaseException(NOT_YOURS, "only the office hands out cases");
    }
    String checkedNote = note(note, false);
    if (registry.current().worker(workerId).isEmpty()) {
      throw new CaseException(BAD_INPUT, "there is no grid worker " + workerId);
    }
    return step(
        caseId,
        found -> {
          allowed(found, actor, Handling.DISPATCHED);
          return new Change(
              Handling.DISPATCHED,
              workerId,
              null,
              Action.DISPATCHED,
              actor.account(),
              clock.instant(),
              null,
              checkedNote,
              List.of(),
              tell(found, "dispatched", workerId, checkedNote),
              new NotDelivered(
                  DeliveryReason.HANDED_OVER, "handed to " + workerId + " before it got through"));
        });
  }

  /** One transaction, then the news. */
  private Case step(long caseId, Function<Case, Change> decide) {
    Changed changed = store.change(caseId, decide);
    wakeSender.run();
    events.publish(new CaseChanged(changed.theCase(), changed.step()));
    return changed.theCase();
  }

  private Change change(
      Case found,
      Handling to,
      Action action,
      Actor actor,
      String note,
      List<NewEvidence> evidence,
      List<Outgoing> outgoing) {
    return new Change(
        to,
        found.workerId(),
        null,
        action,
        actor.account(),
        clock.instant(),
        null,
        note,
        evidence,
        outgoing,
        // Whoever has acted needs no older message about it any more.
        new NotDelivered(DeliveryReason.OUT_OF_DATE, "out of date: the case is " + code(to)));
  }

  private List<Outgoing> tell(Case found, String reason, @Nullable String workerId, String note) {
    Village village = registry.current();
    Subject subject =
        new Subject(
            found.type(),
            CaseMatter.of(village, found.type(), found.zoneId()).orElse(null),
            found.place(),
            found.onset(),
            clock.instant(),
            found.value(),
            Place.unitOf(village, found),
            found.fault(),
            note);
    return notices.of(village, reason, found.severity(), workerId, subject);
  }

  private static Case allowed(Case found, Actor actor, Handling to) {
    if (actor.workerId() != null && !actor.workerId().equals(found.workerId())) {
      throw new CaseException(
          NOT_YOURS,
          "case "
              + found.id()
              + " is with "
              + (found.workerId() == null ? "nobody" : "somebody else"));
    }
    if (!found.next().contains(to)) {
      throw new CaseException(
          WRONG_STATE,
          "case " + found.id() + " is " + code(found.handling()) + " and can't become " + code(to));
    }
    return found;
  }

  private static String code(Handling handling) {
    return handling.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String note(String note, boolean required) {
    String stripped = note.strip();
    if (stripped.length() > LONGEST_NOTE) {
      throw new CaseException(
          BAD_INPUT,
          "a note has " + LONGEST_NOTE + " characters at most, not " + stripped.length());
    }
    if (required && stripped.isEmpty()) {
      throw new CaseException(BAD_INPUT, "say why in a note");
    }
    return stripped;
  }

  private static String mediaType(Photo photo) {
    if (photo.bytes().length > Photos.MOST_BYTES) {
      throw new CaseException(
          BAD_INPUT,
          "a photo has " + Photos.MOST_BYTES + " bytes at most, not " + photo.bytes().length);
    }
    return Photos.mediaType(photo.bytes())
        .orElseThrow(() -> new CaseException(BAD_INPUT, "a photo is JPEG, PNG or WebP"));
  }

  @Override
  public Optional<Case> find(long caseId) {
    return store.find(caseId);
  }

  @Override
  public List<Case> list(Filter filter) {
    if (filter.limit() < 1 || filter.limit() > MOST_CASES) {
      throw new CaseException(BAD_INPUT, "the limit is 1 to " + MOST_CASES);
    }
    return store.list(filter);
  }

  @Override
  public List<CaseStep> steps(long caseId) {
    return store.steps(caseId);
  }

  @Override
  public List<Evidence> evidence(long caseId) {
    return store.evidence(Set.of(caseId));
  }

  @Override
  public List<Evidence> evidence(Set<Long> caseIds) {
    return caseIds.isEmpty() ? List.of() : store.evidence(caseIds);
  }

  @Override
  public List<Delivery> deliveries(long caseId) {
    return store.deliveries(caseId);
  }

  @Override
  public List<Case> ofCamera(String cameraId, Instant from, Instant to, int limit) {
    return store.ofCamera(cameraId, from, to, limit);
  }

  @Override
  public Optional<EvidenceSource> evidenceSource(long evidenceId) {
    return store
        .evidenceFile(evidenceId)
        .map(stored -> new EvidenceSource(stored.evidence(), files.open(stored)));
  }

  @Override
  public Summary summary(Instant now) {
    return store.summary(now);
  }

  @Override
  public List<TrendPoint> trend(Instant from, Instant to, int hours) {
    if (hours < 1 || hours > MOST_TREND_HOURS) {
      throw new CaseException(BAD_INPUT, "a bucket has 1 to " + MOST_TREND_HOURS + " hours");
    }
    return store.trend(from, to, hours);
  }
}
