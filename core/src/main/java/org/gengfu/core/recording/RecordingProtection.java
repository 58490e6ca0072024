package org.gengfu.core.recording;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Port to what is kept as evidence: recordings that are protected are never deleted, whatever their
 * age and however full the disk. All calls block.
 */
public interface RecordingProtection {
  /** Longest reason, in characters. */
  int LONGEST_REASON = 200;

  /**
   * So many that people asked for are in force at most. Each is looked at whenever files are
   * deleted; those of cases are not counted, as they end by themselves.
   */
  int MOST_BY_PEOPLE = 1_000;

  /** Who has made the protections of cases. */
  String HUB = "system";

  /**
   * Keeps what is or will be recorded of the camera in this range.
   *
   * @param from begin, inclusive
   * @param to end, exclusive; after {@code from}
   * @param reason why, for people, such as {@code case 17}; 1 to {@value #LONGEST_REASON}
   *     characters
   * @param actor who asked, for the audit
   * @return the protection
   * @throws RecordingException TOO_MANY_PROTECTED when people have {@value #MOST_BY_PEOPLE} in
   *     force already
   */
  Protection protect(String cameraId, Instant from, Instant to, String reason, String actor);

  /**
   * Ends a protection.
   *
   * @return false where there is none with this id
   */
  boolean release(long id, String actor);

  /** Protections that are in force, newest first. */
  List<Protection> protections(Wanted wanted);

  /**
   * Which protections.
   *
   * @param cameraId of this camera alone; null for all
   * @param byPeople those that people asked for alone, not those that the hub made for cases
   * @param beforeId only ids below this, for paging; null from the newest
   * @param limit at most this many
   */
  record Wanted(@Nullable String cameraId, boolean byPeople, @Nullable Long beforeId, int limit) {}

  /**
   * A range that is kept.
   *
   * @param id number
   * @param createdBy account that asked for it, or the part of the hub
   * @param expiresAt when it ends by itself; null for never
   */
  record Protection(
      long id,
      String cameraId,
      Instant from,
      Instant to,
      String reason,
      Instant createdAt,
      String createdBy,
      @Nullable Instant expiresAt) {}
}
