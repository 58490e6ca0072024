package org.gengfu.core.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.gengfu.core.cases.CaseDesk.Delivery;
import org.gengfu.core.cases.CaseDesk.Filter;
import org.gengfu.core.cases.CaseDesk.Summary;
import org.gengfu.core.cases.CaseDesk.TrendPoint;
import org.gengfu.core.cases.Evidence.EvidenceKind;
import org.gengfu.core.geometry.Box;
import org.jspecify.annotations.Nullable;

/**
 * Port to the cases in the database. Each call that writes is one transaction, the messages to send
 * among it. All calls block and may throw {@link org.gengfu.core.storage.StoreException}.
 */
public interface CaseStore {
  Optional<Case> find(long caseId);

  /** Cases that match, newest first. */
  List<Case> list(Filter filter);

  /** Cases of a camera that began in this time, oldest first; at most {@code limit}. */
  List<Case> ofCamera(String cameraId, Instant from, Instant to, int limit);

  /** All steps of a case, oldest first. */
  List<CaseStep> steps(long caseId);

  /** All evidence of these cases, oldest first. */
  List<Evidence> evidence(Set<Long> caseIds);

  /** One piece of evidence and the path of its file below the evidence directory. */
  Optional<StoredEvidence> evidenceFile(long evidenceId);

  /** How each notification about the case is doing, oldest first. */
  List<Delivery> deliveries(long caseId);

  Summary summary(Instant now);

  /** Cases opened a bucket that begins at {@code from}; buckets without any are left out. */
  List<TrendPoint> trend(Instant from, Instant to, int hours);

  /** Number of cases not over, by handling. */
  Map<Handling, Long> openByHandling();

  /**
   * Finds or opens the case of an episode: the case it already has; else an open, active case of
   * the same place and type that shows the same thing (to which the episode is then attached); else
   * a new one. What grows ({@link CaseType#grows}) is the same thing where its boxes cover each
   * other, however long ago it was last observed, and the case's box becomes the one around both;
   * earlier episodes of it that do not stand any more are over then. Safe to call any number of
   * times and on many threads at once.
   */
  Opening open(NewCase newCase);

  /**
   * Marks the episode as over, and those that joined its case before it, unless it is of a type
   * that grows: there each is a part of its own. Only when that leaves no episode of its case
   * active, the case is cleared by the change that {@code decide} makes of it.
   *
   * @return what has changed; empty where the episode is unknown, was over already, or the case
   *     shows another one
   */
  Optional<Changed> clear(String episodeId, Instant clearedAt, Function<Case, Change> decide);

  /**
   * Locks the case, asks {@code decide} for the change and writes it. What {@code decide} throws is
   * thrown on, and nothing is written then.
   *
   * @throws CaseDesk.CaseException UNKNOWN when there is no such case
   */
  Changed change(long caseId, Function<Case, Change> decide);

  /**
   * A case to be opened.
   *
   * @param metric of the sensor; null for a camera
   * @param fault what is technically wrong; null for a case of the village
   * @param handling NEW or DISPATCHED
   * @param observedAt when the rule's dwell was over
   * @param now the moment of opening
   * @param attachWithin an active case last observed longer ago than this is not joined
   * @param attachOverlap least intersection over union with the box of an active case to join it
   * @param standing the other open episodes of the same source; empty where the type does not grow
   * @param note note of the first step
   */
  record NewCase(
      String episodeId,
      CaseType type,
      Severity severity,
      Handling handling,
      @Nullable String cameraId,
      @Nullable String zoneId,
      @Nullable String sensorId,
      @Nullable String metric,
      @Nullable String gridId,
      @Nullable String workerId,
      String place,
      @Nullable Box box,
      @Nullable Double value,
      @Nullable CaseFault fault,
      Instant onset,
      Instant observedAt,
      Instant now,
      Duration attachWithin,
      double attachOverlap,
      Set<String> standing,
      String note,
      List<NewEvidence> evidence,
      List<Outgoing> outgoing) {
    public NewCase {
      standing = Set.copyOf(standing);
      evidence = List.copyOf(evidence);
      outgoing = List.copyOf(outgoing);
    }
  }

  /**
   * The case of an episode.
   *
   * @param step the last step that this call has written; null when it has written none
   */
  record Opening(Outcome outcome, Case theCase, @Nullable CaseStep step) {}

  /** What became of an episode. */
  enum Outcome {
    OPENED,
    /** It belongs to a case that was open already. */
    ATTACHED,
    /** It was known; nothing was written. */
    KNOWN
  }

  /**
   * One step of a case.
   *
   * @param clearedAt since when the place is clear; null leaves the condition
   * @param reason why there is no clip; null for every other action
   * @param withdrawPending gives up what is still to be sent to workers about the case, for this
   *     reason; null leaves it
   */
  record Change(
      Handling handling,
      @Nullable String workerId,
      @Nullable Instant clearedAt,
      CaseStep.Action action,
      String actor,
      Instant at,
      @Nullable NoClipReason reason,
      String note,
      List<NewEvidence> evidence,
      List<Outgoing> outgoing,
      @Nullable NotDelivered withdrawPending) {
    public Change {
      evidence = List.copyOf(evidence);
      outgoing = List.copyOf(outgoing);
    }
  }

  /** A case after a change, and the step that was written. */
  record Changed(Case theCase, CaseStep step) {}

  /** A file that is on disk already and becomes evidence. */
  record NewEvidence(
      EvidenceKind kind,
      String mediaType,
      long size,
      String sha256,
      String path,
      Instant takenAt,
      String actor) {}

  /**
   * A piece of evidence and where its file is.
   *
   * @param path below the evidence directory
   */
  record StoredEvidence(Evidence evidence, String path) {}

  /**
   * A message to be sent.
   *
   * @param channel {@code webhook}, {@code mqtt} or {@code page}
   * @param target id of the webhook or worker
   * @param workerId to whom; null for an outside system
   * @param reason why, such as {@code dispatched}
   */
  record Outgoing(
      String channel,
      String target,
      @Nullable String workerId,
      String reason,
      Severity severity,
      String titleChinese,
      String titleEnglish,
      String bodyChinese,
      String bodyEnglish) {}
}
