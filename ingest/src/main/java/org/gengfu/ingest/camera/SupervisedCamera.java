package org.gengfu.ingest.camera;

import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.CameraStatus;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.village.Camera;
import org.jspecify.annotations.Nullable;

/**
 * One camera as it is configured: a supervisor for its main stream, and one for its sub stream
 * where it has one. Configuration calls come one at a time; the state may be read on any thread.
 */
final class SupervisedCamera {
  private final CameraFeed feed;
  private final StreamSupervisor.Surroundings surroundings;
  private final Consumer<CameraStatus> onChange;
  private final StreamSupervisor main;
  private volatile @Nullable StreamSupervisor sub;
  private @Nullable Camera configured;

  /**
   * @param camera as it is first configured, by {@link #configure} to be taken up
   * @param onChange hears, on the camera's loop, when one of its streams changes its state
   */
  SupervisedCamera(
      Camera camera,
      CameraFeed feed,
      StreamSupervisor.Surroundings surroundings,
      Consumer<CameraStatus> onChange) {
    this.feed = feed;
    this.surroundings = surroundings;
    this.onChange = onChange;
    this.main = supervisor(StreamName.MAIN, camera);
  }

  private StreamSupervisor supervisor(StreamName stream, Camera camera) {
    return new StreamSupervisor(
        feed,
        stream,
        camera.enabled() ? CameraState.CONNECTING : CameraState.DISABLED,
        surroundings,
        new Around(stream),
        new Backoff(() -> ThreadLocalRandom.current().nextDouble()));
  }

  private final class Around implements StreamSupervisor.Around {
    private final StreamName stream;

    Around(StreamName stream) {
      this.stream = stream;
    }

    @Override
    public void changed() {
      onChange.accept(status());
    }

    @Override
    public boolean lockedOut() {
      return stream == StreamName.SUB && main.state() == CameraState.UNAUTHORISED;
    }
  }

  String cameraId() {
    return feed.cameraId();
  }

  /** Takes up a configuration; only a stream that it makes another is begun anew. */
  void configure(Camera wanted) {
    Camera before = configured;
    configured = wanted;
    boolean sameAccess = before != null && sameAccess(before, wanted);
    if (before == null
        || !sameAccess
        || before.audio() != wanted.audio()
        || !before.url().equals(wanted.url())) {
      feed.loop().execute(() -> main.configure(wanted));
    }
    if (before == null || !sameAccess || !Objects.equals(before.subUrl(), wanted.subUrl())) {
      configureSub(wanted);
    }
  }

  /** Name, grid and place on the map are no reason to interrupt a stream. */
  private static boolean sameAccess(Camera one, Camera other) {
    return Objects.equals(one.username(), other.username())
        && Objects.equals(one.password(), other.password())
        && one.transport() == other.transport()
        && Objects.equals(one.certificateSha256(), other.certificateSha256())
        && one.enabled() == other.enabled();
  }

  private void configureSub(Camera wanted) {
    StreamSupervisor present = sub;
    boolean expected = wanted.subUrl() != null && wanted.enabled();
    if (wanted.subUrl() == null) {
      sub = null;
      if (present != null) {
        feed.loop()
            .execute(
                () -> {
                  present.stop();
                  onChange.accept(status());
                });
      }
    } else {
      StreamSupervisor supervisor = present == null ? supervisor(StreamName.SUB, wanted) : present;
      sub = supervisor;
      feed.loop().execute(() -> supervisor.configure(wanted));
    }
    feed.loop().execute(() -> feed.expectSub(expected));
  }

  /** The camera is configured no more, or the hub ends. */
  void stop(Runnable stopped) {
    StreamSupervisor small = sub;
    feed.loop()
        .execute(
            () -> {
              main.stop();
              if (small != null) {
                small.stop();
              }
              feed.expectSub(false);
              stopped.run();
            });
  }

  /** How the camera is doing; safe on any thread. */
  CameraStatus status() {
    return new CameraStatus(
        cameraId(),
        Stream.of(main, sub).filter(Objects::nonNull).map(StreamSupervisor::status).toList());
  }

  /** The state that is shown. */
  CameraState state() {
    return main.state();
  }
}
