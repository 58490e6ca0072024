package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.gengfu.analytics.activity.ActivityReason;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.analytics.testing.StreetFilm;
import org.gengfu.core.cases.Observation.Cleared;
import org.gengfu.core.cases.Observation.Raised;
import org.gengfu.core.media.AnalysisLoad;
import org.gengfu.core.media.AnalysisLoad.CameraLoad;
import org.gengfu.core.media.AnalysisLoad.Load;
import org.gengfu.core.media.AnalysisLoad.Omission;
import org.gengfu.core.media.AnalysisLoad.Reason;
import org.gengfu.core.metrics.MetricNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the admin's page is told of the analysis. */
class AnalysisLoadTest {
  private static final String CAMERA = "gate";

  /** Less than any camera takes. */
  private static final double SCARCE = 1e-6;

  @TempDir Path directory;
  private final FakePresence presence = new FakePresence();
  private final FakeSink sink = new FakeSink();
  private final ManualClock clock = new ManualClock(Hub.START);
  private final RenderedVideo street = Hub.street();

  private Hub watching(double cores) {
    Hub hub = new Hub(directory, sink, clock, presence, cores);
    presence.asks = true;
    hub.registry.set(Hub.camera(CAMERA), Hub.noParking(CAMERA), Hub.camera("yard"));
    hub.pipeline.start();
    return hub;
  }

  @Test
  void tellsWhoIsActiveAndWhy() {
    try (Hub hub = watching(1)) {
      CameraLoad before = hub.pipeline.load().cameras().get(0);
      assertThat(before.activity()).isEqualTo(AnalysisLoad.Activity.QUIET);
      assertThat(before.judgedAt()).isNull();
      hub.play(CAMERA, street, 0, 10);
      hub.pipeline.note(CAMERA, ActivityReason.SENSOR);
      hub.play(CAMERA, street, 10, 14);
      Load load = hub.pipeline.load();
      assertThat(load.cameras()).extracting(CameraLoad::cameraId).containsExactly(CAMERA, "yard");
      CameraLoad gate = load.cameras().get(0);
      assertThat(gate.activity()).isEqualTo(AnalysisLoad.Activity.ACTIVE);
      assertThat(gate.reasons()).containsExactly(Reason.SENSOR);
      assertThat(gate.capped()).isFalse();
      assertThat(gate.wantedCores()).isPositive();
      assertThat(gate.grantedCores()).isNull();
      assertThat(gate.decodeSeconds()).isPositive();
      assertThat(gate.judgedAt()).isEqualTo(Hub.START.plusSeconds(12));
      CameraLoad yard = load.cameras().get(1);
      assertThat(yard.activity()).isEqualTo(AnalysisLoad.Activity.QUIET);
      assertThat(yard.reasons()).isEmpty();
      assertThat(yard.wantedCores()).isNull();
      assertThat(load.workers()).isOne();
      assertThat(load.budgetCores()).isOne();
      assertThat(load.wakeUps()).containsEntry(Reason.SENSOR, 1L).containsEntry(Reason.RULE, 0L);
      assertThat(load.wakeUpSeconds()).isNotNegative();
      assertThat(load.decodedPictures()).isGreaterThan(6);
      assertThat(load.decodedPixels())
          .isEqualTo(load.decodedPictures() * StreetFilm.WIDTH * StreetFilm.HEIGHT);
    }
  }

  @Test
  void tellsWhoIsHeldBackByTheBudget() {
    try (Hub hub = watching(SCARCE)) {
      hub.play(CAMERA, street, 0, 10);
      for (int second = 10; second < 24; second++) {
        hub.pipeline.note(CAMERA, ActivityReason.SENSOR);
        hub.play(CAMERA, street, second, second + 1);
      }
      Load load = hub.pipeline.load();
      CameraLoad gate = load.cameras().get(0);
      assertThat(gate.capped()).isTrue();
      assertThat(gate.grantedCores()).isLessThanOrEqualTo(SCARCE).isLessThan(gate.wantedCores());
      long left = gate.omitted().getOrDefault(Omission.BUDGET, 0L);
      assertThat(left).isPositive().isEqualTo(load.omitted().get(Omission.BUDGET));
      assertThat(hub.count(MetricNames.PASSED_OVER, "reason", "budget")).isEqualTo((double) left);
      assertThat(load.cameras().get(1).omitted()).containsEntry(Omission.BUDGET, 0L);
    }
  }

  @Test
  void whoIsHeldBackFindsWhatParksAllTheSame() {
    try (Hub hub = watching(SCARCE)) {
      for (int second = 0; second < 120; second++) {
        hub.pipeline.note(CAMERA, ActivityReason.SENSOR);
        hub.play(CAMERA, street, second, second + 1);
      }
      CameraLoad gate = hub.pipeline.load().cameras().get(0);
      assertThat(gate.capped()).isTrue();
      assertThat(gate.omitted().getOrDefault(Omission.BUDGET, 0L))
          .as("of the sixty pictures between keyframes")
          .isGreaterThan(50);
    }
    assertThat(sink.kept()).hasSize(2);
    Raised raised = (Raised) sink.kept().get(0);
    assertThat(raised.onset()).isBetween(second(Hub.ARRIVES - 3), second(Hub.ARRIVES + 3));
    assertThat(raised.at())
        .isBetween(
            second(Hub.ARRIVES + Hub.DWELL_SECONDS - 2),
            second(Hub.ARRIVES + Hub.DWELL_SECONDS + 6));
    assertThat(sink.kept().get(1)).isInstanceOf(Cleared.class);
    assertThat(street.unreleased()).isZero();
  }

  private static Instant second(int second) {
    return Hub.START.plusSeconds(second);
  }
}
