package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.core.cases.Observation.Cleared;
import org.gengfu.core.cases.Observation.Raised;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.village.Zone;
import org.gengfu.core.village.ZoneKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A street where nothing happens for a quarter of an hour, and then the van comes. */
class LongQuietTest {
  private static final String CAMERA = "gate";
  private static final int DWELL_SECONDS = 40;

  /** Second of the film at which the quiet part ends, and when that is. */
  private static final int FILM_GOES_ON = 30;

  private static final int QUIET_SECONDS = 900;

  @TempDir Path directory;
  private final FakeSink sink = new FakeSink();
  private final ManualClock clock = new ManualClock(Hub.START);
  private final RenderedVideo street = Hub.street();

  private static Zone zone(int dwellSeconds) {
    return new Zone(
        "zone-" + CAMERA,
        CAMERA,
        "gate",
        ZoneKind.NO_PARKING,
        Polygon.ofPairs(
            List.of(List.of(0.2, 0.2), List.of(0.8, 0.2), List.of(0.8, 0.95), List.of(0.2, 0.95))),
        dwellSeconds,
        Severity.HIGH,
        true);
  }

  private void send(Hub hub, int second, RenderedVideo.Unit unit) {
    clock.set(Hub.START.plusSeconds(second));
    hub.feeds.send(
        CAMERA, street.accessUnit(unit.bytes(), second * 90_000L, Hub.START, unit.keyframe()));
    hub.workers.runAll();
  }

  private void calm(Hub hub, int from, int to) {
    List<RenderedVideo.Unit> keyframes = street.keyframes();
    for (int second = from; second < to; second += 2) {
      send(hub, second, keyframes.get(second / 2 % (FILM_GOES_ON / 2)));
    }
  }

  @Test
  void keyframesArePassedOverAndNothingIsMissed() {
    try (Hub hub = new Hub(directory, sink, clock)) {
      hub.registry.set(Hub.camera(CAMERA), zone(DWELL_SECONDS));
      hub.pipeline.start();
      calm(hub, 0, 600);
      assertThat(hub.count(MetricNames.DECODED_FRAMES)).isEqualTo(300);
      calm(hub, 600, QUIET_SECONDS + 4);
      assertThat(hub.count(MetricNames.DECODED_FRAMES))
          .as("one in four of 152")
          .isBetween(337.0, 341.0);
      assertThat(hub.count(MetricNames.PASSED_OVER, "reason", "long-quiet"))
          .isBetween(111.0, 115.0);
      assertThat(street.unreleased()).as("held back, and for snapshots").isBetween(1, 4);
      for (RenderedVideo.Unit unit : street.keyframes()) {
        int second = (int) (unit.pts() / 90_000);
        if (second >= FILM_GOES_ON + 4) {
          send(hub, QUIET_SECONDS + second - FILM_GOES_ON, unit);
        }
      }
    }
    assertThat(sink.kept()).hasSize(2);
    Raised raised = (Raised) sink.kept().get(0);
    Cleared cleared = (Cleared) sink.kept().get(1);
    assertThat(raised.onset()).isBetween(film(Hub.ARRIVES - 3), film(Hub.ARRIVES + 3));
    assertThat(raised.at())
        .isBetween(film(Hub.ARRIVES + DWELL_SECONDS - 2), film(Hub.ARRIVES + DWELL_SECONDS + 6));
    assertThat(cleared.at()).isBetween(film(Hub.LEAVES - 2), film(Hub.LEAVES + 8));
    assertThat(street.unreleased()).isZero();
  }

  @Test
  void shortDwellsGetEveryKeyframe() {
    try (Hub hub = new Hub(directory, sink, clock)) {
      hub.registry.set(Hub.camera(CAMERA), zone(15));
      hub.pipeline.start();
      calm(hub, 0, 700);
      assertThat(hub.count(MetricNames.DECODED_FRAMES)).isEqualTo(350);
    }
  }

  private static Instant film(int second) {
    return Hub.START.plusSeconds(QUIET_SECONDS + second - FILM_GOES_ON);
  }
}
