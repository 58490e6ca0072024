package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gengfu.analytics.motion.PresenceListener;
import org.gengfu.analytics.testing.FakeFeeds;
import org.gengfu.analytics.testing.FakeRegistry;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.core.media.Snapshots.Snapshot;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.village.Entity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real threads, 84 cameras, snapshots in between: nothing is lost, leaked or decoded too often. */
class ManyCamerasTest {
  private static final int CAMERAS = 84;
  private static final int KEYFRAMES = 4;

  @TempDir Path directory;

  @Test
  void allMemoryComesBack() throws Exception {
    FakeFeeds feeds = new FakeFeeds();
    FakeRegistry registry = new FakeRegistry();
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    registry.set(cameras());
    RenderedVideo street = Hub.street();
    PipelineConfig config =
        new PipelineConfig(
            directory, 3, 4, 1, Duration.ofSeconds(30), Duration.ofHours(1), ZoneOffset.UTC);
    AnalysisPipeline pipeline =
        new AnalysisPipeline(
            feeds,
            registry,
            new FakeSink(),
            meters,
            new ManualClock(Hub.START),
            config,
            PresenceListener.NONE,
            null);
    pipeline.start();
    List<Future<Snapshot>> pictures = new ArrayList<>();
    for (RenderedVideo.Unit unit : street.keyframes().subList(0, KEYFRAMES)) {
      for (int i = 0; i < CAMERAS; i++) {
        feeds.send("c" + i, street.accessUnit(unit, Hub.START));
        pictures.add(pipeline.latest("c" + i, 320));
        pictures.add(pipeline.latest("c" + i, 320));
      }
    }
    Future.all(pictures).await(30, TimeUnit.SECONDS);
    pipeline.close();
    assertThat(street.unreleased()).isZero();
    double frames = meters.counter(MetricNames.DECODED_FRAMES).count();
    assertThat(frames).isBetween((double) CAMERAS, 2.0 * CAMERAS * KEYFRAMES);
    assertThat(meters.counter(MetricNames.DECODE_ERRORS).count()).isZero();
  }

  private static Entity[] cameras() {
    List<Entity> all = new ArrayList<>();
    for (int i = 0; i < CAMERAS; i++) {
      all.add(Hub.camera("c" + i));
      all.add(Hub.noParking("c" + i));
    }
    return all.toArray(Entity[]::new);
  }
}
