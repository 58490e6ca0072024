package org.gengfu.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.testing.Eventually.eventually;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.CameraStatus;
import org.gengfu.core.media.CameraStatuses;
import org.junit.jupiter.api.Test;

class CameraHealthRecorderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
  private static final CameraStatus STATUS =
      new CameraStatus("a", CameraState.STREAMING, NOW, null, null, NOW, 15, 400_000, 3);
  private static final CameraStatuses STATUSES =
      new CameraStatuses() {
        @Override
        public Collection<CameraStatus> all() {
          return List.of(STATUS);
        }

        @Override
        public Optional<CameraStatus> of(String cameraId) {
          return Optional.of(STATUS);
        }
      };

  @Test
  void writesOnAWorkerAndGoesOnAfterAFailure() {
    List<String> threads = new CopyOnWriteArrayList<>();
    AtomicInteger calls = new AtomicInteger();
    Vertx vertx = Vertx.vertx();
    try (CameraHealthRecorder recorder =
        new CameraHealthRecorder(
            vertx,
            STATUSES,
            (time, rows) -> {
              assertThat(time).isEqualTo(NOW);
              assertThat(rows).containsExactly(STATUS);
              threads.add(Thread.currentThread().getName());
              if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("the database is away, on purpose");
              }
            },
            () -> NOW)) {
      recorder.start(Duration.ofMillis(10));
      eventually(calls::get, () -> calls.get() >= 3);
      assertThat(threads).allMatch(name -> name.startsWith("camera-health"));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }
}
