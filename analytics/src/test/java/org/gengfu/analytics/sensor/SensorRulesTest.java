package org.gengfu.analytics.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.gengfu.analytics.testing.FakeRegistry;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.cases.Observation.Cleared;
import org.gengfu.core.cases.Observation.Raised;
import org.gengfu.core.cases.Observation.SensorSource;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.village.Metric;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Sensor.Direction;
import org.gengfu.core.village.Sensor.ThresholdRule;
import org.gengfu.core.village.SensorKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SensorRulesTest {
  private static final Instant START = Instant.parse("2026-11-22T02:00:00Z");
  private static final ThresholdRule FLOOD =
      new ThresholdRule("level", Direction.ABOVE, 2.0, 1.5, 0, Severity.HIGH);

  @TempDir Path directory;
  private final FakeRegistry registry = new FakeRegistry();
  private final FakeSink sink = new FakeSink();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private SensorRules rules;

  @BeforeEach
  void configure() {
    registry.set(sensor("well", FLOOD));
    rules = open(sink);
  }

  @AfterEach
  void close() {
    sink.fails = () -> false;
    rules.close();
  }

  /** A new process on the same state file; one that is not closed before was killed. */
  private SensorRules open(FakeSink into) {
    return new SensorRules(registry, into, meters, () -> START, file());
  }

  private Path file() {
    return directory.resolve("state/sensor-rules.json");
  }

  private static Sensor sensor(String id, ThresholdRule... rules) {
    return new Sensor(
        id,
        "水位计",
        SensorKind.WATER_LEVEL,
        "village/" + id,
        List.of(new Metric("level", "/level", null, "m", 1)),
        List.of(rules),
        60,
        null,
        null,
        true);
  }

  private static ThresholdRule holding(int seconds) {
    return new ThresholdRule("level", Direction.ABOVE, 2.0, 1.5, seconds, Severity.HIGH);
  }

  private static Reading at(long second, double level) {
    return new Reading("well", "level", level, "m", START.plusSeconds(second));
  }

  private void take(Reading... readings) {
    for (Reading reading : readings) {
      rules.accept(List.of(reading));
    }
  }

  @Test
  void tellsAtOnceWhichSensorHasRaisedSomethingOnceAnEpisodeAndAlsoWhileTheSinkFails() {
    List<String> heard = new ArrayList<>();
    rules.onRaised(sensor -> heard.add(sensor.id()));
    take(at(0, 1.0), at(10, 1.99));
    assertThat(heard).as("below the threshold").isEmpty();
    sink.fails = () -> true;
    take(at(20, 2.6));
    assertThat(sink.taken).isEmpty();
    assertThat(heard)
        .as("cameras nearby look at once, whoever is told later")
        .containsExactly("well");
    sink.fails = () -> false;
    take(at(30, 2.7), at(40, 1.6));
    assertThat(sink.taken).hasSize(1);
    assertThat(heard).as("the same episode").hasSize(1);
    take(at(50, 1.0), at(60, 2.2));
    assertThat(heard).as("another episode").containsExactly("well", "well");
  }

  @Test
  void tellsNobodyOfAValueThatCannotBeTrustedNorOfASensorThatIsOff() {
    List<String> heard = new ArrayList<>();
    rules.onRaised(sensor -> heard.add(sensor.id()));
    take(
        new Reading("well", "level", 9.0, "m", START, org.gengfu.core.sensing.Quality.IMPLAUSIBLE));
    take(new Reading("other", "level", 9.0, "m", START));
    assertThat(heard).isEmpty();
  }

  @Test
  void oneEpisodeIsOneRaisedAndOneCleared() {
    take(at(0, 1.0), at(10, 2.0), at(20, 2.6), at(30, 1.9), at(40, 2.1), at(50, 1.5), at(60, 1.0));

    assertThat(sink.taken).hasSize(2);
    Raised raised = (Raised) sink.taken.get(0);
    assertThat(raised.type()).isEqualTo(CaseType.SENSOR_THRESHOLD);
    assertThat(raised.source()).isEqualTo(new SensorSource("well", "level"));
    assertThat(raised.severity()).isEqualTo(Severity.HIGH);
    assertThat(raised.onset()).isEqualTo(START.plusSeconds(10));
    assertThat(raised.at()).isEqualTo(START.plusSeconds(10));
    assertThat(raised.value()).isEqualTo(2.0);
    assertThat(sink.taken.get(1))
        .isEqualTo(new Cleared(raised.episodeId(), START.plusSeconds(50), null));
    assertThat(meters.counter(MetricNames.OBSERVATIONS, "type", "sensor-threshold").count())
        .isEqualTo(1);
  }

  @Test
  void theNextEpisodeHasAnotherId() {
    take(at(0, 3), at(10, 1), at(20, 3));
    assertThat(sink.taken).extracting(Observation::episodeId).hasSize(3);
    assertThat(sink.taken.get(0).episodeId()).isNotEqualTo(sink.taken.get(2).episodeId());
  }

  @Test
  void belowIsTheMirrorOfAbove() {
    registry.set(
        sensor("well", new ThresholdRule("level", Direction.BELOW, 0.5, 0.8, 0, Severity.LOW)));
    take(at(0, 1), at(10, 0.5), at(20, 0.7), at(30, 0.4), at(40, 0.8), at(50, 0.6));
    assertThat(sink.taken).hasSize(2);
    assertThat(sink.taken.get(0).at()).isEqualTo(START.plusSeconds(10));
    assertThat(sink.taken.get(1).at()).isEqualTo(START.plusSeconds(40));
  }

  @Test
  void holdsForTheTimeOfTheReadings() {
    registry.set(sensor("well", holding(30)));
    take(at(0, 2.5), at(20, 2.5), at(25, 1.9), at(30, 2.5), at(59, 2.5));
    assertThat(sink.taken).isEmpty();

    take(at(60, 2.7));

    Raised raised = (Raised) sink.taken.get(0);
    assertThat(raised.onset()).isEqualTo(START.plusSeconds(30));
    assertThat(raised.at()).isEqualTo(START.plusSeconds(60));
    assertThat(raised.value()).isEqualTo(2.7);
  }

  @Test
  void clearEqualToThresholdDoesNotFlap() {
    registry.set(
        sensor("door", new ThresholdRule("level", Direction.ABOVE, 1, 1, 0, Severity.LOW)),
        sensor("well", new ThresholdRule("level", Direction.ABOVE, 1, 1, 0, Severity.LOW)));
    take(at(0, 1), at(1, 1), at(2, 1), at(3, 0.9), at(4, 1));
    assertThat(sink.taken).hasSize(3);
  }

  @Test
  void lateAndRepeatedReadingsChangeNothing() {
    take(at(0, 1), at(10, 3), at(10, 3), at(5, 1), at(10, 1), at(9, 0));
    assertThat(sink.taken).hasSize(1);
    take(at(20, 1), at(15, 3), at(20, 3), at(10, 3));
    assertThat(sink.taken).hasSize(2);
  }

  @Test
  void otherMetricsAndUnknownSensorsAreNobodysBusiness() {
    take(
        new Reading("well", "battery", 99, "V", START),
        new Reading("nobody", "level", 99, "m", START));
    assertThat(sink.taken).isEmpty();
  }

  @Test
  void severalRulesOfOneMetricAreJudgedEachByItself() {
    ThresholdRule worse =
        new ThresholdRule("level", Direction.ABOVE, 3.0, 2.5, 0, Severity.CRITICAL);
    registry.set(sensor("well", FLOOD, worse));
    take(at(0, 2.2), at(10, 3.1), at(20, 2.4), at(30, 1));
    assertThat(sink.taken).hasSize(4);
    assertThat(((Raised) sink.taken.get(1)).severity()).isEqualTo(Severity.CRITICAL);
    assertThat(sink.taken.get(2).episodeId()).isEqualTo(sink.taken.get(1).episodeId());
    assertThat(sink.taken.get(3).episodeId()).isEqualTo(sink.taken.get(0).episodeId());
  }

  @Test
  void anOpenEpisodeSurvivesARestart() {
    take(at(0, 3));
    rules = open(sink);
    take(at(0, 3), at(10, 3.1));
    assertThat(sink.taken).hasSize(1);
    take(at(20, 1));
    assertThat(sink.taken)
        .containsExactly(
            sink.taken.get(0),
            new Cleared(sink.taken.get(0).episodeId(), START.plusSeconds(20), null));
  }

  @Test
  void theHoldTimeRunsOnOverARestart() {
    registry.set(sensor("well", holding(30)));
    take(at(0, 3));
    rules = open(sink);
    take(at(31, 3));
    assertThat(((Raised) sink.taken.get(0)).onset()).isEqualTo(START);
  }

  @Test
  void whatTheSinkDidNotTakeIsToldAgainInOrderAlsoAfterARestart() {
    sink.fails = () -> true;
    take(at(0, 3), at(10, 1), at(20, 3));
    assertThat(sink.taken).isEmpty();

    rules = open(sink);
    sink.fails = () -> false;
    take(at(30, 3));

    assertThat(sink.taken).hasSize(3);
    assertThat(sink.taken.get(0)).isInstanceOf(Raised.class);
    assertThat(sink.taken.get(1).episodeId()).isEqualTo(sink.taken.get(0).episodeId());
    assertThat(((Raised) sink.taken.get(2)).onset()).isEqualTo(START.plusSeconds(20));
  }

  @Test
  void tellsAgainWithoutAnotherReading() throws InterruptedException {
    rules.start();
    sink.fails = () -> true;
    take(at(0, 3));
    sink.fails = () -> false;
    assertThat(sink.arrived.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    assertThat(sink.taken).hasSize(1);
  }

  @Test
  void anEpisodeRaisedAgainAfterACrashBeforeItWasKeptIsTheSameOne() throws IOException {
    take(at(0, 1));
    byte[] before = Files.exists(file()) ? Files.readAllBytes(file()) : new byte[0];
    take(at(10, 3));
    if (before.length == 0) {
      Files.delete(file());
    } else {
      Files.write(file(), before);
    }
    rules = open(sink);
    take(at(10, 3));
    assertThat(sink.taken).hasSize(2);
    assertThat(sink.taken.get(1)).isEqualTo(sink.taken.get(0));
  }

  @Test
  void aRuleThatIsTakenAwayClearsItsEpisode() {
    rules.start();
    take(at(0, 3));
    registry.set(sensor("well"));
    assertThat(sink.taken.get(1))
        .isEqualTo(new Cleared(sink.taken.get(0).episodeId(), START, null));
  }

  @Test
  void aSensorThatIsTakenAwayWhileTheHubIsDownClearsItsEpisodeAtTheStart() {
    take(at(0, 3));
    registry.set();
    rules = open(sink);
    rules.start();
    assertThat(sink.taken).hasSize(2);
    assertThat(sink.taken.get(1)).isInstanceOf(Cleared.class);
  }

  @Test
  void aDamagedStateFileIsPutAside() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "{\"form\": 1, \"rules\": [");
    rules = open(sink);
    take(at(0, 3));
    assertThat(sink.taken).hasSize(1);
    assertThat(file().resolveSibling("sensor-rules.json.bad")).exists();
  }

  /**
   * For many random histories: however readings are batched, repeated and delayed, the sink fails
   * and the process is killed, what is told is what one undisturbed run tells.
   */
  @Test
  void disturbancesChangeNothingOfWhatIsTold() throws IOException {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      registry.set(sensor("well", holding(random.nextInt(3) * 10), FLOOD));
      List<Reading> history = history(random, 120);
      List<Observation> undisturbed = tellUndisturbed(history);
      Files.deleteIfExists(file());
      sink.taken.clear();
      rules = open(sink);

      int from = 0;
      while (from < history.size()) {
        int to = Math.min(history.size(), from + 1 + random.nextInt(8));
        boolean failing = random.nextInt(3) == 0;
        sink.fails = () -> failing;
        List<Reading> batch = new ArrayList<>(history.subList(from, to));
        if (from > 0) {
          batch.add(random.nextInt(batch.size() + 1), history.get(random.nextInt(from)));
        }
        rules.accept(batch);
        if (random.nextInt(6) == 0) {
          rules = open(sink);
        }
        from = to;
      }
      sink.fails = () -> false;
      rules.accept(List.of());

      assertThat(sink.taken).as("seed " + seed).isEqualTo(undisturbed);
      assertAlternating(undisturbed);
    }
  }

  private List<Observation> tellUndisturbed(List<Reading> history) throws IOException {
    Files.deleteIfExists(file());
    FakeSink calm = new FakeSink();
    SensorRules undisturbed = open(calm);
    history.forEach(reading -> undisturbed.accept(List.of(reading)));
    return calm.taken;
  }

  private static List<Reading> history(Random random, int length) {
    List<Reading> history = new ArrayList<>();
    double level = 1.5;
    long second = 0;
    for (int i = 0; i < length; i++) {
      level = Math.max(0, Math.min(3.5, level + random.nextGaussian() * 0.4));
      second += 1 + random.nextInt(10);
      history.add(at(second, level));
    }
    return history;
  }

  private static void assertAlternating(List<Observation> told) {
    List<String> open = new ArrayList<>();
    for (Observation observation : told) {
      if (observation instanceof Raised) {
        assertThat(open).doesNotContain(observation.episodeId());
        open.add(observation.episodeId());
      } else {
        assertThat(open.remove(observation.episodeId())).isTrue();
      }
    }
  }
}
