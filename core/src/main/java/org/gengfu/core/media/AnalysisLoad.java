package org.gengfu.core.media;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Port to how busy the analysis of pictures is, and which cameras are looked at less than their
 * rules ask for: analytics offers it, the admin's page shows it.
 */
public interface AnalysisLoad {
  /** As it is now; any thread, never blocks. */
  Load load();

  /** How much of a camera's stream is decoded. */
  enum Activity {
    /** Every picture, or as many as its rules need. */
    ACTIVE,
    /** Keyframes only. */
    QUIET,
    /** Some keyframes only: nothing has changed for long. */
    LONG_QUIET
  }

  /** What makes a camera active. */
  enum Reason {
    /** A keyframe shows something that the one before did not. */
    CHANGE,
    /** Its pictures are larger than while nothing moves. */
    SIZES,
    /** A sensor nearby has raised something. */
    SENSOR,
    /** A person looks at it in full size. */
    VIEWER,
    /** A rule follows something. */
    RULE
  }

  /** Why a picture was not decoded though it could have been. */
  enum Omission {
    /** A keyframe closer to the one before than is of use. */
    PACE,
    /** A keyframe of a camera that has been quiet for long. */
    LONG_QUIET,
    /** Its camera's share of the budget was used up. */
    BUDGET,
    /** The workers were too far behind. */
    BEHIND,
    /** One before it could not be decoded. */
    DAMAGED
  }

  /**
   * All cameras together. Counts are since the start of the process.
   *
   * @param workers threads that decode and judge
   * @param budgetCores processor time a second that decoding may take, in cores
   * @param keyframeCores what keyframes of quiet cameras took lately
   * @param activeCores what active cameras took lately
   * @param decodedPictures pictures decoded
   * @param decodedPixels their luma pixels
   * @param brokenPictures that could not be decoded, or only in parts
   * @param replacedKeyframes that a newer one replaced before a worker came
   * @param omitted pictures that were not decoded
   * @param wakeUps times that a camera became active
   * @param wakeUpSeconds mean time from what woke a camera until it was decoded up to there; null
   *     where none was woken
   * @param cameras by id
   */
  record Load(
      int workers,
      double budgetCores,
      double keyframeCores,
      double activeCores,
      long decodedPictures,
      long decodedPixels,
      long brokenPictures,
      long replacedKeyframes,
      Map<Omission, Long> omitted,
      Map<Reason, Long> wakeUps,
      @Nullable Double wakeUpSeconds,
      List<CameraLoad> cameras) {
    public Load {
      omitted = Map.copyOf(omitted);
      wakeUps = Map.copyOf(wakeUps);
      cameras = List.copyOf(cameras);
    }
  }

  /**
   * One camera.
   *
   * @param activity how much of it is decoded
   * @param reasons why it is active; empty where it is not
   * @param capped whether it gets less than it would use, as the budget is used up
   * @param wantedCores what it would use; null where it is not active
   * @param grantedCores what it gets; null where it is not active, or gets all it would use
   * @param decodeSeconds processor time that decoding it took since the start of the process
   * @param omitted pictures of it that were not decoded since then
   * @param judgedAt when a picture of it was judged last; null before the first
   * @param sight whether it can be judged what happens there; null where nobody asks, as the camera
   *     is off or has no zones
   */
  record CameraLoad(
      String cameraId,
      Activity activity,
      Set<Reason> reasons,
      boolean capped,
      @Nullable Double wantedCores,
      @Nullable Double grantedCores,
      double decodeSeconds,
      Map<Omission, Long> omitted,
      @Nullable Instant judgedAt,
      @Nullable Sight sight) {
    public CameraLoad {
      reasons = Set.copyOf(reasons);
      omitted = Map.copyOf(omitted);
    }
  }
}
