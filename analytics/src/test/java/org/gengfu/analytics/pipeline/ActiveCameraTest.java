package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.gengfu.analytics.activity.Activity;
import org.gengfu.analytics.activity.ActivityReason;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.analytics.testing.PatternFilm;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.gengfu.core.metrics.MetricNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A street with a picture a second and a keyframe every two; a van moves at 38 and at 90 s. */
class ActiveCameraTest {
  private static final String CAMERA = "gate";
  private static final long START_SECOND = Hub.START.getEpochSecond();

  @TempDir Path directory;
  private final FakePresence presence = new FakePresence();
  private final FakeSink sink = new FakeSink();
  private final ManualClock clock = new ManualClock(Hub.START);
  private final RenderedVideo street = Hub.street();

  private Hub watching() {
    Hub hub = new Hub(directory, sink, clock, presence);
    presence.asks = true;
    hub.registry.set(Hub.camera(CAMERA), Hub.noParking(CAMERA));
    hub.pipeline.start();
    return hub;
  }

  /** Seconds whose pictures were judged for what moves. */
  private List<Integer> seconds() {
    return presence.pictures.stream()
        .map(at -> Math.toIntExact(at.getEpochSecond() - START_SECOND))
        .toList();
  }

  private static List<Integer> every(int from, int to, int step) {
    return IntStream.iterate(from, second -> second < to, second -> second + step).boxed().toList();
  }

  @Test
  void changeWakesFromTheGroupBeforeItAndCalmLetsRest() {
    try (Hub hub = watching()) {
      hub.play(CAMERA, street, 0, 38);
      assertThat(seconds()).as("keyframes while quiet").isEqualTo(every(0, 38, 2));
      hub.play(CAMERA, street, 38, 39);
      assertThat(seconds()).as("decoded back to before it was seen").endsWith(36, 37, 38);
      assertThat(hub.count(MetricNames.WAKE_UPS, "reason", "change")).isOne();
      assertThat(gauge(hub, "activity", "active")).isOne();
      hub.play(CAMERA, street, 39, 120);
      List<Integer> expected = plus(every(0, 36, 2), every(36, 50, 1));
      assertThat(seconds())
          .startsWith(expected.toArray(Integer[]::new))
          .isSorted()
          .doesNotHaveDuplicates();
      assertThat(hub.meters.timer(MetricNames.WAKE_UP).count()).isPositive();
      assertThat(hub.count(MetricNames.DECODE_CPU, "camera", CAMERA)).isPositive();
    }
    assertThat(sink.kept()).as("what stays is judged from keyframes as ever").hasSize(2);
    assertThat(street.unreleased()).isZero();
  }

  private static List<Integer> plus(List<Integer> one, List<Integer> other) {
    return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
  }

  private static double gauge(Hub hub, String... tags) {
    return hub.meters.get(MetricNames.CAMERA_ACTIVITY).tags(tags).gauge().value();
  }

  @Test
  void sensorNearbyWakesAndWhoNeedsNoMotionSleepsOn() {
    try (Hub hub = watching()) {
      hub.play(CAMERA, street, 0, 11);
      hub.pipeline.note(CAMERA, ActivityReason.SENSOR);
      hub.pipeline.note("unknown", ActivityReason.SENSOR);
      hub.workers.runAll();
      assertThat(seconds()).endsWith(8, 10);
      hub.play(CAMERA, street, 11, 14);
      assertThat(seconds()).endsWith(10, 11, 12, 13);
      presence.asks = false;
      hub.registry.set(Hub.camera(CAMERA));
      hub.registry.set(Hub.camera(CAMERA), Hub.noParking(CAMERA));
      hub.pipeline.note(CAMERA, ActivityReason.SENSOR);
      double before = hub.count(MetricNames.DECODED_FRAMES);
      hub.play(CAMERA, street, 14, 20);
      assertThat(hub.count(MetricNames.DECODED_FRAMES)).isEqualTo(before + 3);
    }
    assertThat(street.unreleased()).isZero();
  }

  @Test
  void viewerHoldsTheCameraActiveUntilHeLeaves() {
    try (Hub hub = watching()) {
      hub.play(CAMERA, street, 0, 10);
      Subscription viewer = hub.pipeline.attend(CAMERA);
      for (int second = 10; second < 34; second++) {
        hub.pipeline.tick();
        hub.play(CAMERA, street, second, second + 1);
      }
      assertThat(seconds()).endsWith(31, 32, 33);
      viewer.close();
      viewer.close();
      assertThat(gauge(hub, "activity", "active")).isOne();
      clock.set(Hub.START.plusSeconds(44));
      hub.pipeline.tick();
      hub.workers.runAll();
      assertThat(gauge(hub, "activity", Activity.QUIET.code())).isOne();
    }
    assertThat(street.unreleased()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"2, 5", "20, 3"})
  void asManyPicturesASecondAreJudgedOfTenAsTheDwellNeeds(int dwellSeconds, int judged) {
    RenderedVideo fast = new RenderedVideo(new PatternFilm(320, 180, 60, 0), 10);
    try (Hub hub = watching()) {
      hub.registry.set(Hub.camera(CAMERA), Hub.noParking(CAMERA, dwellSeconds));
      Subscription viewer = hub.pipeline.attend(CAMERA);
      hub.play(CAMERA, fast, 0, 5);
      assertThat(hub.count(MetricNames.DECODED_FRAMES)).as("some at a time").isBetween(40.0, 49.0);
      hub.pipeline.tick();
      hub.workers.runAll();
      viewer.close();
      assertThat(hub.count(MetricNames.DECODED_FRAMES)).isEqualTo(50);
    }
    // In the first second the grid of the period is found.
    for (int second = 1; second < 5; second++) {
      int at = second;
      assertThat(seconds().stream().filter(one -> one == at)).as("second %d", at).hasSize(judged);
    }
    assertThat(fast.unreleased()).isZero();
  }

  @Test
  void slowWorkersGetTheNewestAndTheRestIsCounted() {
    try (Hub hub = watching()) {
      hub.play(CAMERA, street, 0, 38);
      hub.pipeline.note(CAMERA, ActivityReason.SENSOR);
      for (RenderedVideo.Unit unit : street.units().subList(38, 68)) {
        clock.set(Hub.START.plusSeconds(unit.pts() / 90_000));
        hub.feeds.send(CAMERA, street.accessUnit(unit, Hub.START));
      }
      assertThat(street.unreleased()).isLessThan(20);
      assertThat(hub.count(MetricNames.PASSED_OVER, "reason", "behind")).isGreaterThan(10);
      hub.workers.runAll();
    }
    assertThat(street.unreleased()).isZero();
  }

  @Test
  void brokenPictureCostsItsGroupOnly() {
    try (Hub hub = watching()) {
      hub.play(CAMERA, street, 0, 40);
      clock.set(Hub.START.plusSeconds(40));
      hub.feeds.send(CAMERA, street.accessUnit(new byte[0], 40 * 90_000L, Hub.START, true));
      hub.workers.runAll();
      hub.play(CAMERA, street, 41, 48);
      assertThat(hub.count(MetricNames.DECODE_ERRORS)).isOne();
      assertThat(seconds()).endsWith(39, 42, 43, 44, 45, 46, 47);
    }
    assertThat(street.unreleased()).isZero();
  }
}
