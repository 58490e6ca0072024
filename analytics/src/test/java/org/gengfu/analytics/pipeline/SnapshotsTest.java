package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.core.media.Snapshots.NoPictureException;
import org.gengfu.core.media.Snapshots.Snapshot;
import org.gengfu.core.metrics.MetricNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
  private static final String CAMERA = "gate";

  @TempDir Path directory;
  private final ManualClock clock = new ManualClock(Hub.START);
  private final RenderedVideo street = Hub.street();
  private Hub hub;

  @BeforeEach
  void start() {
    hub = new Hub(directory, new FakeSink(), clock);
    hub.registry.set(Hub.camera(CAMERA));
    hub.pipeline.start();
  }

  @AfterEach
  void close() {
    hub.close();
    assertThat(street.unreleased()).isZero();
  }

  @Test
  void unknownCameraAndCameraWithoutPictureSayNo() {
    assertThat(hub.pipeline.latest("nobody", 320).cause()).isInstanceOf(NoPictureException.class);
    assertThat(hub.pipeline.latest(CAMERA, 320).cause()).isInstanceOf(NoPictureException.class);
  }

  @Test
  void latestKeyframeIsDecodedOnce() {
    send(0);
    send(2);
    Future<Snapshot> first = ask(320);
    assertThat(first.result().takenAt()).isEqualTo(Hub.START.plusSeconds(2));
    assertThat(ask(320).result()).isSameAs(first.result());
    assertThat(hub.count(MetricNames.DECODED_FRAMES)).isOne();
  }

  @Test
  void newKeyframeGivesANewPicture() {
    send(0);
    Snapshot first = ask(320).result();
    send(2);
    assertThat(ask(320).result().takenAt()).isAfter(first.takenAt());
  }

  @Test
  void callersAtTheSameTimeShareOneJob() {
    send(0);
    Future<Snapshot> first = hub.pipeline.latest(CAMERA, 320);
    Future<Snapshot> second = hub.pipeline.latest(CAMERA, 320);
    send(2);
    Future<Snapshot> third = hub.pipeline.latest(CAMERA, 320);
    assertThat(hub.workers.queued()).isOne();
    hub.workers.runAll();
    assertThat(first.result()).isSameAs(second.result()).isSameAs(third.result());
  }

  @Test
  void widthsAreBoundedAndEachHasItsPicture() {
    send(0);
    assertThat(ask(320).result().jpeg().length).isLessThan(ask(640).result().jpeg().length);
    assertThat(ask(1_000_000).succeeded()).isTrue();
    assertThat(ask(-5).succeeded()).isTrue();
  }

  @Test
  void pictureThatTheAnalysisDecodedIsUsed() {
    hub.registry.set(Hub.camera(CAMERA), Hub.noParking(CAMERA));
    hub.play(CAMERA, street, 0, 2);
    assertThat(ask(320).succeeded()).isTrue();
    double own = hub.count(MetricNames.DECODED_FRAMES);
    assertThat(own).as("one for the analysis, one for the first caller").isEqualTo(2);
    // Somebody polls: the following pictures are there before they are asked for.
    for (int second = 2; second < 30; second += 2) {
      hub.play(CAMERA, street, second, second + 2);
      Future<Snapshot> picture = hub.pipeline.latest(CAMERA, 320);
      assertThat(picture.result().takenAt()).isEqualTo(Hub.START.plusSeconds(second));
    }
    assertThat(hub.count(MetricNames.DECODED_FRAMES)).isEqualTo(own + 14);
  }

  @Test
  void nobodyAskedForLongNothingIsMade() {
    hub.registry.set(Hub.camera(CAMERA), Hub.noParking(CAMERA));
    hub.play(CAMERA, street, 0, 2);
    Snapshot first = ask(320).result();
    clock.advance(Duration.ofMinutes(1));
    hub.play(CAMERA, street, 60, 62);
    Future<Snapshot> later = hub.pipeline.latest(CAMERA, 320);
    assertThat(later.isComplete()).as("it has to be made first").isFalse();
    hub.workers.runAll();
    assertThat(later.result().takenAt()).isAfter(first.takenAt());
  }

  @Test
  void brokenKeyframeShowsThePictureBefore() {
    send(0);
    Snapshot before = ask(320).result();
    hub.feeds.send(CAMERA, street.accessUnit(new byte[] {0, 0, 0, 1, 5}, 1, Hub.START, true));
    assertThat(ask(320).result()).isSameAs(before);
    assertThat(hub.count(MetricNames.DECODE_ERRORS)).isOne();
  }

  @Test
  void brokenKeyframeWithNothingBeforeSaysNo() {
    hub.feeds.send(CAMERA, street.accessUnit(new byte[] {0, 0, 0, 1, 5}, 1, Hub.START, true));
    assertThat(ask(320).cause()).isInstanceOf(NoPictureException.class);
  }

  private void send(int second) {
    RenderedVideo.Unit unit = street.keyframes().get(second / 2);
    hub.feeds.send(CAMERA, street.accessUnit(unit, Hub.START));
  }

  private Future<Snapshot> ask(int width) {
    Future<Snapshot> picture = hub.pipeline.latest(CAMERA, width);
    hub.workers.runAll();
    return picture;
  }
}
