package org.gengfu.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.gengfu.analytics.testing.FakeFeeds;
import org.gengfu.analytics.testing.FakeRegistry;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.core.life.HealthCheck;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.village.Camera;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyticsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

  @TempDir Path data;
  private final FakeFeeds feeds = new FakeFeeds();
  private final FakeRegistry registry = new FakeRegistry();

  @Test
  void startsFollowsTheConfigurationAndEnds() {
    Analytics analytics = analytics();
    analytics.start();
    registry.set(new Camera("gate", "gate", "rtsp://h/1", null, null, null, null, true));
    assertThat(feeds.subscribed()).containsExactly("gate");
    analytics.readings().accept(List.of(new Reading("nobody", "level", 1, "m", NOW)));
    assertThat(analytics.healthChecks()).extracting(HealthCheck::name).containsExactly("analysis");
    assertThat(analytics.healthChecks().get(0).check().healthy()).isTrue();
    assertThat(analytics.snapshots().latest("gate", 320).failed()).isTrue();
    analytics.close();
    assertThat(feeds.subscribed()).isEmpty();
    assertThat(data.resolve("analytics")).isDirectory();
  }

  @Test
  void closingWithoutStartingIsHarmless() {
    Analytics analytics = analytics();
    analytics.close();
    analytics.close();
    assertThat(feeds.subscribed()).isEmpty();
  }

  @Test
  void aModelThatCannotBeUsedIsToldAndAnalysisRuns() throws IOException {
    Path model = Files.writeString(data.resolve("model.onnx"), "no model");
    Analytics analytics =
        analytics(AnalyticsConfig.in(data, java.time.ZoneOffset.UTC).withModel(model));
    analytics.start();
    registry.set(new Camera("gate", "gate", "rtsp://h/1", null, null, null, null, true));
    assertThat(feeds.subscribed()).containsExactly("gate");
    assertThat(analytics.healthChecks())
        .extracting(HealthCheck::name)
        .containsExactly("analysis", "detector");
    HealthCheck.Result detector = analytics.healthChecks().get(1).check();
    assertThat(detector.healthy()).as("the hub works without it").isTrue();
    assertThat(detector.detail())
        .startsWith("off, the rules go on without it: " + model + ": not an ONNX model");
    analytics.close();
  }

  private Analytics analytics() {
    return analytics(AnalyticsConfig.in(data, java.time.ZoneOffset.UTC));
  }

  private Analytics analytics(AnalyticsConfig config) {
    return new Analytics(
        feeds, registry, new FakeSink(), new SimpleMeterRegistry(), new ManualClock(NOW), config);
  }
}
