package org.gengfu.core.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gengfu.core.media.ByteSource;
import org.jspecify.annotations.Nullable;

/** Port to the cases: alerts offers it, the pages and the API use it. All calls block. */
public interface CaseDesk {
  Optional<Case> find(long caseId);

  /** Cases that match, newest first. */
  List<Case> list(Filter filter);

  /** All steps of a case, oldest first. */
  List<CaseStep> steps(long caseId);

  List<Evidence> evidence(long caseId);

  /** All evidence of these cases in one go, for lists that show a picture each. */
  List<Evidence> evidence(Set<Long> caseIds);

  /** How each notification about the case is doing, oldest first. */
  List<Delivery> deliveries(long caseId);

  /** A piece of evidence, once it was found to be what was kept. */
  Optional<EvidenceSource> evidenceSource(long evidenceId);

  /** Cases of a camera that began in this time, oldest first; at most {@code limit}. */
  List<Case> ofCamera(String cameraId, Instant from, Instant to, int limit);

  /**
   * The grid worker takes the case.
   *
   * @throws CaseException when the case is unknown, not in a state that allows it, or with somebody
   *     else
   */
  Case accept(long caseId, Actor actor);

  /**
   * The grid worker (or the office) reports it done.
   *
   * @param photo JPEG, PNG or WebP; null for none
   */
  Case handle(long caseId, Actor actor, String note, @Nullable Photo photo);

  Case close(long caseId, Actor actor, String note);

  /** Nothing was there; the reason is kept. */
  Case falseAlarm(long caseId, Actor actor, String note);

  /** Hands the case to this worker (office only). */
  Case dispatch(long caseId, Actor actor, String workerId, String note);

  /** Counts for the big screen. */
  Summary summary(Instant now);

  /** The village's cases opened a bucket of {@code hours} hours, oldest first, for the trend. */
  List<TrendPoint> trend(Instant from, Instant to, int hours);

  /**
   * Who does it.
   *
   * @param account account name, written into the history
   * @param workerId the worker behind the account; null for office and admin, who may act on every
   *     case
   */
  record Actor(String account, @Nullable String workerId) {}

  /**
   * @param handlings any of these; empty for all
   * @param workerId only this worker's; null for all
   * @param technical true for technical cases only, false for those of the village only, null for
   *     both
   * @param beforeId only ids below this, for paging; null from the newest
   * @param limit at most this many, 1 to 500
   */
  record Filter(
      Set<Handling> handlings,
      @Nullable String workerId,
      @Nullable Boolean technical,
      @Nullable Long beforeId,
      int limit) {}

  record Photo(String mediaType, byte[] bytes) {}

  record EvidenceSource(Evidence evidence, ByteSource bytes) {}

  /**
   * @param notificationId id of the notification
   * @param channel {@code webhook}, {@code mqtt} or {@code page}
   * @param target which webhook or worker
   * @param state how it stands
   * @param attempts number of attempts so far
   * @param lastReason why the last attempt failed; null where none did, or none was noted
   * @param lastError the same as an English sentence; null where none did
   * @param createdAt when it was written
   * @param deliveredAt when the receiver acknowledged; null while it has not
   */
  record Delivery(
      long notificationId,
      String channel,
      String target,
      DeliveryState state,
      int attempts,
      @Nullable DeliveryReason lastReason,
      @Nullable String lastError,
      Instant createdAt,
      @Nullable Instant deliveredAt) {}

  /** How a notification stands on its channel. */
  enum DeliveryState {
    PENDING,
    DELIVERED,
    GIVEN_UP
  }

  /**
   * @param open cases of the village not over
   * @param openByType cases not over, by type, technical ones among them
   * @param technicalOpen technical cases not over
   * @param handledLastDay cases of the village handled, closed or found false within 24 h
   * @param openedLastDay cases of the village opened within 24 h
   */
  record Summary(
      long open,
      java.util.Map<CaseType, Long> openByType,
      long technicalOpen,
      long handledLastDay,
      long openedLastDay) {}

  record TrendPoint(Instant start, CaseType type, long opened) {}

  /** The step can't be taken; says why. */
  final class CaseException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final Reason reason;

    public CaseException(Reason reason, String message) {
      super(message);
      this.reason = reason;
    }

    public Reason reason() {
      return reason;
    }

    /** Kinds of refusal, each one HTTP status. */
    public enum Reason {
      UNKNOWN,
      WRONG_STATE,
      NOT_YOURS,
      BAD_INPUT
    }
  }
}
