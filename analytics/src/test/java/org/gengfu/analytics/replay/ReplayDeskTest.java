package org.gengfu.analytics.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.gengfu.analytics.offline.AnalyzedEvent;
import org.gengfu.analytics.offline.SceneFile;
import org.gengfu.analytics.offline.VideoAnalysis;
import org.gengfu.analytics.testing.FakeRegistry;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.analytics.testing.Mp4Writer;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.analytics.testing.StreetFilm;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Observation.SensorSource;
import org.gengfu.core.cases.Observation.ZoneSource;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.recording.RecordedVideo.Gap;
import org.gengfu.core.replay.Outcome;
import org.gengfu.core.replay.Outcome.Verdict;
import org.gengfu.core.replay.PastEpisode;
import org.gengfu.core.replay.Replay;
import org.gengfu.core.replay.Replay.State;
import org.gengfu.core.replay.ReplayException;
import org.gengfu.core.replay.Replays;
import org.gengfu.core.replay.Trial;
import org.gengfu.core.sensing.Quality;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Metric;
import org.gengfu.core.village.RecordingPlan.Window;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Sensor.Direction;
import org.gengfu.core.village.Sensor.ThresholdRule;
import org.gengfu.core.village.SensorKind;
import org.gengfu.core.village.Zone;
import org.gengfu.core.village.ZoneKind;
import org.gengfu.core.village.ZoneSubject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayDeskTest {
  private static final String CAMERA = "gate";
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final Duration LENGTH = Duration.ofMinutes(2);
  private static final List<List<Double>> STREET =
      List.of(List.of(0.2, 0.2), List.of(0.8, 0.2), List.of(0.8, 0.95), List.of(0.2, 0.95));
  private static final List<List<Double>> CORNER =
      List.of(List.of(0.0, 0.0), List.of(0.15, 0.0), List.of(0.15, 0.15), List.of(0.0, 0.15));

  @TempDir Path directory;
  private final FakeRegistry registry = new FakeRegistry();
  private final FakeReadings readings = new FakeReadings();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ManualClock clock = new ManualClock(START.plusSeconds(3600));
  private final RenderedVideo video = new RenderedVideo(new StreetFilm(3, 120, 40, 90), 2);
  private final FakeRecording recording = new FakeRecording(video, START, LENGTH);
  private final ReplayDesk desk = desk();

  private ReplayDesk desk() {
    return new ReplayDesk(
        registry,
        recording,
        recording,
        readings,
        () -> null,
        ZoneId.of("Asia/Shanghai"),
        meters,
        clock,
        1);
  }

  @AfterEach
  void close() {
    desk.close();
    assertThat(video.unreleased()).isZero();
  }

  private static Camera camera(List<Polygon> masks) {
    Camera plain = new Camera(CAMERA, "Gate", "rtsp://10.0.0.1/1", null, null, null, null, true);
    return new Camera(
        plain.id(),
        plain.name(),
        plain.url(),
        null,
        null,
        null,
        plain.transport(),
        null,
        false,
        plain.recording(),
        masks,
        false,
        null,
        null,
        true);
  }

  private static Zone zone(
      String id, ZoneKind kind, List<List<Double>> corners, int dwell, List<Window> hours) {
    return new Zone(
        id,
        CAMERA,
        id,
        kind,
        Polygon.ofPairs(corners),
        dwell,
        Severity.MEDIUM,
        true,
        kind == ZoneKind.NO_PARKING ? ZoneSubject.VEHICLE : ZoneSubject.ANY,
        hours,
        0,
        false,
        false);
  }

  private static Zone parking(List<List<Double>> corners, int dwell) {
    return zone("z1", ZoneKind.NO_PARKING, corners, dwell, List.of());
  }

  private static Trial.OfZones trial(Zone... zones) {
    return new Trial.OfZones(CAMERA, List.of(zones), START, START.plus(LENGTH));
  }

  private Replay run(Trial trial) {
    return await(desk, desk.begin(trial, "admin").id());
  }

  /** Waits until it is over; fails only where it never is. */
  private static Replay await(Replays desk, String id) {
    for (int i = 0; i < 12_000; i++) {
      Replay replay = desk.find(id);
      if (replay.state().over()) {
        return replay;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    throw new AssertionError("the replay never ends: " + desk.find(id));
  }

  /** The unit under test is the one that runs. */
  @Test
  void findsWhatAnalyzeFinds() throws Exception {
    Path file = directory.resolve("van.mp4");
    Mp4Writer.write(video, file);
    List<AnalyzedEvent> analyzed = new ArrayList<>();
    SceneFile scene =
        SceneFile.parse(
            """
            {"zones": [{"id": "z1", "kind": "no-parking", "dwell_s": 20,
              "polygon": [[0.2, 0.2], [0.8, 0.2], [0.8, 0.95], [0.2, 0.95]]}]}
            """);
    VideoAnalysis.run(file, scene, null, analyzed::add);
    assertThat(analyzed).hasSize(1);

    registry.set(camera(List.of()), parking(CORNER, 20));
    Replay replay = run(trial(parking(STREET, 20)));
    assertThat(replay.state()).isEqualTo(State.DONE);
    assertThat(replay.share()).isEqualTo(1);
    assertThat(replay.judged()).isEqualTo(60);
    assertThat(replay.broken()).isZero();
    assertThat(replay.gaps()).isEmpty();
    assertThat(recording.everything).as("no zone asks what moves").isFalse();
    assertThat(replay.outcomes()).hasSize(1);
    Outcome outcome = replay.outcomes().get(0);
    assertThat(outcome.verdict()).isEqualTo(Verdict.NEW);
    PastEpisode found = outcome.episode();
    AnalyzedEvent event = analyzed.get(0);
    assertThat(found.type()).isEqualTo(CaseType.ILLEGAL_PARKING);
    assertThat(found.source()).isEqualTo(new ZoneSource(CAMERA, "z1"));
    assertThat(found.onset()).isEqualTo(at(event.onsetSeconds()));
    assertThat(found.clearedAt()).isEqualTo(at(event.clearedSeconds()));
    assertThat(found.box()).isEqualTo(event.box());
    assertThat(Duration.between(found.raisedAt(), at(event.raisedSeconds())).abs())
        .isLessThanOrEqualTo(Duration.ofSeconds(2));
    byte[] still = desk.still(replay.id(), Objects.requireNonNull(found.number()));
    assertThat(still).startsWith(0xff, 0xd8).hasSizeGreaterThan(1_000);
    assertThat(meters.counter(MetricNames.REPLAYS, "outcome", "done").count()).isOne();
    assertThat(meters.counter(MetricNames.REPLAY_CPU).count()).isPositive();
  }

  private static Instant at(@Nullable Double seconds) {
    return START.plusMillis(Math.round(Objects.requireNonNull(seconds) * 1000));
  }

  @Test
  void saysWhatAChangeMakesOfWhatTheRulesInForceRaise() {
    registry.set(camera(List.of()), parking(STREET, 20));
    Replay longer = run(trial(parking(STREET, 30)));
    assertThat(longer.outcomes()).extracting(Outcome::verdict).containsExactly(Verdict.SAME);
    Outcome same = longer.outcomes().get(0);
    assertThat(
            Duration.between(
                Objects.requireNonNull(same.inForce()).raisedAt(),
                Objects.requireNonNull(same.tried()).raisedAt()))
        .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
    Replay much = run(trial(parking(STREET, 100)));
    assertThat(much.outcomes()).extracting(Outcome::verdict).containsExactly(Verdict.GONE);
    Replay none = run(trial());
    assertThat(none.outcomes()).extracting(Outcome::verdict).containsExactly(Verdict.GONE);
  }

  @Test
  void hoursAreThoseOfTheRecordedTime() {
    registry.set(camera(List.of()));
    // The recording is of 16:00 in the village; the replay runs at another hour.
    Window now = window("15:30", "16:30");
    Window later = window("17:00", "18:00");
    assertThat(run(trial(zone("z1", ZoneKind.NO_PARKING, STREET, 20, List.of(now)))).outcomes())
        .hasSize(1);
    assertThat(run(trial(zone("z1", ZoneKind.NO_PARKING, STREET, 20, List.of(later)))).outcomes())
        .isEmpty();
  }

  private static Window window(String from, String to) {
    return new Window(EnumSet.allOf(DayOfWeek.class), LocalTime.parse(from), LocalTime.parse(to));
  }

  @Test
  void whatIsMaskedIsNeitherJudgedNorSeen() {
    registry.set(camera(List.of(Polygon.ofPairs(STREET))));
    assertThat(run(trial(parking(STREET, 20))).outcomes()).isEmpty();
  }

  @Test
  void whatIsRaisedBeforeTheTimeIsNotTold() {
    registry.set(camera(List.of()));
    Trial late =
        new Trial.OfZones(
            CAMERA, List.of(parking(STREET, 20)), START.plusSeconds(80), START.plus(LENGTH));
    Replay replay = run(late);
    assertThat(replay.outcomes()).isEmpty();
    assertThat(replay.judged()).as("from 80 s on").isEqualTo(20);
  }

  @Test
  void whereSomethingMovesEverythingIsDecodedAndNothingElse() {
    registry.set(camera(List.of()));
    Zone closed = zone("z2", ZoneKind.INTRUSION, STREET, 1, List.of());
    Replay replay = run(trial(closed));
    assertThat(recording.everything).isTrue();
    assertThat(replay.outcomes()).isNotEmpty();
    PastEpisode van = replay.outcomes().get(0).episode();
    assertThat(van.type()).isEqualTo(CaseType.INTRUSION);
    assertThat(van.onset()).isBetween(START.plusSeconds(36), START.plusSeconds(42));
    // 60 keyframes; all of the 120 only while it drives in and out.
    assertThat(replay.judged()).isBetween(70L, 150L);
  }

  @Test
  void gapsAreTold() {
    registry.set(camera(List.of()));
    Trial more =
        new Trial.OfZones(
            CAMERA, List.of(parking(STREET, 20)), START.minusSeconds(60), START.plusSeconds(300));
    Replay replay = run(more);
    Trial little =
        new Trial.OfZones(
            CAMERA, List.of(), START.minusSeconds(10), START.plus(LENGTH).plusSeconds(9));
    assertThat(run(little).gaps()).containsExactly(new Gap(START.minusSeconds(10), START));
    assertThat(replay.state()).isEqualTo(State.DONE);
    assertThat(replay.gaps())
        .containsExactly(
            new Gap(START.minusSeconds(60), START),
            new Gap(START.plus(LENGTH), START.plusSeconds(300)));
    assertThat(replay.unrecordedSeconds()).isEqualTo(240);
    assertThat(replay.outcomes()).hasSize(1);
  }

  @Test
  void oneRunsAFewWaitAndMoreAreRefused() throws Exception {
    registry.set(camera(List.of()));
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    recording.onRead =
        () -> {
          reading.countDown();
          hold(go);
        };
    Replay first = desk.begin(trial(parking(STREET, 20)), "admin");
    assertThat(reading.await(60, TimeUnit.SECONDS)).isTrue();
    Replay second = desk.begin(trial(parking(STREET, 20)), "admin");
    assertThat(second.state()).isEqualTo(State.WAITING);
    for (int i = 1; i < Replays.MOST_WAITING; i++) {
      desk.begin(trial(parking(STREET, 20)), "admin");
    }
    assertThatThrownBy(() -> desk.begin(trial(parking(STREET, 20)), "admin"))
        .isInstanceOfSatisfying(
            ReplayException.class,
            refused -> assertThat(refused.reason()).isEqualTo(ReplayException.Reason.BUSY));
    assertThat(desk.all()).hasSize(1 + Replays.MOST_WAITING);
    assertThat(desk.all().get(desk.all().size() - 1).id()).isEqualTo(first.id());

    assertThat(desk.cancel(second.id()).state()).isEqualTo(State.CANCELLED);
    Replay third = desk.begin(trial(parking(STREET, 20)), "admin");
    assertThat(desk.cancel(first.id()).state()).isEqualTo(State.CANCELLED);
    int before = recording.groupsRead.get();
    go.countDown();
    assertThat(await(desk, third.id()).state()).isEqualTo(State.DONE);
    assertThat(desk.find(first.id()).state()).isEqualTo(State.CANCELLED);
    assertThat(desk.find(first.id()).outcomes()).isEmpty();
    assertThat(before).isLessThan(3);
  }

  private static void hold(CountDownLatch latch) {
    try {
      if (!latch.await(120, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody lets it go on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theLastOnesAreKeptForADayAndOthersSaySo() {
    registry.set(camera(List.of()));
    Trial empty = new Trial.OfZones(CAMERA, List.of(), START, START.plusSeconds(1));
    List<String> ids = new ArrayList<>();
    for (int i = 0; i <= ReplayDesk.MOST_KEPT; i++) {
      ids.add(run(empty).id());
    }
    refused(desk, ids.get(0), ReplayException.Reason.GONE);
    assertThat(desk.find(ids.get(1)).state()).isEqualTo(State.DONE);
    clock.advance(ReplayDesk.KEPT_FOR.plusSeconds(1));
    refused(desk, ids.get(ids.size() - 1), ReplayException.Reason.GONE);
    assertThat(desk.all()).isEmpty();
    try (ReplayDesk restarted = desk()) {
      refused(restarted, ids.get(0), ReplayException.Reason.LOST);
    }
  }

  private static void refused(Replays desk, String id, ReplayException.Reason reason) {
    assertThatThrownBy(() -> desk.find(id))
        .isInstanceOfSatisfying(
            ReplayException.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  private static Sensor pond(double threshold, int hold) {
    return new Sensor(
        "pond",
        "Pond",
        SensorKind.WATER_LEVEL,
        "village/pond",
        List.of(new Metric("level", "/level", null, "m", 1)),
        List.of(
            new ThresholdRule(
                "level", Direction.ABOVE, threshold, threshold - 0.5, hold, Severity.HIGH)),
        600,
        null,
        null,
        true);
  }

  private static Reading level(double value, int second, Quality quality) {
    return new Reading("pond", "level", value, "", START.plusSeconds(second), quality);
  }

  @Test
  void thresholdsAreTriedOverStoredReadings() {
    registry.set(pond(3, 0));
    List<Reading> stored = new ArrayList<>();
    for (int i = 0; i < 3 * ThresholdReplay.PAGE; i++) {
      // Rises above 2 from 1000 s to 1099 s, above 3 from 5000 s to 5199 s, one glitch between.
      double value = i >= 1000 && i < 1100 ? 2.2 : i >= 5000 && i < 5200 ? 3.5 : 1;
      stored.add(level(i == 2000 ? 99 : value, i, i == 2000 ? Quality.IMPLAUSIBLE : Quality.GOOD));
    }
    readings.append(stored);
    Replay replay =
        run(
            new Trial.OfThresholds(
                pond(2, 60), START, START.plusSeconds(4L * ThresholdReplay.PAGE)));
    assertThat(replay.state()).isEqualTo(State.DONE);
    assertThat(readings.asked).isGreaterThan(3);
    assertThat(replay.outcomes())
        .extracting(Outcome::verdict)
        .containsExactly(Verdict.NEW, Verdict.SAME);
    PastEpisode first = replay.outcomes().get(0).episode();
    assertThat(first.type()).isEqualTo(CaseType.SENSOR_THRESHOLD);
    assertThat(first.source()).isEqualTo(new SensorSource("pond", "level"));
    assertThat(first.onset()).isEqualTo(START.plusSeconds(1000));
    assertThat(first.raisedAt()).isEqualTo(START.plusSeconds(1060));
    assertThat(first.clearedAt()).isEqualTo(START.plusSeconds(1100));
    assertThat(first.value()).isEqualTo(2.2);
    assertThat(replay.outcomes().get(1).inForce()).isNotNull();
  }

  @Test
  void aDatabaseThatIsAwayFailsTheReplayAndSaysSo() {
    readings.away = true;
    Replay replay = run(new Trial.OfThresholds(pond(2, 0), START, START.plusSeconds(60)));
    assertThat(replay.state()).isEqualTo(State.FAILED);
    assertThat(replay.failure()).contains("database");
    readings.away = false;
    assertThat(run(new Trial.OfThresholds(pond(2, 0), START, START.plusSeconds(60))).state())
        .isEqualTo(State.DONE);
  }

  @Test
  void closingEndsWhatRuns() throws Exception {
    registry.set(camera(List.of()));
    CountDownLatch reading = new CountDownLatch(1);
    recording.onRead =
        () -> {
          reading.countDown();
          hold(new CountDownLatch(1));
        };
    Replay running = desk.begin(trial(parking(STREET, 20)), "admin");
    assertThat(reading.await(60, TimeUnit.SECONDS)).isTrue();
    desk.close();
    assertThat(desk.find(running.id()).state()).isEqualTo(State.CANCELLED);
    assertThatThrownBy(() -> desk.begin(trial(parking(STREET, 20)), "admin"))
        .isInstanceOf(ReplayException.class);
  }
}
