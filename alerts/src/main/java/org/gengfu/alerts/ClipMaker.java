package org.gengfu.alerts;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseStep.Action;
import org.gengfu.core.cases.CaseStore;
import org.gengfu.core.cases.CaseStore.Change;
import org.gengfu.core.cases.CaseStore.Changed;
import org.gengfu.core.cases.CaseStore.NewEvidence;
import org.gengfu.core.cases.ClipStore;
import org.gengfu.core.cases.ClipStore.DueClip;
import org.gengfu.core.cases.ClipStore.Kept;
import org.gengfu.core.cases.Evidence.EvidenceKind;
import org.gengfu.core.cases.NoClipReason;
import org.gengfu.core.events.DomainEvent.CaseChanged;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.recording.RecordedVideo;
import org.gengfu.core.recording.RecordingException;
import org.gengfu.core.recording.RecordingException.Reason;
import org.gengfu.core.recording.RecordingProtection;
import org.gengfu.core.recording.VideoFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every case of a camera its clip: keeps the recording, waits until it is there, and adds it
 * to the evidence. What is to be done stands in the database; blocks, for one thread.
 */
final class ClipMaker {
  /** Before the onset or the opening, and behind it. */
  static final Duration PRE_ROLL = Duration.ofSeconds(10);

  static final Duration POST_ROLL = Duration.ofSeconds(20);

  /** A group of pictures is recorded when the next one begins: at most 10 s, and some more. */
  static final Duration SETTLE = Duration.ofSeconds(15);

  /** So long it waits for a recording that ends too early or isn't there. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  static final Duration ASK_AGAIN = Duration.ofSeconds(10);

  /** After so long without success there will be no clip. */
  static final Duration GIVE_UP_AFTER = Duration.ofDays(1);

  /** The recording around a case is kept so long after the case is over. */
  static final Duration KEPT_AFTER = Duration.ofDays(30);

  /** Longest recording that is kept for a case. */
  static final Duration LONGEST_KEPT = Duration.ofHours(1);

  /** Older cases that nobody has looked after get no clip: their recording is gone. */
  private static final Duration LOOKS_BACK = Duration.ofDays(30);

  private static final int MOST_AT_ONCE = 20;
  private static final AlertsConfig.Retry RETRY =
      new AlertsConfig.Retry(Duration.ofSeconds(5), Duration.ofMinutes(10), GIVE_UP_AFTER);
  private static final Logger LOG = LoggerFactory.getLogger(ClipMaker.class);

  private final ClipStore clips;
  private final CaseStore cases;
  private final RecordedVideo recordings;
  private final RecordingProtection protection;
  private final EvidenceFiles files;
  private final DomainEvents events;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final Backoff backoff = new Backoff(RETRY, () -> 0.5);

  ClipMaker(
      ClipStore clips,
      CaseStore cases,
      RecordedVideo recordings,
      RecordingProtection protection,
      EvidenceFiles files,
      DomainEvents events,
      MeterRegistry meters,
      InstantSource clock) {
    this.clips = clips;
    this.cases = cases;
    this.recordings = recordings;
    this.protection = protection;
    this.files = files;
    this.events = events;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Does what is due.
   *
   * @throws org.gengfu.core.storage.StoreException when the database is away
   */
  void sweep() {
    Instant now = clock.instant();
    for (DueClip due : clips.due(now, now.minus(LOOKS_BACK), MOST_AT_ONCE)) {
      try {
        keep(due);
        make(due);
      } catch (IOException | RuntimeException e) {
        failed(due, e);
      }
    }
    for (Kept kept : clips.served(now.minus(KEPT_AFTER), MOST_AT_ONCE)) {
      protection.release(kept.protectionId(), Intake.SYSTEM);
      clips.released(kept.caseId());
    }
  }

  private void keep(DueClip due) {
    if (due.protectionId() == null) {
      Case theCase = due.theCase();
      Instant from = theCase.onset().minus(PRE_ROLL);
      Instant latest = from.plus(LONGEST_KEPT);
      Instant end = theCase.openedAt().plus(POST_ROLL);
      Instant to = end.isBefore(latest) ? end : latest;
      Instant least = theCase.onset().plus(POST_ROLL);
      clips.keeping(
          theCase.id(),
          protection
              .protect(
                  camera(theCase),
                  from,
                  to.isAfter(least) ? to : least,
                  "case " + theCase.id(),
                  Intake.SYSTEM)
              .id());
    }
  }

  private static String camera(Case theCase) {
    return java.util.Objects.requireNonNull(theCase.cameraId());
  }

  private void make(DueClip due) throws IOException {
    Case theCase = due.theCase();
    if (hasClip(theCase)) { // the hub died between the evidence and its own note
      clips.done(theCase.id(), false, null);
      return;
    }
    Look look = around(theCase, theCase.onset());
    if (look.empty() && theCase.openedAt().isAfter(theCase.onset())) {
      look = around(theCase, theCase.openedAt());
    }
    VideoFile file = look.file();
    if (file != null) {
      add(theCase, file);
    } else if (look.again() != null) {
      clips.later(theCase.id(), look.again(), null);
    } else if (patienceEnds(theCase).isAfter(clock.instant())) {
      clips.later(theCase.id(), clock.instant().plus(ASK_AGAIN), null);
    } else {
      missing(
          theCase,
          NoClipReason.NOT_RECORDED,
          "nothing was recorded from "
              + theCase.onset().minus(PRE_ROLL)
              + " to "
              + theCase.openedAt().plus(POST_ROLL));
    }
  }

  /**
   * What is recorded around a moment.
   *
   * @param file null while it isn't all there, or where there is none
   * @param again when more will be there; null where nothing is recorded
   */
  private record Look(@Nullable VideoFile file, @Nullable Instant again) {
    boolean empty() {
      return file == null && again == null;
    }
  }

  private boolean hasClip(Case theCase) {
    return cases.evidence(Set.of(theCase.id())).stream()
        .anyMatch(one -> one.kind() == EvidenceKind.CLIP);
  }

  private static Instant patienceEnds(Case theCase) {
    return theCase.openedAt().plus(POST_ROLL).plus(SETTLE).plus(PATIENCE);
  }

  private Look around(Case theCase, Instant moment) {
    Instant now = clock.instant();
    Instant to = moment.plus(POST_ROLL);
    Instant ready = to.plus(SETTLE);
    if (now.isBefore(ready)) {
      return new Look(null, ready);
    }
    try {
      VideoFile file = recordings.file(camera(theCase), moment.minus(PRE_ROLL), to);
      Instant end = file.stretches().get(file.stretches().size() - 1).to();
      boolean whole = !end.plusSeconds(1).isBefore(to);
      return whole || !now.isBefore(ready.plus(PATIENCE))
          ? new Look(file, null)
          : new Look(null, now.plus(ASK_AGAIN));
    } catch (RecordingException e) {
      if (e.reason() == Reason.NOTHING) {
        return new Look(null, null);
      }
      throw e;
    }
  }

  private void add(Case theCase, VideoFile file) throws IOException {
    Instant from = file.stretches().get(0).from();
    NewEvidence evidence = files.write(EvidenceKind.CLIP, "video/mp4", file, from, Intake.SYSTEM);
    step(theCase, Action.EVIDENCE_ADDED, null, "", List.of(evidence));
    clips.done(theCase.id(), false, null);
    count("made");
    LOG.info("case {} has a clip of {} s from {}", theCase.id(), file.duration().toSeconds(), from);
  }

  private void missing(Case theCase, NoClipReason reason, String why) {
    step(theCase, Action.NO_CLIP, reason, why, List.of());
    clips.done(theCase.id(), true, why);
    count("missing");
    LOG.warn("case {} gets no clip: {}", theCase.id(), why);
  }

  private void step(
      Case theCase,
      Action action,
      @Nullable NoClipReason reason,
      String note,
      List<NewEvidence> evidence) {
    Changed changed =
        cases.change(
            theCase.id(),
            found ->
                new Change(
                    found.handling(),
                    found.workerId(),
                    null,
                    action,
                    Intake.SYSTEM,
                    clock.instant(),
                    reason,
                    note,
                    evidence,
                    List.of(),
                    null));
    events.publish(new CaseChanged(changed.theCase(), changed.step()));
  }

  private void failed(DueClip due, Exception e) {
    Case theCase = due.theCase();
    Instant now = clock.instant();
    String why = String.valueOf(e.getMessage());
    LOG.warn("the clip of case {} can't be made yet: {}", theCase.id(), e.toString());
    if (theCase.openedAt().plus(GIVE_UP_AFTER).isBefore(now)) {
      missing(theCase, reason(e), "it could not be made: " + why);
    } else {
      count("failed");
      clips.later(theCase.id(), now.plus(backoff.after(due.attempts() + 1)), why);
    }
  }

  private static NoClipReason reason(Exception failure) {
    if (failure instanceof RecordingException refused) {
      return switch (refused.reason()) {
        case NOTHING -> NoClipReason.NOT_RECORDED;
        case TOO_LONG -> NoClipReason.TOO_LONG;
        case MIXED_CODECS -> NoClipReason.CODEC_CHANGED;
        case TOO_MANY_PROTECTED -> NoClipReason.TOO_MANY_PROTECTED;
        case BUSY -> NoClipReason.BUSY;
      };
    }
    Exception disk = failure instanceof UncheckedIOException wrapped ? wrapped.getCause() : failure;
    if (disk instanceof IOException) {
      return FaultReason.ofDisk(disk) == FaultReason.DISK_NO_ROOM
          ? NoClipReason.NO_ROOM
          : NoClipReason.DISK_FAILED;
    }
    return NoClipReason.FAILED;
  }

  private void count(String outcome) {
    meters.counter(MetricNames.CLIPS, "outcome", outcome).increment();
  }
}
