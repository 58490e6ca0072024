package org.gengfu.analytics.pipeline;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.gengfu.analytics.detect.ObjectDetector;
import org.gengfu.analytics.motion.PresenceListener;
import org.gengfu.analytics.testing.FakeFeeds;
import org.gengfu.analytics.testing.FakeRegistry;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.analytics.testing.RenderedVideo.Unit;
import org.gengfu.analytics.testing.StreetFilm;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Zone;
import org.gengfu.core.village.ZoneKind;
import org.jspecify.annotations.Nullable;

/** A pipeline between fakes, whose workers run when the test says so. */
final class Hub implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
  static final int DWELL_SECONDS = 20;

  /** The van stands from second 40 to second 90. */
  static final int ARRIVES = 40;

  static final int LEAVES = 90;

  private static final RenderedVideo STREET =
      new RenderedVideo(new StreetFilm(1, 120, ARRIVES, LEAVES), 2);

  final FakeFeeds feeds = new FakeFeeds();
  final FakeRegistry registry = new FakeRegistry();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final ManualClock clock;
  final FakeSink sink;
  final QueuedExecutor workers = new QueuedExecutor();
  final AnalysisPipeline pipeline;

  Hub(Path directory, FakeSink sink, ManualClock clock) {
    this(directory, sink, clock, PresenceListener.NONE);
  }

  Hub(Path directory, FakeSink sink, ManualClock clock, PresenceListener presence) {
    this(directory, sink, clock, presence, 1);
  }

  Hub(
      Path directory,
      FakeSink sink,
      ManualClock clock,
      PresenceListener presence,
      double decodeCores) {
    this(directory, sink, clock, presence, decodeCores, null);
  }

  Hub(
      Path directory,
      FakeSink sink,
      ManualClock clock,
      PresenceListener presence,
      double decodeCores,
      @Nullable ObjectDetector detector) {
    this.sink = sink;
    this.clock = clock;
    PipelineConfig config =
        new PipelineConfig(
            directory.resolve("analytics"),
            1,
            2,
            decodeCores,
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            ZoneOffset.UTC);
    pipeline =
        new AnalysisPipeline(
            feeds, registry, sink, meters, clock, config, presence, detector, new Workers(workers));
  }

  /** A street with a van, a picture a second, a keyframe every two. */
  static RenderedVideo street() {
    return STREET.copy();
  }

  static Camera camera(String id) {
    return new Camera(id, id, "rtsp://127.0.0.1/" + id, null, null, null, null, true);
  }

  static Zone noParking(String cameraId) {
    return noParking(cameraId, DWELL_SECONDS);
  }

  static Zone noParking(String cameraId, int dwellSeconds) {
    return new Zone(
        "zone-" + cameraId,
        cameraId,
        "gate",
        ZoneKind.NO_PARKING,
        Polygon.ofPairs(
            List.of(List.of(0.2, 0.2), List.of(0.8, 0.2), List.of(0.8, 0.95), List.of(0.2, 0.95))),
        dwellSeconds,
        Severity.HIGH,
        true);
  }

  /** Sends the pictures of these seconds, each judged before the next comes. */
  void play(String cameraId, RenderedVideo video, int fromSecond, int toSecond) {
    for (Unit unit : video.units()) {
      long second = unit.pts() / 90_000;
      if (second >= fromSecond && second < toSecond) {
        clock.set(START.plusSeconds(second));
        feeds.send(cameraId, video.accessUnit(unit, START));
        workers.runAll();
      }
    }
  }

  double count(String name, String... tags) {
    var counter = meters.find(name).tags(tags).counter();
    return counter == null ? 0 : counter.count();
  }

  @Override
  public void close() {
    pipeline.close();
  }
}
