package org.gengfu.analytics.pipeline;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gengfu.analytics.decode.JpegEncoder;
import org.gengfu.analytics.decode.Picture;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.faults.Fault;
import org.gengfu.core.faults.FaultSink;
import org.gengfu.core.faults.Persistence;
import org.gengfu.core.faults.Persistence.Verdict;
import org.gengfu.core.media.Hindrance;
import org.gengfu.core.media.Sight;
import org.gengfu.core.media.Sight.ZoneSight;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether one camera can be judged, by its scene and by its stream; where it can't for long, that
 * is a technical fault. Any thread.
 */
final class CameraSight {
  private static final Logger LOG = LoggerFactory.getLogger(CameraSight.class);

  /** A downpour passes; what lasts longer is for a person to know. */
  static final Duration FAULT_AFTER = Duration.ofMinutes(10);

  static final Duration WELL_AGAIN = Duration.ofMinutes(2);

  /** Without a picture for so long, what the last one said holds no more. */
  static final Duration OLD = AnalysisHealth.PATIENCE;

  private static final int PICTURE_WIDTH = 1_280;

  /** One cause is one case: these say by themselves that nothing can be judged. */
  private static final Set<FaultKind> SAY_SO =
      Set.of(
          FaultKind.NO_FRAMES,
          FaultKind.FROZEN_PICTURE,
          FaultKind.BLACK_PICTURE,
          FaultKind.OVER_EXPOSED,
          FaultKind.COVERED_LENS,
          FaultKind.BLURRED);

  private final String cameraId;
  private final FaultSink faults;
  private final JpegEncoder jpegs;
  private final Persistence patience;
  private final DarkNights nights;
  private boolean raised;
  private boolean refused;
  private volatile @Nullable Sight scene;
  private volatile @Nullable Instant undecodableSince;

  CameraSight(String cameraId, FaultSink faults, JpegEncoder jpegs, DarkNights nights) {
    this.cameraId = cameraId;
    this.faults = faults;
    this.jpegs = jpegs;
    this.nights = nights;
    this.raised = faults.isOpen(FaultKind.UNJUDGED, cameraId);
    this.patience = new Persistence(FAULT_AFTER, WELL_AGAIN, raised);
  }

  /** A picture was judged, and this is what the scene says of it. */
  void judged(Sight told, Picture picture, Instant now) {
    scene = told;
    undecodableSince = null;
    judge(told, picture, now);
  }

  /** A picture could not be decoded, or only in parts. */
  void broken(Instant now) {
    if (undecodableSince == null) {
      undecodableSince = now;
    }
  }

  /**
   * How it stands.
   *
   * @param streamsSince since when keyframes come; null before the first
   * @param lastKeyframe when one came; null before the first
   * @param lastJudged when one was judged; null before the first
   */
  Sight at(
      Instant now,
      @Nullable Instant streamsSince,
      @Nullable Instant lastKeyframe,
      @Nullable Instant lastJudged) {
    if (lastKeyframe == null || old(lastKeyframe, now)) {
      return Sight.hindered(Hindrance.NO_PICTURES, lastKeyframe);
    }
    Instant reached = lastJudged == null ? streamsSince : lastJudged;
    Instant broken = undecodableSince;
    if (reached != null && old(reached, now)) {
      return broken == null
          ? Sight.hindered(Hindrance.BEHIND, reached)
          : Sight.hindered(Hindrance.UNDECODABLE, broken);
    }
    Sight told = scene;
    return told == null ? Sight.hindered(Hindrance.LEARNING, null) : told;
  }

  private static boolean old(Instant time, Instant now) {
    return time.isBefore(now.minus(OLD));
  }

  /**
   * Looks at it while no picture is judged.
   *
   * @param sight as it stands; null where nothing is asked of the camera
   */
  void tick(@Nullable Sight sight, Instant now) {
    if (sight == null) {
      scene = null;
      judge(new Sight(null, null, List.of()), null, now);
    } else if (sight.hindrance() == Hindrance.UNDECODABLE) {
      judge(sight, null, now);
    }
  }

  private synchronized void judge(Sight sight, @Nullable Picture picture, Instant now) {
    if (faults == FaultSink.NONE) {
      return;
    }
    Sight told = nights.unusual(sight, now);
    var unused = patience.judge(verdict(sight, told), now);
    boolean open = patience.open();
    if (open ? faults.isOpen(FaultKind.UNJUDGED, cameraId) : !raised) {
      return;
    }
    try {
      tell(open, told, picture == null ? null : jpegs.encode(picture, PICTURE_WIDTH, null), now);
      raised = open;
      refused = false;
    } catch (UncheckedIOException | IllegalStateException e) {
      if (!refused) {
        LOG.warn("camera {}: a fault is told again later: {}", cameraId, e.getMessage());
      }
      refused = true;
    }
  }

  /**
   * @param told how it stands but for what is usual, which neither opens nor ends a case
   */
  private Verdict verdict(Sight sight, Sight told) {
    Hindrance worst = told.worst();
    if (worst == null) {
      return sight.worst() == null ? Verdict.GOOD : Verdict.UNKNOWN;
    }
    boolean said =
        SAY_SO.stream().anyMatch(kind -> faults.isOpen(kind, cameraId))
            || (worst == Hindrance.SPARSE && faults.isOpen(FaultKind.KEYFRAME_INTERVAL, cameraId));
    return worst.passing() || said ? Verdict.UNKNOWN : Verdict.BAD;
  }

  /** The camera is deleted. */
  synchronized void forget() {
    nights.forget();
  }

  private void tell(boolean open, Sight sight, byte @Nullable [] jpeg, Instant now) {
    Instant since = patience.since();
    Instant at = since == null ? now : since;
    if (open) {
      faults.raise(
          jpeg == null
              ? new Fault(FaultKind.UNJUDGED, cameraId, at, details(sight))
              : new Fault(FaultKind.UNJUDGED, cameraId, at, details(sight), jpeg));
    } else {
      faults.clear(FaultKind.UNJUDGED, cameraId, at, jpeg);
    }
  }

  private static Map<String, String> details(Sight sight) {
    Map<String, String> details = new HashMap<>();
    Hindrance worst = sight.worst();
    if (worst != null) {
      details.put("reason", worst.code());
    }
    if (!sight.zones().isEmpty()) {
      details.put(
          "zones", sight.zones().stream().map(ZoneSight::zoneId).collect(Collectors.joining(",")));
    }
    return details;
  }
}
