package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.gengfu.analytics.activity.ActivityReason;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.core.metrics.MetricNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What brings pictures, asks for snapshots or gives a reason to be active is an event loop: it
 * decodes nothing itself, whatever the camera's activity.
 */
class OwnPoolTest {
  private static final String CAMERA = "gate";

  @TempDir Path directory;
  private final FakePresence presence = new FakePresence();
  private final ManualClock clock = new ManualClock(Hub.START);
  private final RenderedVideo street = Hub.street();

  private void send(Hub hub, int from, int to) {
    for (RenderedVideo.Unit unit : street.units().subList(from, to)) {
      clock.set(Hub.START.plusSeconds(unit.pts() / 90_000));
      hub.feeds.send(CAMERA, street.accessUnit(unit, Hub.START));
    }
  }

  @Test
  void whoBringsPicturesDecodesNone() {
    presence.asks = true;
    try (Hub hub = new Hub(directory, new FakeSink(), clock, presence)) {
      hub.registry.set(Hub.camera(CAMERA), Hub.noParking(CAMERA));
      hub.pipeline.start();
      send(hub, 0, 10);
      var picture = hub.pipeline.latest(CAMERA, 320);
      assertThat(decoded(hub)).as("quiet").isZero();
      assertThat(picture.isComplete()).isFalse();
      hub.workers.runAll();
      double quiet = decoded(hub);
      assertThat(quiet).isPositive();
      assertThat(picture.isComplete()).isTrue();
      hub.pipeline.note(CAMERA, ActivityReason.SENSOR);
      send(hub, 10, 13);
      hub.pipeline.tick();
      assertThat(decoded(hub)).as("active").isEqualTo(quiet);
      hub.workers.runAll();
      assertThat(decoded(hub)).isGreaterThanOrEqualTo(quiet + 3);
    }
    assertThat(street.unreleased()).isZero();
  }

  private static double decoded(Hub hub) {
    return hub.count(MetricNames.DECODED_FRAMES);
  }
}
