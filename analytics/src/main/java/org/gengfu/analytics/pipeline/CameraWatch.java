package org.gengfu.analytics.pipeline;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.gengfu.analytics.activity.Activity;
import org.gengfu.analytics.activity.ActivityReason;
import org.gengfu.analytics.budget.DecodeShare;
import org.gengfu.core.cases.ObservationSink;
import org.gengfu.core.faults.FaultSink;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AnalysisLoad;
import org.gengfu.core.media.AnalysisLoad.CameraLoad;
import org.gengfu.core.media.Sight;
import org.gengfu.core.media.Snapshots.Snapshot;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFeeds;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.gengfu.core.village.Zone;
import org.jspecify.annotations.Nullable;

/**
 * One camera: its subscription, its latest keyframe, its snapshots and its analysis. Configuration
 * calls come one at a time.
 */
final class CameraWatch {
  private final String cameraId;
  private final VideoFeeds feeds;
  private final Workshop workshop;
  private final KeyframeSlot latest = new KeyframeSlot();
  private final CameraSnapshots snapshots;
  private final CameraAnalysis analysis;
  private volatile @Nullable Subscription subscription;
  private List<Zone> zones = List.of();
  private Privacy privacy = Privacy.STANDARD;

  // The event loop's; health reads the times.
  private final UnitTimes times = new UnitTimes();
  private long keyframes;
  private volatile @Nullable Instant streamingSince;
  private volatile @Nullable Instant lastKeyframe;

  CameraWatch(
      String cameraId,
      VideoFeeds feeds,
      Workshop workshop,
      ObservationSink sink,
      FaultSink faults,
      PipelineConfig config) {
    this.cameraId = cameraId;
    this.feeds = feeds;
    this.workshop = workshop;
    this.snapshots = new CameraSnapshots(cameraId, latest, workshop);
    this.analysis = new CameraAnalysis(cameraId, workshop, snapshots, sink, faults, config);
  }

  /** Applies the configuration: whether pictures are taken, what is masked, and what is judged. */
  void configure(boolean enabled, Privacy wanted, List<Zone> enabledZones) {
    if (!wanted.equals(privacy)) {
      privacy = wanted;
      analysis.privacy(wanted);
      snapshots.masks(wanted.masks());
    }
    if (!enabledZones.equals(zones)) {
      zones = enabledZones;
      analysis.zones(enabledZones);
    }
    if (enabled && subscription == null) {
      subscription = feeds.subscribe(cameraId, StreamName.SUB, this::accept);
    } else if (!enabled) {
      unsubscribe();
    }
  }

  Future<Snapshot> snapshot(int width) {
    return snapshots.latest(width);
  }

  void tick() {
    analysis.tick();
    Instant now = workshop.clock().instant();
    analysis.sight().tick(sight(now), now);
  }

  /** Whether it can be judged what happens there; null where nobody asks. */
  @Nullable Sight sight(Instant now) {
    return subscription == null || !analysis.hasZones()
        ? null
        : analysis.sight().at(now, streamingSince, lastKeyframe, analysis.lastJudged());
  }

  /** A reason to decode more than keyframes. */
  void note(ActivityReason reason) {
    analysis.activity().note(reason, workshop.clock().instant());
  }

  /** Somebody looks at it in full size, until that is closed. */
  Subscription attend() {
    return analysis.activity().attend();
  }

  /** How much of it is decoded. */
  Activity activity() {
    return analysis.activity().activity();
  }

  /** Whether it is decoded at a lower rate than its rules ask for. */
  boolean capped() {
    return analysis.activity().capped();
  }

  /** What it costs now and has cost, and what of it is left out. */
  CameraLoad load() {
    CameraActivity activity = analysis.activity();
    CameraMeter meter = analysis.meter();
    DecodeShare share = activity.share();
    boolean capped = share != null && share.capped();
    return new CameraLoad(
        cameraId,
        AnalysisLoad.Activity.valueOf(activity.activity().name()),
        activity.reasons().stream()
            .map(reason -> AnalysisLoad.Reason.valueOf(reason.name()))
            .collect(Collectors.toSet()),
        capped,
        share == null ? null : Double.valueOf(share.wanted()),
        share == null || !capped ? null : Double.valueOf(share.granted()),
        meter.decodeSeconds(),
        meter.omitted(),
        analysis.lastJudged(),
        sight(workshop.clock().instant()));
  }

  /** A person says that the camera is meant to look as it does now. */
  void learnAnew() {
    analysis.learnAnew();
  }

  /** The camera was deleted. */
  void remove() {
    unsubscribe();
    analysis.remove();
  }

  boolean gone() {
    return analysis.gone();
  }

  /** Takes no more pictures; the analysis may still be at work. */
  void stop() {
    unsubscribe();
    latest.close();
    analysis.stop();
  }

  /** Saves; the workers have ended. */
  void close() {
    analysis.close();
  }

  String cameraId() {
    return cameraId;
  }

  /** Whether keyframes have come for this long that should be judged. */
  boolean streamingWithZones(Instant now, Duration within) {
    Instant last = lastKeyframe;
    Instant since = streamingSince;
    return analysis.hasZones()
        && last != null
        && since != null
        && last.isAfter(now.minus(within))
        && since.isBefore(now.minus(within));
  }

  /** Whether a picture was judged lately. */
  boolean judged(Instant now, Duration within) {
    Instant judged = analysis.lastJudged();
    return judged != null && judged.isAfter(now.minus(within));
  }

  private void accept(AccessUnit unit) {
    long nanos = times.nanos(unit);
    if (!unit.keyframe()) {
      analysis.between(unit, nanos);
      return;
    }
    Instant now = workshop.clock().instant();
    Instant before = lastKeyframe;
    if (before == null || before.isBefore(now.minus(AnalysisHealth.PATIENCE))) {
      streamingSince = now;
    }
    lastKeyframe = now;
    Keyframe keyframe = new Keyframe(unit, ++keyframes, nanos, analysis.activity().endGroup());
    latest.put(keyframe);
    analysis.offer(keyframe);
  }

  private void unsubscribe() {
    if (subscription != null) {
      subscription.close();
      subscription = null;
    }
    latest.clear();
  }
}
