package org.gengfu.alerts;

import java.time.Instant;
import java.util.Map;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.faults.Fault;
import org.jspecify.annotations.Nullable;

/**
 * A fault and how far it has got; one file each.
 *
 * @param raisedAt when it was told
 * @param picture of the moment, until it is a case
 * @param stage how far it has got
 * @param group the group of cameras that shares its case; null for a case of its own
 * @param goneAt since when it is gone; null while it is there
 * @param gonePicture of how it looks then
 * @param calmUntil when a gone fault is believed to be over; null while it is there
 * @param endedAt when it was last over; null where it never was
 */
record FaultEntry(
    FaultKind kind,
    String subject,
    Instant onset,
    Instant raisedAt,
    Map<String, String> details,
    byte @Nullable [] picture,
    Stage stage,
    @Nullable String group,
    @Nullable Instant goneAt,
    byte @Nullable [] gonePicture,
    @Nullable Instant calmUntil,
    @Nullable Instant endedAt) {

  /** How far a fault has got. */
  enum Stage {
    /** Told, not yet a case: others may join it. */
    GATHERING,
    /** It is a case, or part of one. */
    OPEN,
    /** Gone, not yet believed to be over. */
    GONE,
    /** Over; remembered for a while, to know one that comes and goes. */
    ENDED
  }

  /** What a fault is known by. */
  record Key(FaultKind kind, String subject) {}

  static FaultEntry of(Fault fault, Instant now, @Nullable Instant endedAt) {
    return new FaultEntry(
        fault.kind(),
        fault.subject(),
        fault.onset(),
        now,
        fault.details(),
        fault.picture(),
        Stage.GATHERING,
        null,
        null,
        null,
        null,
        endedAt);
  }

  Key key() {
    return new Key(kind, subject);
  }

  /** The same at every attempt to tell it. */
  String episodeId() {
    return "fault/" + kind.code() + "/" + subject + "/" + raisedAt.toEpochMilli();
  }

  FaultEntry opened(@Nullable String inGroup) {
    return with(Stage.OPEN, inGroup, null, null, null, endedAt);
  }

  FaultEntry gone(Instant at, byte @Nullable [] pictureThen, Instant until) {
    return with(Stage.GONE, group, at, pictureThen, until, endedAt);
  }

  /** There again before it was believed to be over. */
  FaultEntry back() {
    return with(Stage.OPEN, group, null, null, null, endedAt);
  }

  FaultEntry ended(Instant at) {
    return with(Stage.ENDED, null, null, null, null, at);
  }

  private FaultEntry with(
      Stage next,
      @Nullable String inGroup,
      @Nullable Instant goneSince,
      byte @Nullable [] pictureThen,
      @Nullable Instant until,
      @Nullable Instant ended) {
    return new FaultEntry(
        kind,
        subject,
        onset,
        raisedAt,
        details,
        null,
        next,
        inGroup,
        goneSince,
        pictureThen,
        until,
        ended);
  }
}
