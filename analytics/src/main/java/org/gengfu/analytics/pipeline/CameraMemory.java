package org.gengfu.analytics.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.cases.ObservationSink;
import org.jspecify.annotations.Nullable;

/**
 * What of one camera outlives a restart: its scene, its open episodes, and what has not been told
 * yet. Observations are written down before they are told: a crash between the two tells them
 * again, with the same ids, and never forgets them. One thread at a time.
 */
final class CameraMemory {
  /** So much less often is saved what knows its place and nothing more: it has little to lose. */
  private static final int AT_EASE = 5;

  private final CameraLog log;
  private final StateFile file;
  private final Duration saveEvery;
  private final Duration saveAtEase;
  private final InstantSource clock;
  private final Outbox outbox;
  private final Set<String> openEpisodes = new HashSet<>();
  private boolean dirty;
  private boolean fresh;
  private Instant savedAt;

  CameraMemory(
      String cameraId,
      PipelineConfig config,
      ObservationSink sink,
      InstantSource clock,
      CameraLog log) {
    this.log = log;
    this.file = new StateFile(config.stateDirectory(), cameraId);
    this.saveEvery = config.saveEvery();
    this.saveAtEase = saveEvery.multipliedBy(AT_EASE);
    this.clock = clock;
    this.outbox = new Outbox(cameraId, sink);
    // Spread, or all cameras would save in the same second for ever.
    this.savedAt = clock.instant().minusMillis(spread(cameraId, saveEvery.toMillis()));
  }

  private static long spread(String cameraId, long millis) {
    return Math.floorMod(cameraId.hashCode() * 31L, Math.max(1, millis));
  }

  /** Whether there is something from before. */
  boolean exists() {
    return file.exists();
  }

  /** Takes up what there is from before; gives the scene, null where there is none. */
  SceneWatch.@Nullable SavedScene load() {
    CameraState state = read();
    openEpisodes.addAll(state.openEpisodes());
    outbox.add(state.untold());
    return state.scene();
  }

  private CameraState read() {
    try {
      return file.load();
    } catch (IOException failure) {
      log.warn("its saved state is not usable, it begins anew", failure);
      return CameraState.EMPTY;
    }
  }

  /** Episodes that were raised and not cleared; whoever writes observations keeps it up. */
  Set<String> openEpisodes() {
    return openEpisodes;
  }

  /** The scene has changed. */
  void changed() {
    dirty = true;
  }

  /** An observation is to be told, once it is written down. */
  void add(Observation observation) {
    outbox.add(List.of(observation));
    fresh = true;
  }

  /** Writes down what is to be told, if anything is. */
  void saveFresh(@Nullable SceneWatch scene) {
    if (fresh) {
      save(scene);
    }
  }

  /** Tells what has been written down, and saves where it is time to. */
  void tellAndSave(@Nullable SceneWatch scene) {
    boolean told = outbox.tell();
    if (told || (dirty && due(scene))) {
      save(scene);
    }
  }

  private boolean due(@Nullable SceneWatch scene) {
    Instant now = clock.instant();
    return !now.isBefore(savedAt.plus(saveEvery))
        && ((scene != null && scene.follows()) || !now.isBefore(savedAt.plus(saveAtEase)));
  }

  /** Whether something is left to save or to tell. */
  boolean unfinished() {
    return dirty || !told();
  }

  /** Whether all has been told. */
  boolean told() {
    return outbox.empty();
  }

  /** Saves what has not been saved. */
  void close(@Nullable SceneWatch scene) {
    if (dirty) {
      save(scene);
    }
  }

  private void save(@Nullable SceneWatch scene) {
    savedAt = clock.instant();
    fresh = false;
    if (scene == null) {
      return;
    }
    try {
      file.save(new CameraState(scene.save(), Set.copyOf(openEpisodes), outbox.untold()));
      dirty = false;
    } catch (IOException failure) {
      log.warn("its state could not be saved", failure);
    }
  }

  /** The camera is deleted. */
  void forget() {
    dirty = false;
    try {
      file.delete();
    } catch (IOException failure) {
      log.warn("its state could not be deleted", failure);
    }
  }
}
