package org.gengfu.analytics.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
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
import org.gengfu.core.cases.Severity;
import org.gengfu.core.faults.FaultSink;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AnalysisLoad.Omission;
import org.gengfu.core.media.Sight;
import org.gengfu.core.village.Zone;
import org.jspecify.annotations.Nullable;

/**
 * Judges one camera. Keyframes come in on the camera's event loop and wait in a mailbox of one, the
 * newest; while the camera is active they come with all its other pictures. Everything else happens
 * on a worker, one at a time.
 */
final class CameraAnalysis {
  private final String cameraId;
  private final Workshop workshop;
  private final CameraSnapshots snapshots;
  private final CameraLog log;
  private final CameraMemory memory;

  // Written by the configuration, read by the worker.
  private volatile List<Zone> zones = List.of();
  private volatile Privacy privacy = Privacy.STANDARD;
  private volatile boolean removed;

  // Between event loop, ticks and worker.
  private final KeyframeSlot mailbox = new KeyframeSlot();
  private final AtomicBoolean queued = new AtomicBoolean();
  private volatile boolean watching;
  private volatile boolean unfinished;
  private volatile boolean gone;
  private volatile @Nullable Instant lastJudged;

  // The event loop's.
  private final KeyframePace pace = new KeyframePace();

  private final CameraMeter meter;
  private final CameraActivity activity;

  // The worker's, who holds this: keyframes and the pictures between come on two ways.
  private final Object judging = new Object();
  private long judgedKeyframe;
  private long movedNanos = Long.MIN_VALUE;
  private final ObservationWriter writer;
  private final PictureCheck check;
  private final CameraSight sight;
  private @Nullable SceneWatch watch;
  private List<Zone> appliedZones = List.of();
  private Privacy appliedPrivacy = Privacy.STANDARD;

  CameraAnalysis(
      String cameraId,
      Workshop workshop,
      CameraSnapshots snapshots,
      ObservationSink sink,
      FaultSink faults,
      PipelineConfig config) {
    this.cameraId = cameraId;
    this.meter = workshop.metrics().camera(cameraId);
    this.activity = new CameraActivity(workshop, meter, new Active());
    this.workshop = workshop;
    this.snapshots = snapshots;
    this.log = new CameraLog(cameraId, workshop.clock());
    this.memory = new CameraMemory(cameraId, config, sink, workshop.clock(), log);
    this.writer = new ObservationWriter(cameraId, config.village(), workshop.jpegs());
    this.check = new PictureCheck(cameraId, faults, workshop.jpegs(), config.stateDirectory());
    this.sight = new CameraSight(cameraId, faults, workshop.jpegs());
    if (memory.exists()) {
      wake();
    }
  }

  /** Judges by these zones from the next picture on. */
  void zones(List<Zone> enabledZones) {
    zones = List.copyOf(enabledZones);
    watching = watching || !enabledZones.isEmpty();
    activity.zones(enabledZones, moving(enabledZones));
    check.zonesChanged();
    wake();
  }

  /** Keeps this from everybody from the next picture on. */
  void privacy(Privacy changed) {
    privacy = changed;
    check.zonesChanged();
  }

  /** Those zones of which somebody asks what moves there. */
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
    return sight;
  }

  /** Which of the camera's pictures are decoded. */
  CameraActivity activity() {
    return activity;
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

  private void post(Keyframe keyframe) {
    if (mailbox.put(keyframe)) {
      workshop.metrics().dropped();
    }
    wake();
  }

  private boolean due(Keyframe keyframe) {
    long nanos = keyframe.nanos();
    if (!watching) {
      return check.wanted() && pace.acceptForHealth(nanos);
    }
    if (!pace.accept(nanos)) {
      meter.omitted(Omission.PACE, 1);
      return false;
    }
    return !activity.passOver(keyframe);
  }

  /** Goes on with what is left to do: observations to tell again, a scene to save. */
  void tick() {
    List<Zone> present = zones;
    activity.zones(present, moving(present));
    activity.tick();
    if (unfinished) {
      wake();
    }
  }

  /** Takes nothing more; the workers may still be at work. */
  void stop() {
    activity.stop();
  }

  /** The camera is deleted: its scene is forgotten, its last observations are still told. */
  void remove() {
    removed = true;
    zones = List.of();
    watching = false;
    mailbox.close();
    activity.stop();
    wake();
  }

  /** A person says that the camera is meant to look as it does now. */
  void learnAnew() {
    check.learnAnew();
  }

  /** Saves and ends; the workers have ended before. */
  void close() {
    mailbox.close();
    if (!gone) {
      check.close();
    }
    if (!gone) {
      memory.close(watch);
    }
  }

  /** Whether a removed camera has nothing left to do. */
  boolean gone() {
    return gone;
  }

  boolean hasZones() {
    return !zones.isEmpty();
  }

  /** When a picture was last judged; null before the first. */
  @Nullable Instant lastJudged() {
    return lastJudged;
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
    List<Zone> zonesBefore = zones;
    boolean removedBefore = removed;
    try {
      work();
    } catch (RuntimeException failure) {
      log.warn("the analysis failed", failure);
    } finally {
      queued.set(false);
      if (!mailbox.empty() || zones != zonesBefore || removed != removedBefore) {
        wake();
      }
    }
  }

  private void work() {
    synchronized (judging) {
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
  }

  private void finish() {
    watching = !removed && (!zones.isEmpty() || !memory.openEpisodes().isEmpty());
    unfinished = memory.unfinished();
    if (removed && memory.told()) {
      forget();
    }
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

  private void broken(Exception failure) {
    workshop.metrics().broken();
    sight.broken(workshop.clock().instant());
    log.warn("a picture could not be decoded: " + failure.getMessage(), null);
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
        count(observation);
      }
    }
  }

  /** The other way: all pictures of an active camera. */
  private final class Active implements ActiveDecode.Use {
    @Override
    public boolean rest(Duration ahead) {
      return removed || activity.rest(ahead);
    }

    @Override
    public double weight() {
      return CameraAnalysis.this.moving(zones).stream()
          .mapToDouble(zone -> weight(zone.severity()))
          .max()
          .orElse(1);
    }

    private static double weight(Severity severity) {
      return switch (severity) {
        case LOW -> 1;
        case MEDIUM -> 2;
        case HIGH -> 4;
        case CRITICAL -> 8;
      };
    }

    @Override
    public double picturesPerSecond() {
      return activity.picturesPerSecond();
    }

    @Override
    public void still(Keyframe keyframe, Picture picture) {
      synchronized (judging) {
        applyPrivacy(scene());
        picture.mask(appliedPrivacy.masks());
        snapshots.prepare(picture, keyframe, appliedPrivacy.masks());
        if (sound(picture) && keyframe.number() > judgedKeyframe) {
          SceneWatch scene = scene();
          activity.looked(scene.change(picture, keyframe.nanos()), keyframe);
          stay(scene, keyframe, picture);
        }
      }
    }

    @Override
    public void moving(Picture picture, long nanos, long wallMillis) {
      synchronized (judging) {
        applyPrivacy(scene());
        picture.mask(appliedPrivacy.masks());
        move(picture, nanos, wallMillis);
      }
    }

    @Override
    public void left(Keyframe keyframe) {
      post(keyframe);
    }

    @Override
    public void pause() {
      synchronized (judging) {
        memory.saveFresh(watch);
        memory.tellAndSave(watch);
        finish();
      }
    }

    @Override
    public void broken(Exception failure) {
      CameraAnalysis.this.broken(failure);
    }
  }

  private void count(Observation observation) {
    if (observation instanceof Observation.Raised raised) {
      workshop.metrics().raised(raised.type());
    }
  }

  private void forget() {
    unfinished = false;
    gone = true;
    check.forget();
    meter.close();
    memory.forget();
  }
}
