package org.gengfu.alerts;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.gengfu.alerts.Messages.Subject;
import org.gengfu.alerts.Roster.Answer;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseFault;
import org.gengfu.core.cases.CaseStep.Action;
import org.gengfu.core.cases.CaseStore;
import org.gengfu.core.cases.CaseStore.Change;
import org.gengfu.core.cases.CaseStore.Changed;
import org.gengfu.core.cases.CaseStore.NewCase;
import org.gengfu.core.cases.CaseStore.NewEvidence;
import org.gengfu.core.cases.CaseStore.Opening;
import org.gengfu.core.cases.CaseStore.Outgoing;
import org.gengfu.core.cases.Evidence.EvidenceKind;
import org.gengfu.core.cases.Handling;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.cases.Observation.Cleared;
import org.gengfu.core.cases.Observation.FaultSource;
import org.gengfu.core.cases.Observation.Raised;
import org.gengfu.core.cases.Observation.Source;
import org.gengfu.core.events.DomainEvent.CaseChanged;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.village.CaseMatter;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.VillageRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an observation a case, or a step of one: files first, then one transaction, then the news.
 */
final class Intake {
  static final String SYSTEM = "system";
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private final CaseStore store;
  private final VillageRegistry registry;
  private final DomainEvents events;
  private final InstantSource clock;
  private final AlertsConfig config;
  private final EvidenceFiles files;
  private final Notices notices;
  private final Roster roster;
  private final Runnable wakeSender;

  Intake(
      CaseStore store,
      VillageRegistry registry,
      DomainEvents events,
      InstantSource clock,
      AlertsConfig config,
      EvidenceFiles files,
      Notices notices,
      Runnable wakeSender) {
    this.store = store;
    this.registry = registry;
    this.events = events;
    this.clock = clock;
    this.config = config;
    this.files = files;
    this.notices = notices;
    this.roster = new Roster(config.villageZone());
    this.wakeSender = wakeSender;
  }

  /** May be called any number of times with the same observation. */
  void take(Observation observation) {
    if (observation instanceof Raised raised) {
      raised(raised);
    } else if (observation instanceof Cleared cleared) {
      cleared(cleared);
    }
  }

  private void raised(Raised raised) {
    Village village = registry.current();
    Instant now = clock.instant();
    Place place = Place.of(village, raised.source());
    Optional<Answer> answer =
        raised.type().technical()
            ? Optional.empty() // The admin's, whose roster is nobody's.
            : roster.answersFor(village, place.gridId(), now);
    Opening opening = store.open(newCase(raised, village, place, answer, now));
    LOG.info(
        "episode {} is case {}: {}", raised.episodeId(), opening.theCase().id(), opening.outcome());
    if (opening.step() != null) {
      wakeSender.run();
      events.publish(new CaseChanged(opening.theCase(), opening.step()));
    }
  }

  private NewCase newCase(
      Raised raised, Village village, Place place, Optional<Answer> answer, Instant now) {
    String workerId = answer.map(found -> found.worker().id()).orElse(null);
    CaseFault fault = raised.source() instanceof FaultSource source ? source.fault() : null;
    Subject subject =
        new Subject(
            raised.type(),
            CaseMatter.of(village, raised.type(), place.zoneId()).orElse(null),
            place.name(),
            raised.onset(),
            raised.at(),
            raised.value(),
            place.unit(),
            fault,
            "");
    List<Outgoing> outgoing =
        notices.of(
            village,
            workerId == null ? "opened" : "dispatched",
            raised.severity(),
            workerId,
            subject);
    return new NewCase(
        raised.episodeId(),
        raised.type(),
        raised.severity(),
        workerId == null ? Handling.NEW : Handling.DISPATCHED,
        place.cameraId(),
        place.zoneId(),
        place.sensorId(),
        place.metric(),
        place.gridId(),
        workerId,
        place.name(),
        raised.box(),
        raised.value(),
        fault,
        raised.onset(),
        raised.at(),
        now,
        config.joining().within(),
        config.joining().overlap(),
        raised.standing(),
        fault == null ? note(place, answer) : faultNote(village, raised.source()),
        evidence(EvidenceKind.MOMENT, raised.picture(), raised.at()),
        outgoing);
  }

  private static String note(Place place, Optional<Answer> answer) {
    if (place.gridId() == null) {
      return "in no grid: the office has to dispatch it";
    }
    return answer
        .map(
            found ->
                "sent to "
                    + found.worker().name()
                    + (found.onDuty() ? ", on duty" : ", who stands in: nobody is on duty"))
        .orElse("nobody is on duty: the office has to dispatch it");
  }

  /** Which cameras or sensors, where several share the case. */
  private static String faultNote(Village village, Source source) {
    return source instanceof FaultSource fault && fault.fault().count() > 1
        ? MemberNames.all(village, fault)
        : "";
  }

  private List<NewEvidence> evidence(
      EvidenceKind kind, byte @Nullable [] picture, Instant takenAt) {
    return picture == null
        ? List.of()
        : List.of(files.write(kind, "image/jpeg", picture, takenAt, SYSTEM));
  }

  private void cleared(Cleared cleared) {
    List<NewEvidence> after = evidence(EvidenceKind.AFTER, cleared.picture(), cleared.at());
    Optional<Changed> changed =
        store.clear(cleared.episodeId(), cleared.at(), found -> clearing(found, cleared, after));
    if (changed.isPresent()) {
      wakeSender.run();
      events.publish(new CaseChanged(changed.get().theCase(), changed.get().step()));
    }
  }

  /**
   * Who still works on it is told; when it is over already, only the record is kept. What is
   * technical needs no eyes at the place: well again is verified, and the case is closed with it.
   */
  private Change clearing(Case found, Cleared cleared, List<NewEvidence> after) {
    Village village = registry.current();
    Subject subject =
        new Subject(
            found.type(),
            CaseMatter.of(village, found.type(), found.zoneId()).orElse(null),
            found.place(),
            found.onset(),
            cleared.at(),
            found.value(),
            Place.unitOf(village, found),
            found.fault(),
            "");
    List<Outgoing> outgoing =
        found.handling().over()
            ? List.of()
            : notices.of(village, "cleared", found.severity(), found.workerId(), subject);
    boolean closes = found.type().technical() && !found.handling().over();
    return new Change(
        closes ? Handling.CLOSED : found.handling(),
        found.workerId(),
        cleared.at(),
        Action.CLEARED,
        SYSTEM,
        clock.instant(),
        null,
        "",
        after,
        outgoing,
        null);
  }
}
