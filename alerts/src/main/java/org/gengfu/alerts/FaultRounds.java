package org.gengfu.alerts;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gengfu.alerts.FaultEntry.Stage;
import org.gengfu.core.cases.CaseFault;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.cases.Observation.Cleared;
import org.gengfu.core.cases.Observation.FaultSource;
import org.gengfu.core.cases.Observation.Raised;
import org.gengfu.core.cases.ObservationSink;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.village.Broker;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.VillageRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes cases of faults, a round a second. Cameras or sensors that fail at the same moment share
 * one case: a switch without power is one thing to see to, not sixty. What is told is told before
 * it is noted as told, so that a hub that is killed in between tells it again and the case stays
 * one.
 */
final class FaultRounds {
  /** A camera's fault waits for so long for others of its kind. */
  static final Duration GATHER = Duration.ofSeconds(15);

  /** A sensor's likewise: it sends now and then, and is found to be unreadable as late. */
  static final Duration GATHER_SENSORS = Duration.ofMinutes(2);

  /** As many within that time share a case. */
  static final int MERGE_FROM = 5;

  /** Whatever fails within this time after the last one joins them, too. */
  static final Duration JOIN = Duration.ofMinutes(10);

  private final FaultBook book;
  private final VillageRegistry registry;
  private final InstantSource clock;
  private final ObservationSink sink;
  private final Function<String, byte @Nullable []> pictures;

  /**
   * @param pictures the latest picture of a camera; null where there is none. May take seconds.
   */
  FaultRounds(
      FaultBook book,
      VillageRegistry registry,
      InstantSource clock,
      ObservationSink sink,
      Function<String, byte @Nullable []> pictures) {
    this.book = book;
    this.registry = registry;
    this.clock = clock;
    this.sink = sink;
    this.pictures = pictures;
  }

  /**
   * One round.
   *
   * @throws java.io.UncheckedIOException when something could not be written; the next round goes
   *     on from there
   */
  void round() {
    dropRemoved();
    Map<FaultKind, List<FaultEntry>> gathering = new EnumMap<>(FaultKind.class);
    gathering.putAll(
        book.in(Stage.GATHERING).stream()
            .sorted(Comparator.comparing(FaultEntry::raisedAt).thenComparing(FaultEntry::subject))
            .collect(groupingBy(FaultEntry::kind)));
    gathering.forEach(this::tell);
    book.in(Stage.GONE).forEach(this::end);
    book.groups().forEach(this::end);
    forgetLongOver();
  }

  /** Nobody will ever see well again what is deleted or switched off. */
  private void dropRemoved() {
    Village village = registry.current();
    Instant now = clock.instant();
    for (Stage stage : List.of(Stage.GATHERING, Stage.OPEN)) {
      for (FaultEntry entry : book.in(stage)) {
        if (!watched(village, entry)) {
          book.clear(entry.kind(), entry.subject(), now, null);
        }
      }
    }
  }

  private static boolean watched(Village village, FaultEntry entry) {
    String id = entry.subject();
    return switch (entry.kind()) {
      case BROKER_AWAY -> village.broker(id).map(Broker::enabled).orElse(false);
      case UNREADABLE_MESSAGES -> village.sensor(id).map(Sensor::enabled).orElse(false);
      default -> !entry.kind().ofCamera() || village.camera(id).map(Camera::enabled).orElse(false);
    };
  }

  private void tell(FaultKind kind, List<FaultEntry> gathering) {
    if (!kind.shared()) {
      gathering.forEach(this::tellAlone);
      return;
    }
    Instant now = clock.instant();
    Duration wait = kind.ofCamera() ? GATHER : GATHER_SENSORS;
    List<FaultEntry> due =
        gathering.stream().filter(entry -> !entry.raisedAt().plus(wait).isAfter(now)).toList();
    if (due.isEmpty()) {
      return;
    }
    FaultGroup group = book.youngestGroup(kind);
    if (group != null && group.lastJoinedAt().plus(JOIN).isAfter(now)) {
      tellTogether(group, gathering);
    } else if (gathering.size() >= MERGE_FROM) {
      tellTogether(FaultGroup.of(kind, gathering.get(0).onset(), now), gathering);
    } else {
      due.forEach(this::tellAlone);
    }
  }

  private void tellAlone(FaultEntry entry) {
    byte[] picture = pictureOf(entry);
    book.alone(
        () -> {
          for (FaultEntry present : book.still(List.of(entry), Stage.GATHERING)) {
            sink.observe(
                raised(
                    present.episodeId(),
                    new FaultSource(
                        new CaseFault(present.kind(), present.subject(), 1, present.details()),
                        present.kind().ofCamera() ? List.of(present.subject()) : List.of()),
                    present.kind().severity(),
                    present.onset(),
                    picture));
            book.put(present.opened(null));
          }
        });
  }

  private void tellTogether(FaultGroup group, List<FaultEntry> gathering) {
    byte[] picture = pictureOf(gathering.get(0));
    book.alone(
        () -> {
          List<FaultEntry> present = book.still(gathering, Stage.GATHERING);
          if (present.isEmpty()) {
            return;
          }
          List<String> joining = present.stream().map(FaultEntry::subject).toList();
          FaultGroup grown = group.with(joining, clock.instant());
          book.put(grown);
          sink.observe(
              raised(
                  grown.episodeId(),
                  new FaultSource(
                      CaseFault.group(grown.kind(), grown.id(), grown.members()),
                      grown.kind().ofCamera() ? grown.members() : List.of()),
                  worse(grown.kind().severity()),
                  grown.onset(),
                  picture));
          present.forEach(entry -> book.put(entry.opened(grown.id())));
        });
  }

  /** Many at once are worse than one. */
  private static Severity worse(Severity severity) {
    return switch (severity) {
      case LOW -> Severity.MEDIUM;
      case MEDIUM -> Severity.HIGH;
      case HIGH, CRITICAL -> Severity.CRITICAL;
    };
  }

  private Raised raised(
      String episodeId,
      FaultSource source,
      Severity severity,
      Instant onset,
      byte @Nullable [] picture) {
    return new Raised(
        episodeId,
        source.fault().kind().caseType(),
        source,
        severity,
        onset,
        clock.instant(),
        null,
        null,
        picture);
  }

  private byte @Nullable [] pictureOf(FaultEntry entry) {
    if (entry.picture() != null || !entry.kind().ofCamera()) {
      return entry.picture();
    }
    return pictures.apply(entry.subject());
  }

  private void end(FaultEntry gone) {
    Instant now = clock.instant();
    if (gone.calmUntil() == null || gone.calmUntil().isAfter(now) || gone.goneAt() == null) {
      return;
    }
    Instant goneAt = gone.goneAt();
    byte[] picture = gone.gonePicture();
    if (picture == null && gone.kind().ofCamera() && gone.group() == null) {
      picture = pictures.apply(gone.subject());
    }
    byte[] after = picture;
    book.alone(
        () -> {
          for (FaultEntry present : book.still(List.of(gone), Stage.GONE)) {
            if (present.group() == null) {
              sink.observe(new Cleared(present.episodeId(), goneAt, after));
            }
            book.put(present.ended(now));
          }
        });
  }

  private void end(FaultGroup group) {
    book.alone(
        () -> {
          boolean growing =
              book.in(Stage.GATHERING).stream()
                  .anyMatch(
                      entry ->
                          entry.kind() == group.kind()
                              && group.members().contains(entry.subject()));
          if (!book.anyLeft(group) && !growing) {
            sink.observe(new Cleared(group.episodeId(), clock.instant(), null));
            book.forget(group);
          }
        });
  }

  private void forgetLongOver() {
    Instant now = clock.instant();
    List<FaultEntry> old = new ArrayList<>();
    for (FaultEntry entry : book.in(Stage.ENDED)) {
      if (entry.endedAt() == null || !entry.endedAt().plus(FaultBook.REMEMBERED).isAfter(now)) {
        old.add(entry);
      }
    }
    old.forEach(book::forget);
  }
}
