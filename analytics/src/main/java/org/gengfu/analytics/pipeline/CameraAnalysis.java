package org.gengfu.analytics.pipeline;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gengfu.core.cases.ObservationSink;
import org.gengfu.core.faults.FaultSink;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AnalysisLoad.Omission;
import org.gengfu.core.village.Zone;
import org.jspecify.annotations.Nullable;

/**
 * Brings one camera's pictures to its judge. Keyframes come in on the camera's event loop and wait
 * in a mailbox of one, the newest; while the camera is active they come with all its other
 * pictures. Everything else happens on a worker, one at a time.
 */
final class CameraAnalysis {
  private final Workshop workshop;
  private final CameraMeter meter;
  private final CameraActivity activity;
  private final CameraJudge judge;

  // Between event loop, ticks and worker.
  private final KeyframeSlot mailbox = new KeyframeSlot();
  private final AtomicBoolean queued = new AtomicBoolean();

  // The event loop's.
  private final KeyframePace pace = new KeyframePace();

  CameraAnalysis(
      String cameraId,
      Workshop workshop,
      CameraSnapshots snapshots,
      ObservationSink sink,
      FaultSink faults,
      PipelineConfig config) {
    this.workshop = workshop;
    this.meter = workshop.metrics().camera(cameraId);
    this.activity = new CameraActivity(workshop, meter, new EveryPicture(this));
    this.judge =
        new CameraJudge(cameraId, workshop, snapshots, activity, meter, sink, faults, config);
    if (judge.resumes()) {
      wake();
    }
  }

  /** Judges by these zones from the next picture on. */
  void zones(List<Zone> enabledZones) {
    judge.zones(enabledZones);
    activity.zones(enabledZones, moving(enabledZones));
    wake();
  }

  /** Keeps this from everybody from the next picture on. */
  void privacy(Privacy changed) {
    judge.privacy(changed);
  }

  /** Those zones of which somebody asks what moves there. */
  List<Zone> moving() {
    return moving(judge.zones());
  }

  private List<Zone> moving(List<Zone> enabled) {
    return enabled.stream()
        .filter(zone -> zone.kind().needsMotion() || workshop.presence().asksFor(zone.id()))
        .toList();
  }

  /** What it costs, and what of it is left out. */
  CameraMeter meter() {
    return meter;
  }

  /** Whether it can be judged what happens there. */
  CameraSight sight() {
    return judge.sight();
  }

  /** Which of the camera's pictures are decoded. */
  CameraActivity activity() {
    return activity;
  }

  /** What is done with them. */
  CameraJudge judge() {
    return judge;
  }

  /** Takes a picture between keyframes, on the camera's event loop. */
  void between(AccessUnit unit, long nanos) {
    activity.between(unit, nanos);
  }

  /** Takes a keyframe, on the camera's event loop. */
  void offer(Keyframe keyframe) {
    boolean due = due(keyframe);
    if (!activity.takes(keyframe, due) && due) {
      post(keyframe);
    }
  }

  /** Puts a keyframe where a worker finds it; any thread. */
  void post(Keyframe keyframe) {
    if (mailbox.put(keyframe)) {
      workshop.metrics().dropped();
    }
    wake();
  }

  private boolean due(Keyframe keyframe) {
    long nanos = keyframe.nanos();
    if (!judge.watching()) {
      return judge.checks() && pace.acceptForHealth(nanos);
    }
    if (!pace.accept(nanos)) {
      meter.omitted(Omission.PACE, 1);
      return false;
    }
    return !activity.passOver(keyframe);
  }

  /** Goes on with what is left to do: observations to tell again, a scene to save. */
  void tick() {
    List<Zone> present = judge.zones();
    activity.zones(present, moving(present));
    activity.tick();
    if (judge.unfinished()) {
      wake();
    }
  }

  /** Takes nothing more; the workers may still be at work. */
  void stop() {
    activity.stop();
  }

  /** The camera is deleted: its scene is forgotten, its last observations are still told. */
  void remove() {
    judge.remove();
    mailbox.close();
    activity.stop();
    wake();
  }

  /** A person says that the camera is meant to look as it does now. */
  void learnAnew() {
    judge.learnAnew();
  }

  /** Saves and ends; the workers have ended before. */
  void close() {
    mailbox.close();
    judge.close();
  }

  /** Whether a removed camera has nothing left to do. */
  boolean gone() {
    return judge.gone();
  }

  boolean hasZones() {
    return !judge.zones().isEmpty();
  }

  /** When a picture was last judged; null before the first. */
  @Nullable Instant lastJudged() {
    return judge.lastJudged();
  }

  private void wake() {
    if (!queued.compareAndSet(false, true)) {
      return;
    }
    try {
      workshop.workers().execute(this::run);
    } catch (RejectedExecutionException full) {
      queued.set(false);
    }
  }

  private void run() {
    List<Zone> zonesBefore = judge.zones();
    boolean removedBefore = judge.removed();
    try {
      judge.work(mailbox);
    } catch (RuntimeException failure) {
      judge.failed(failure);
    } finally {
      queued.set(false);
      if (!mailbox.empty() || judge.zones() != zonesBefore || judge.removed() != removedBefore) {
        wake();
      }
    }
  }
}
