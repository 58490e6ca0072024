package org.gengfu.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.CameraStatus;
import org.gengfu.core.media.CameraStatuses;
import org.gengfu.ingest.mqtt.SpoolConfig;
import org.gengfu.ingest.rtsp.RtspLimits;
import org.junit.jupiter.api.Test;

class IngestTest {
  private static final Path DATA = Path.of("data");
  private static final SpoolConfig SPOOL = new SpoolConfig(Path.of("spool"), 1 << 20);

  private final List<CameraStatus> statuses = new ArrayList<>();
  private final CamerasHealth health =
      new CamerasHealth(
          new CameraStatuses() {
            @Override
            public Collection<CameraStatus> all() {
              return statuses;
            }

            @Override
            public Optional<CameraStatus> of(String cameraId) {
              return Optional.empty();
            }
          });

  @Test
  void isHealthyWhilePicturesFlowOrNoneAreWanted() {
    assertThat(health.check().healthy()).isTrue();
    add(CameraState.DISABLED);
    assertThat(health.check().healthy()).isTrue();
    add(CameraState.REFUSED);
    assertThat(health.check().healthy()).isFalse();
    assertThat(health.check().detail()).startsWith("0 of 1 cameras");
    add(CameraState.STREAMING);
    assertThat(health.check().healthy()).isTrue();
    assertThat(health.check().detail()).isEqualTo("1 of 2 cameras that are switched on stream");
  }

  private void add(CameraState state) {
    statuses.add(
        new CameraStatus("c" + statuses.size(), state, Instant.EPOCH, null, null, null, 0, 0, 0));
  }

  @Test
  void checksItsConfiguration() {
    assertThat(IngestConfig.standard(DATA, 2, RtspLimits.STANDARD, 1 << 20).eventLoops())
        .isBetween(1, 4);
    assertThatThrownBy(() -> new IngestConfig(0, 1, DATA, 2, RtspLimits.STANDARD, SPOOL))
        .hasMessageContaining("1 to 64");
    assertThatThrownBy(() -> new IngestConfig(65, 1, DATA, 2, RtspLimits.STANDARD, SPOOL))
        .hasMessageContaining("1 to 64");
    assertThatThrownBy(() -> new IngestConfig(1, -1, DATA, 2, RtspLimits.STANDARD, SPOOL))
        .hasMessageContaining("0 or more");
    assertThatThrownBy(() -> new RtspLimits(65, 1, Duration.ZERO)).hasMessageContaining("1 to 64");
    assertThatThrownBy(() -> new RtspLimits(1, 0, Duration.ZERO)).hasMessageContaining("1 to 4096");
    assertThatThrownBy(() -> new RtspLimits(1, 1, Duration.ofSeconds(601)))
        .hasMessageContaining("0 to 600");
    assertThatThrownBy(() -> new SpoolConfig(Path.of("spool"), (64 << 10) - 1))
        .hasMessageContaining("64 KiB at least");
  }
}
