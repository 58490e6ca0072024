package org.gengfu.analytics.pipeline;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.gengfu.analytics.activity.Activity;
import org.gengfu.analytics.activity.ActivityReason;
import org.gengfu.analytics.activity.ChangeDetector.Change;
import org.gengfu.analytics.decode.DecodeException;
import org.gengfu.analytics.decode.Picture;
import org.gengfu.analytics.motion.Presence;
import org.gengfu.analytics.scene.SceneEvent;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.cases.ObservationSink;
import org.gengfu.core.faults.FaultSink;
import org.gengfu.core.media.Sight;
import org.gengfu.core.village.Zone;
import org.jspecify.annotations.Nullable;

/**
 * Judges the pictures of one camera, whether they come as keyframes of a quiet one or with all
 * others of an active one, and tells what happened. The workers', one at a time; what was
 * configured holds from the next picture on.
 */
final class CameraJudge {
  private final String cameraId;
  private final Workshop workshop;
  private final CameraSnapshots snapshots;
  private final CameraActivity activity;
  private final CameraMeter meter;
  private final CameraLog log;
  private final CameraMemory memory;
  private final ObservationWriter writer;
  private final PictureCheck check;
  private final CameraSight sight;

  // Written by the configuration, read by the worker.
  private volatile List<Zone> zones = List.of();
  private volatile Privacy privacy = Privacy.STANDARD;
  private volatile boolean removed;

  // Read by event loop and ticks.
  private volatile boolean watching;
  private volatile boolean unfinished;
  private volatile boolean gone;
  private volatile @Nullable Instant lastJudged;

  // The worker's, who holds this.
  private @Nullable SceneWatch watch;
  private List<Zone> appliedZones = List.of();
  private Privacy appliedPrivacy = Privacy.STANDARD;
  private long judgedKeyframe;
  private long movedNanos = Long.MIN_VALUE;

  CameraJudge(
      String cameraId,
      Workshop workshop,
      CameraSnapshots snapshots,
      CameraActivity activity,
      CameraMeter meter,
      ObservationSink sink,
      FaultSink faults,
      PipelineConfig config) {
    this.cameraId = cameraId;
    this.workshop = workshop;
    this.snapshots = snapshots;
    this.activity = activity;
    this.meter = meter;
    this.log = new CameraLog(cameraId, workshop.clock());
    this.memory = new CameraMemory(cameraId, config, sink, workshop.clock(), log);
    this.writer = new ObservationWriter(cameraId, config.village(), workshop.jpegs());
    this.check = new PictureCheck(cameraId, faults, workshop.jpegs(), config.stateDirectory());
    this.sight =
        new CameraSight(
            cameraId,
            faults,
            workshop.jpegs(),
            new DarkNights(
                cameraId, config.stateDirectory(), config.village(), CameraSight.FAULT_AFTER, log));
  }

  /** Judges by these zones. */
  void zones(List<Zone> enabledZones) {
    zones = List.copyOf(enabledZones);
    watching = watching || !enabledZones.isEmpty();
    check.zonesChanged();
  }

  /** Keeps this from everybody. */
  void privacy(Privacy changed) {
    privacy = changed;
    check.zonesChanged();
  }

  /** The camera is deleted: its scene is forgotten, its last observations are still told. */
  void remove() {
    removed = true;
    zones = List.of();
    watching = false;
  }

  List<Zone> zones() {
    return zones;
  }

  boolean removed() {
    return removed;
  }

  /** Whether anything is asked of the scene. */
  boolean watching() {
    return watching;
  }

  /** Whether observations are to be told again, or a scene to be saved. */
  boolean unfinished() {
    return unfinished;
  }

  /** Whether a removed camera has nothing left to do. */
  boolean gone() {
    return gone;
  }

  /** Whether the state of a run before is still to be taken up. */
  boolean resumes() {
    return memory.exists();
  }

  /** When a picture was last judged; null before the first. */
  @Nullable Instant lastJudged() {
    return lastJudged;
  }

  /** Whether it can be judged what happens there. */
  CameraSight sight() {
    return sight;
  }

  /** Whether the picture's own health is asked for. */
  boolean checks() {
    return check.wanted();
  }

  /** A person says that the camera is meant to look as it does now. */
  void learnAnew() {
    check.learnAnew();
  }

  /** Judges a keyframe, if one waits; tells and saves what is to be told and saved. */
  synchronized void work(KeyframeSlot mailbox) {
    SceneWatch scene = scene();
    Keyframe keyframe = mailbox.take();
    if (keyframe != null) {
      try {
        workshop.metrics().analysis().record(() -> judge(scene, keyframe));
      } finally {
        keyframe.release();
      }
    }
    memory.tellAndSave(watch);
    finish();
  }

  /** Judges a keyframe that was decoded with all other pictures. */
  synchronized void still(Keyframe keyframe, Picture picture) {
    SceneWatch scene = masked(picture);
    snapshots.prepare(picture, keyframe, appliedPrivacy.masks());
    if (sound(picture) && keyframe.number() > judgedKeyframe) {
      activity.looked(scene.change(picture, keyframe.nanos()), keyframe);
      stay(scene, keyframe, picture);
    }
  }

  /** Judges what moves in a picture that was decoded with all others. */
  synchronized void moving(Picture picture, long nanos, long wallMillis) {
    masked(picture);
    move(picture, nanos, wallMillis);
  }

  /** No more pictures come for the moment: what was found is told. */
  synchronized void pause() {
    memory.saveFresh(watch);
    memory.tellAndSave(watch);
    finish();
  }

  /** A picture could not be decoded. */
  void broken(Exception failure) {
    workshop.metrics().broken();
    sight.broken(workshop.clock().instant());
    log.warn("a picture could not be decoded: " + failure.getMessage(), null);
  }

  /** Something went wrong that is no picture's fault. */
  void failed(RuntimeException failure) {
    log.warn("the analysis failed", failure);
  }

  /** Saves; the workers have ended. */
  void close() {
    if (!gone) {
      check.close();
      memory.close(watch);
    }
  }

  private void finish() {
    watching = !removed && (!zones.isEmpty() || !memory.openEpisodes().isEmpty());
    unfinished = memory.unfinished();
    if (removed && memory.told()) {
      forget();
    }
  }

  private void forget() {
    unfinished = false;
    gone = true;
    check.forget();
    sight.forget();
    meter.close();
    memory.forget();
  }

  /** The scene with the present zones; loaded on first use. */
  private SceneWatch scene() {
    List<Zone> present = zones;
    if (watch == null) {
      watch =
          new SceneWatch(
              writer.rules(present),
              memory.load(),
              workshop.presence()::asksFor,
              workshop.detector());
    } else if (present != appliedZones) {
      watch.zones(writer.rules(present));
    }
    appliedZones = present;
    return watch;
  }

  private void applyPrivacy(SceneWatch scene) {
    Privacy present = privacy;
    if (!present.equals(appliedPrivacy)) {
      scene.masks(present.masks());
      appliedPrivacy = present;
    }
  }

  private SceneWatch masked(Picture picture) {
    SceneWatch scene = scene();
    applyPrivacy(scene);
    picture.mask(appliedPrivacy.masks());
    return scene;
  }

  private void judge(SceneWatch scene, Keyframe keyframe) {
    List<Keyframe> held = activity.heldBefore(keyframe);
    try {
      applyPrivacy(scene);
      boolean more = decode(keyframe, picture -> lookFirst(scene, keyframe, picture, held));
      if (more) {
        for (Keyframe before : held) {
          decode(before, picture -> look(scene, before, picture));
        }
        decode(keyframe, picture -> look(scene, keyframe, picture));
      }
    } finally {
      held.forEach(Keyframe::release);
    }
    memory.saveFresh(watch);
  }

  /** Decodes a keyframe; false where it can't be, else what its use said. */
  private boolean decode(Keyframe keyframe, Predicate<Picture> use) {
    long start = workshop.cpu().getAsLong();
    try {
      return workshop
          .decoders()
          .decode(
              keyframe.unit(),
              appliedPrivacy.masks(),
              picture -> {
                long decoded = workshop.cpu().getAsLong();
                meter.decoded(decoded - start);
                boolean result = use.test(picture);
                workshop.budget().keyframe(workshop.cpu().getAsLong() - start);
                return result;
              });
    } catch (DecodeException broken) {
      broken(broken);
      return false;
    }
  }

  /**
   * Looks at a keyframe for the first time.
   *
   * @return whether those that were held back are to be judged first, since something has happened
   */
  private boolean lookFirst(
      SceneWatch scene, Keyframe keyframe, Picture picture, List<Keyframe> held) {
    workshop.metrics().decoded(picture);
    snapshots.prepare(picture, keyframe, appliedPrivacy.masks());
    if (!sound(picture)) {
      return false;
    }
    Change change = scene.change(picture, keyframe.nanos());
    activity.looked(change, keyframe);
    if (change.any() && !held.isEmpty()) {
      return true;
    }
    stay(scene, keyframe, picture);
    if (activity.activity() != Activity.ACTIVE) {
      move(picture, keyframe.nanos(), keyframe.unit().wallClock().toEpochMilli());
    }
    return false;
  }

  /** Looks at a keyframe whose change has been noted. */
  private boolean look(SceneWatch scene, Keyframe keyframe, Picture picture) {
    workshop.metrics().decoded(picture);
    if (sound(picture)) {
      stay(scene, keyframe, picture);
    }
    return false;
  }

  /** Guessed blocks look like things that were put there. */
  private boolean sound(Picture picture) {
    if (picture.damaged()) {
      workshop.metrics().broken();
      sight.broken(workshop.clock().instant());
      return false;
    }
    return true;
  }

  /** Judges what stays; keyframes that come on both ways are judged once. */
  private void stay(SceneWatch scene, Keyframe keyframe, Picture picture) {
    if (keyframe.number() <= judgedKeyframe) {
      return;
    }
    judgedKeyframe = keyframe.number();
    Instant at = keyframe.unit().wallClock();
    check.look(picture, at);
    lastJudged = workshop.clock().instant();
    if (appliedZones.isEmpty() && memory.openEpisodes().isEmpty()) {
      return; // Nothing is asked of the scene.
    }
    long judgedBefore = scene.judged();
    write(scene.stay(picture, keyframe.nanos(), at.toEpochMilli()), picture);
    if (scene.judged() != judgedBefore) {
      memory.changed();
    }
    Sight told = scene.sight();
    if (told != null) {
      sight.judged(told, picture, workshop.clock().instant());
    }
  }

  /** Judges what moves, in the order of time. */
  private void move(Picture picture, long nanos, long wallMillis) {
    SceneWatch scene = scene();
    if (nanos <= movedNanos || !scene.asksWhatMoves()) {
      return;
    }
    movedNanos = nanos;
    memory.changed();
    write(scene.move(picture, nanos, wallMillis), picture);
    List<Presence> present = scene.present();
    workshop
        .presence()
        .present(
            cameraId,
            Instant.ofEpochMilli(wallMillis),
            present,
            who -> writer.evidence(picture, who.box(), anonymity(), !who.vehicle()));
    if (MotionRate.undecided(present, appliedZones, wallMillis)) {
      activity.note(ActivityReason.RULE, workshop.clock().instant());
    }
  }

  /** Who is to be pixelated in the picture that is looked at. */
  private Anonymity anonymity() {
    return scene().anonymity(appliedPrivacy.sharpPeople());
  }

  private void write(List<SceneEvent> events, Picture picture) {
    if (events.isEmpty()) {
      return;
    }
    Anonymity anonymity = anonymity();
    for (SceneEvent event : events) {
      Observation observation =
          writer.write(event, appliedZones, memory.openEpisodes(), picture, anonymity);
      if (observation != null) {
        memory.add(observation);
        if (observation instanceof Observation.Raised raised) {
          workshop.metrics().raised(raised.type());
        }
      }
    }
  }
}
