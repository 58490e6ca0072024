package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.analytics.testing.StreetFilm;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Observation.Cleared;
import org.gengfu.core.cases.Observation.Raised;
import org.gengfu.core.cases.Observation.ZoneSource;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.life.HealthCheck;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.metrics.MetricNames;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalysisPipelineTest {
  private static final String CAMERA = "gate";
  private static final RenderedVideo STREET = Hub.street();

  @TempDir Path directory;
  private final FakeSink sink = new FakeSink();
  private final ManualClock clock = new ManualClock(Hub.START);

  @Test
  void parkedVanIsRaisedOnceAndCleared() throws IOException {
    RenderedVideo street = Hub.street();
    try (Hub hub = watching()) {
      hub.play(CAMERA, street, 0, 120);
      assertThat(hub.count(MetricNames.OBSERVATIONS, "type", "illegal-parking")).isOne();
      assertThat(hub.count(MetricNames.DECODED_FRAMES)).isEqualTo(60);
      assertThat(hub.count(MetricNames.DECODED_PIXELS)).isEqualTo(60 * 640 * 360);
      assertThat(hub.count(MetricNames.DECODE_ERRORS)).isZero();
      assertThat(hub.meters.timer(MetricNames.ANALYSIS).count()).isEqualTo(60);
    }
    assertThat(sink.kept()).hasSize(2);
    Raised raised = (Raised) sink.kept().get(0);
    Cleared cleared = (Cleared) sink.kept().get(1);
    assertThat(raised.type()).isEqualTo(CaseType.ILLEGAL_PARKING);
    assertThat(raised.source()).isEqualTo(new ZoneSource(CAMERA, "zone-gate"));
    assertThat(raised.severity()).isEqualTo(Severity.HIGH);
    assertThat(raised.onset()).isBetween(second(Hub.ARRIVES - 3), second(Hub.ARRIVES + 3));
    assertThat(raised.at())
        .isBetween(
            second(Hub.ARRIVES + Hub.DWELL_SECONDS - 2),
            second(Hub.ARRIVES + Hub.DWELL_SECONDS + 6));
    assertThat(raised.box()).isNotNull();
    assertThat(raised.box().intersectionOverUnion(van())).isGreaterThan(0.7);
    assertThat(cleared.episodeId()).isEqualTo(raised.episodeId());
    assertThat(cleared.at()).isBetween(second(Hub.LEAVES - 2), second(Hub.LEAVES + 8));
    assertThat(width(raised.picture())).isEqualTo(640);
    assertThat(width(cleared.picture())).isEqualTo(640);
    assertThat(street.unreleased()).isZero();
  }

  @Test
  void observationThatIsNotKeptIsToldUntilItIs() {
    try (Hub hub = watching()) {
      sink.refuse(true);
      hub.play(CAMERA, STREET, 0, 80);
      assertThat(sink.kept()).isEmpty();
      assertThat(sink.refused()).isGreaterThan(1);
      sink.refuse(false);
      // The camera is silent: the ticker brings it.
      hub.pipeline.tick();
      hub.workers.runAll();
      assertThat(sink.kept()).hasSize(1);
      hub.pipeline.tick();
      hub.workers.runAll();
      assertThat(sink.kept()).hasSize(1);
    }
  }

  @Test
  void observationThatIsNotKeptOutlivesARestart() {
    sink.refuse(true);
    try (Hub hub = watching()) {
      hub.play(CAMERA, STREET, 0, 80);
    }
    sink.refuse(false);
    try (Hub hub = watching()) {
      hub.workers.runAll();
      assertThat(sink.kept()).hasSize(1);
      assertThat(((Raised) sink.kept().get(0)).picture()).isNotEmpty();
    }
  }

  @Test
  void damagedStateBeginsAnew() throws IOException {
    Path file = directory.resolve("analytics/gate.state");
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[500]);
    try (Hub hub = watching()) {
      hub.play(CAMERA, STREET, 0, 70);
    }
    assertThat(sink.kept()).hasSize(1);
  }

  @Test
  void zonesApplyAtOnce() {
    try (Hub hub = hub()) {
      hub.registry.set(Hub.camera(CAMERA));
      hub.pipeline.start();
      hub.play(CAMERA, STREET, 0, 10);
      assertThat(hub.count(MetricNames.DECODED_FRAMES)).as("nobody asked for a picture").isZero();
      hub.registry.set(Hub.camera(CAMERA), Hub.noParking(CAMERA));
      hub.play(CAMERA, STREET, 10, 70);
      assertThat(sink.kept()).hasSize(1);
    }
  }

  @Test
  void removedCameraIsForgotten() {
    RenderedVideo street = Hub.street();
    try (Hub hub = watching()) {
      hub.play(CAMERA, street, 0, 40);
      assertThat(directory.resolve("analytics/gate.state")).exists();
      hub.registry.set();
      hub.workers.runAll();
      assertThat(hub.feeds.subscribed()).isEmpty();
      assertThat(directory.resolve("analytics/gate.state")).doesNotExist();
      assertThat(street.unreleased()).isZero();
    }
    assertThat(directory.resolve("analytics/gate.state")).doesNotExist();
  }

  @Test
  void disabledCameraIsNotTaken() {
    try (Hub hub = watching()) {
      hub.play(CAMERA, STREET, 0, 4);
      var camera = Hub.camera(CAMERA);
      hub.registry.set(
          new org.gengfu.core.village.Camera(
              CAMERA, CAMERA, camera.url(), null, null, null, null, false),
          Hub.noParking(CAMERA));
      assertThat(hub.feeds.subscribed()).isEmpty();
      hub.registry.set(camera, Hub.noParking(CAMERA));
      assertThat(hub.feeds.subscribed()).containsExactly(CAMERA);
    }
  }

  @Test
  void slowWorkerGetsTheNewestPictureAndTheRestIsCounted() {
    RenderedVideo street = Hub.street();
    try (Hub hub = watching()) {
      for (RenderedVideo.Unit unit : street.keyframes().subList(0, 5)) {
        hub.feeds.send(CAMERA, street.accessUnit(unit, Hub.START));
      }
      assertThat(hub.workers.queued()).isOne();
      assertThat(street.unreleased()).as("in the mailbox and for snapshots").isOne();
      hub.workers.runAll();
      assertThat(hub.count(MetricNames.DECODED_FRAMES)).isOne();
      assertThat(hub.count(MetricNames.DROPPED_UNITS, "consumer", "analysis")).isEqualTo(4);
    }
    assertThat(street.unreleased()).isZero();
  }

  @Test
  void brokenKeyframesAreCountedAndDisturbNobodyElse() {
    RenderedVideo street = Hub.street();
    try (Hub hub = hub()) {
      hub.registry.set(
          Hub.camera(CAMERA), Hub.camera("rogue"), Hub.noParking(CAMERA), Hub.noParking("rogue"));
      hub.pipeline.start();
      for (int second = 0; second < 70; second += 2) {
        byte[] rubbish = {0, 0, 0, 9, 0x65, 1, 2, 3, 4, 5, 6, 7, 8};
        AccessUnit unit = street.accessUnit(rubbish, second * 90_000L, Hub.START, true);
        hub.feeds.send("rogue", unit);
        hub.play(CAMERA, street, second, second + 2);
      }
      assertThat(hub.count(MetricNames.DECODE_ERRORS)).isEqualTo(35);
      assertThat(sink.kept()).hasSize(1);
      HealthCheck.Result health = hub.pipeline.health().check();
      assertThat(health.detail()).contains("1 of 2 judged").contains("rogue");
    }
    assertThat(street.unreleased()).isZero();
  }

  @Test
  void healthMeansThatPicturesAreJudged() {
    try (Hub hub = watching()) {
      assertThat(hub.pipeline.health().check().healthy()).as("before the first picture").isTrue();
      hub.play(CAMERA, STREET, 0, 60);
      assertThat(hub.pipeline.health().check())
          .isEqualTo(new HealthCheck.Result(true, "1 of 1 judged"));
      for (RenderedVideo.Unit unit : STREET.keyframes().subList(30, 50)) {
        clock.advance(Duration.ofSeconds(2));
        hub.feeds.send(CAMERA, STREET.accessUnit(unit, Hub.START));
      }
      HealthCheck.Result stuck = hub.pipeline.health().check();
      assertThat(stuck.healthy()).as("frames come and nobody judges them").isFalse();
      assertThat(stuck.detail()).contains(CAMERA);
      hub.workers.runAll();
      assertThat(hub.pipeline.health().check().healthy()).isTrue();
    }
  }

  private Hub hub() {
    return new Hub(directory, sink, clock);
  }

  private Hub watching() {
    Hub hub = hub();
    hub.registry.set(Hub.camera(CAMERA), Hub.noParking(CAMERA));
    hub.pipeline.start();
    return hub;
  }

  private static Instant second(int second) {
    return Hub.START.plusSeconds(second);
  }

  private static Box van() {
    return new Box(
        (double) StreetFilm.VAN_X / StreetFilm.WIDTH,
        (double) StreetFilm.VAN_Y / StreetFilm.HEIGHT,
        (double) StreetFilm.VAN_WIDTH / StreetFilm.WIDTH,
        (double) StreetFilm.VAN_HEIGHT / StreetFilm.HEIGHT);
  }

  private static int width(byte @Nullable [] jpeg) throws IOException {
    assertThat(jpeg).isNotNull();
    return ImageIO.read(new ByteArrayInputStream(jpeg)).getWidth();
  }
}
