package org.gengfu.analytics.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.gengfu.analytics.decode.JpegEncoder;
import org.gengfu.analytics.decode.Picture;
import org.gengfu.analytics.health.PictureHealth;
import org.gengfu.analytics.health.PictureProbe;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.faults.Fault;
import org.gengfu.core.faults.FaultSink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether one camera's pictures are well, with the picture at which it was found. What the
 * sink believes is brought in line with what is seen at every picture, so a full disk or a restart
 * loses nothing. The worker's, but for the requests.
 */
final class PictureCheck {
  private static final Logger LOG = LoggerFactory.getLogger(PictureCheck.class);

  /** Learned over hours: a few minutes lost in a crash are nothing. */
  private static final Duration SAVE_EVERY = Duration.ofMinutes(10);

  /** Faults last for minutes: every third picture tells as much as all of them. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(5_400);

  private static final int PICTURE_WIDTH = 1_280;

  /** A learned look takes some 100 kB. */
  private static final long MOST_BYTES = 16L << 20;

  private final String cameraId;
  private final FaultSink faults;
  private final JpegEncoder jpegs;
  private final Path file;
  private final PictureProbe probe = new PictureProbe();
  private @Nullable PictureHealth health;
  private @Nullable Instant savedAt;
  private @Nullable Instant lookedAt;
  private boolean refused;
  private volatile boolean learnAnew;
  private volatile boolean zonesChanged;

  PictureCheck(String cameraId, FaultSink faults, JpegEncoder jpegs, Path stateDirectory) {
    this.cameraId = cameraId;
    this.faults = faults;
    this.jpegs = jpegs;
    this.file = stateDirectory.resolve(cameraId + ".look");
  }

  /** Whether anybody wants to know. */
  boolean wanted() {
    return faults != FaultSink.NONE;
  }

  /** A person says that the camera is meant to look as it does now; any thread. */
  void learnAnew() {
    learnAnew = true;
  }

  /** Zones were drawn anew: what they were drawn into is the camera's place now; any thread. */
  void zonesChanged() {
    zonesChanged = true;
  }

  /** Looks at a picture taken at this moment, unless it has just looked at one. */
  void look(Picture picture, Instant at) {
    if (!wanted() || !due(at)) {
      return;
    }
    lookedAt = at;
    PictureHealth current = health == null ? begin(at) : health;
    health = current;
    if (zonesChanged && current.open(FaultKind.SCENE_MOVED)) {
      current.settle();
    } else if (learnAnew) {
      current.learnAnew();
    }
    learnAnew = false;
    zonesChanged = false;
    current.look(probe.take(picture, at));
    tell(current, picture, at);
    if (savedAt == null || Duration.between(savedAt, at).compareTo(SAVE_EVERY) >= 0) {
      save(current, at);
    }
  }

  private boolean due(Instant at) {
    Instant last = lookedAt;
    return last == null || at.isBefore(last) || !at.isBefore(last.plus(LOOK_EVERY));
  }

  private PictureHealth begin(Instant at) {
    savedAt = at;
    try {
      byte[] saved =
          Files.exists(file) && Files.size(file) <= MOST_BYTES ? Files.readAllBytes(file) : null;
      return new PictureHealth(this::openBefore, saved);
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("camera {}: its usual look is learned anew: {}", cameraId, e.getMessage());
      return new PictureHealth(this::openBefore, null);
    }
  }

  private boolean openBefore(FaultKind kind) {
    return faults.isOpen(kind, cameraId);
  }

  private void tell(PictureHealth current, Picture picture, Instant at) {
    try {
      for (FaultKind kind : current.kinds()) {
        boolean open = current.open(kind);
        if (open == faults.isOpen(kind, cameraId)) {
          continue;
        }
        byte[] jpeg = jpegs.encode(picture, PICTURE_WIDTH, null);
        Instant since = current.since(kind);
        if (open) {
          faults.raise(
              new Fault(kind, cameraId, since == null ? at : since, current.details(kind), jpeg));
        } else {
          faults.clear(kind, cameraId, since == null ? at : since, jpeg);
        }
      }
      refused = false;
    } catch (UncheckedIOException | IllegalStateException e) {
      if (!refused) {
        LOG.warn("camera {}: a fault is told again later: {}", cameraId, e.getMessage());
      }
      refused = true;
    }
  }

  /** Saves; the workers have ended. */
  void close() {
    PictureHealth current = health;
    if (current != null) {
      save(current, savedAt);
    }
  }

  private void save(PictureHealth current, @Nullable Instant at) {
    savedAt = at;
    try {
      Path aside = file.resolveSibling(file.getFileName() + ".new");
      Files.write(aside, current.save());
      Files.move(
          aside,
          file,
          java.nio.file.StandardCopyOption.ATOMIC_MOVE,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("camera {}: its usual look could not be saved: {}", cameraId, e.getMessage());
    }
  }

  /** The camera is deleted. */
  void forget() {
    health = null;
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("camera {}: its usual look could not be deleted: {}", cameraId, e.getMessage());
    }
  }
}
