package org.gengfu.core.cases;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Port to which cases still need their clip. It follows from the cases themselves, so a case opened
 * a moment before the hub died is among them. All calls block.
 */
public interface ClipStore {
  /**
   * The clips to be made now, those due longest first. Cases of a camera that were opened since
   * then and are not known yet become due at once.
   */
  List<DueClip> due(Instant now, Instant openedSince, int limit);

  /** The recording of the case is kept from now on. */
  void keeping(long caseId, long protectionId);

  /** To be tried again. */
  void later(long caseId, Instant nextAttemptAt, @Nullable String error);

  /**
   * It is done.
   *
   * @param missing whether there is no clip and there will be none
   */
  void done(long caseId, boolean missing, @Nullable String error);

  /** Recordings that are kept for cases which were over before this moment. */
  List<Kept> served(Instant overBefore, int limit);

  /** The recording of the case is kept no more. */
  void released(long caseId);

  /**
   * A clip to be made.
   *
   * @param attempts that have failed
   * @param protectionId of the recording; null while it is not kept yet
   */
  record DueClip(Case theCase, int attempts, @Nullable Long protectionId) {}

  /** A recording that is kept for a case. */
  record Kept(long caseId, long protectionId) {}
}
