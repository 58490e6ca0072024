package org.gengfu.analytics.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gengfu.analytics.decode.DecodeException;
import org.gengfu.analytics.decode.Picture;
import org.gengfu.analytics.scene.SceneEvent;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.cases.ObservationSink;
import org.gengfu.core.faults.FaultSink;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.village.Zone;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges one camera. Keyframes come in on the camera's event loop and wait in a mailbox of one, the
 * newest; everything else happens on a worker, one at a time.
 */
final class CameraAnalysis {
  private static final Logger LOG = LoggerFactory.getLogger(CameraAnalysis.class);
  private static final Duration LOG_AT_MOST_EVERY = Duration.ofSeconds(30);

  private final String cameraId;
  private final Workshop workshop;
  private final CameraSnapshots snapshots;
  private final StateFile file;
  private final Duration saveEvery;

  // Written by the configuration, read by the worker.
  private volatile List<Zone> zones = List.of();
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

  // The worker's; the flag above hands them from one to the next.
  private final StreamClock streamClock = new StreamClock();
  private final Outbox outbox;
  private final Set<String> openEpisodes = new HashSet<>();
  private final ObservationWriter writer;
  private final PictureCheck check;
  private @Nullable SceneWatch watch;
  private List<Zone> appliedZones = List.of();
  private boolean dirty;
  private Instant savedAt;
  private Instant loggedAt = Instant.EPOCH;

  CameraAnalysis(
      String cameraId,
      Workshop workshop,
      CameraSnapshots snapshots,
      ObservationSink sink,
      FaultSink faults,
      PipelineConfig config) {
    this.cameraId = cameraId;
    this.workshop = workshop;
    this.snapshots = snapshots;
    this.file = new StateFile(config.stateDirectory(), cameraId);
    this.saveEvery = config.saveEvery();
    this.outbox = new Outbox(cameraId, sink);
    this.writer = new ObservationWriter(cameraId, config.village(), workshop.jpegs());
    this.check = new PictureCheck(cameraId, faults, workshop.jpegs(), config.stateDirectory());
    // Spread, or all cameras would save in the same second for ever.
    this.savedAt = workshop.clock().instant().minusMillis(spread(cameraId, saveEvery.toMillis()));
    if (file.exists()) {
      wake();
    }
  }

  private static long spread(String cameraId, long millis) {
    return Math.floorMod(cameraId.hashCode() * 31L, Math.max(1, millis));
  }

  /** Judges by these zones from the next picture on. */
  void zones(List<Zone> enabledZones) {
    zones = List.copyOf(enabledZones);
    watching = watching || !enabledZones.isEmpty();
    check.zonesChanged();
    wake();
  }

  /** Takes a keyframe, on the camera's event loop. */
  void offer(Keyframe keyframe) {
    long nanos = nanos(keyframe.unit().pts());
    if (watching ? !pace.accept(nanos) : !check.wanted() || !pace.acceptForHealth(nanos)) {
      return;
    }
    if (mailbox.put(keyframe)) {
      workshop.metrics().dropped();
    }
    wake();
  }

  /** Goes on with what is left to do: observations to tell again, a scene to save. */
  void tick() {
    if (unfinished) {
      wake();
    }
  }

  /** The camera is deleted: its scene is forgotten, its last observations are still told. */
  void remove() {
    removed = true;
    zones = List.of();
    watching = false;
    mailbox.close();
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
    if (dirty && !gone) {
      save();
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

  private static long nanos(long pts) {
    return TimeUnit.MILLISECONDS.toNanos(pts / (AccessUnit.PTS_PER_SECOND / 1000));
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
      log("the analysis failed", failure);
    } finally {
      queued.set(false);
      if (!mailbox.empty() || zones != zonesBefore || removed != removedBefore) {
        wake();
      }
    }
  }

  private void work() {
    SceneWatch scene = scene();
    Keyframe keyframe = mailbox.take();
    if (keyframe != null) {
      try {
        workshop.metrics().analysis().record(() -> judge(scene, keyframe));
      } finally {
        keyframe.release();
      }
    }
    tellAndSave();
    watching = !removed && (!zones.isEmpty() || !openEpisodes.isEmpty());
    unfinished = dirty || !outbox.empty();
    if (removed && outbox.empty()) {
      forget();
    }
  }

  /** The scene with the present zones; loaded on first use. */
  private SceneWatch scene() {
    List<Zone> present = zones;
    if (watch == null) {
      CameraState state = load();
      openEpisodes.addAll(state.openEpisodes());
      outbox.add(state.untold());
      watch = new SceneWatch(writer.rules(present), state.scene(), workshop.presence()::asksFor);
    } else if (present != appliedZones) {
      watch.zones(writer.rules(present));
    }
    appliedZones = present;
    return watch;
  }

  private void judge(SceneWatch scene, Keyframe keyframe) {
    try {
      List<Observation> seen =
          workshop.decoders().decode(keyframe.unit(), picture -> look(scene, keyframe, picture));
      outbox.add(seen);
      if (!seen.isEmpty()) {
        // Written down before they are told: a crash between the two tells them again, with the
        // same ids, and never forgets them.
        save();
      }
    } catch (DecodeException broken) {
      workshop.metrics().broken();
      log("a keyframe could not be decoded: " + broken.getMessage(), null);
    }
  }

  private List<Observation> look(SceneWatch scene, Keyframe keyframe, Picture picture) {
    workshop.metrics().decoded(picture);
    snapshots.prepare(picture, keyframe);
    long streamNanos = streamClock.nanos(keyframe.unit());
    if (picture.damaged()) {
      // Guessed blocks look like things that were put there.
      workshop.metrics().broken();
      return List.of();
    }
    check.look(picture, keyframe.unit().wallClock());
    lastJudged = workshop.clock().instant();
    if (appliedZones.isEmpty() && openEpisodes.isEmpty()) {
      return List.of(); // Nothing is asked of the scene.
    }
    dirty = true;
    List<SceneEvent> events =
        scene.look(picture, streamNanos, keyframe.unit().wallClock().toEpochMilli());
    workshop
        .presence()
        .present(
            cameraId,
            keyframe.unit().wallClock(),
            scene.present(),
            who -> writer.evidence(picture, who.box()));
    List<Observation> seen = new ArrayList<>();
    for (SceneEvent event : events) {
      Observation observation = writer.write(event, appliedZones, openEpisodes, picture);
      if (observation != null) {
        seen.add(observation);
        count(observation);
      }
    }
    return seen;
  }

  private void count(Observation observation) {
    if (observation instanceof Observation.Raised raised) {
      workshop.metrics().raised(raised.type());
    }
  }

  private void tellAndSave() {
    boolean told = outbox.tell();
    boolean due = !workshop.clock().instant().isBefore(savedAt.plus(saveEvery));
    if (told || (dirty && due)) {
      save();
    }
  }

  private void save() {
    savedAt = workshop.clock().instant();
    if (watch == null) {
      return;
    }
    try {
      file.save(new CameraState(watch.save(), Set.copyOf(openEpisodes), outbox.untold()));
      dirty = false;
    } catch (IOException failure) {
      log("its state could not be saved", failure);
    }
  }

  private CameraState load() {
    try {
      return file.load();
    } catch (IOException failure) {
      LOG.warn("camera {}: its saved state is not usable, it begins anew", cameraId, failure);
      return CameraState.EMPTY;
    }
  }

  private void forget() {
    dirty = false;
    unfinished = false;
    gone = true;
    check.forget();
    try {
      file.delete();
    } catch (IOException failure) {
      log("its state could not be deleted", failure);
    }
  }

  private void log(String what, @Nullable Exception failure) {
    Instant now = workshop.clock().instant();
    if (!now.isBefore(loggedAt.plus(LOG_AT_MOST_EVERY))) {
      loggedAt = now;
      LOG.warn("camera {}: {}", cameraId, what, failure);
    }
  }
}
