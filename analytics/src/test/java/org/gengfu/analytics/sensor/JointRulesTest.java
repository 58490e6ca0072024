package org.gengfu.analytics.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.gengfu.analytics.motion.Presence;
import org.gengfu.analytics.testing.FakeRegistry;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Observation.Cleared;
import org.gengfu.core.cases.Observation.JointSource;
import org.gengfu.core.cases.Observation.Raised;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.JointRule;
import org.gengfu.core.village.Metric;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Sensor.Direction;
import org.gengfu.core.village.SensorKind;
import org.gengfu.core.village.Zone;
import org.gengfu.core.village.ZoneKind;
import org.gengfu.core.village.ZoneSubject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JointRulesTest {
  private static final Instant START = Instant.parse("2026-11-22T02:00:00Z");
  private static final Box BOX = new Box(0.4, 0.4, 0.1, 0.3);
  private static final int WINDOW = 60;

  @TempDir Path directory;
  private final FakeRegistry registry = new FakeRegistry();
  private final FakeSink sink = new FakeSink();
  private int pictures;
  private JointRules rules;

  @BeforeEach
  void configure() {
    set(rule(Direction.ABOVE, 90, ZoneSubject.PERSON));
    rules = open();
    rules.start();
  }

  @AfterEach
  void close() {
    sink.fails = () -> false;
    rules.close();
  }

  private JointRules open() {
    return new JointRules(
        registry,
        sink,
        new SimpleMeterRegistry(),
        () -> START,
        directory.resolve("state/joint-rules.json"));
  }

  private void set(JointRule... joint) {
    Camera camera = new Camera("lane", "后巷", "rtsp://h/1", null, null, null, null, true);
    Polygon square =
        Polygon.ofPairs(
            List.of(List.of(0.2, 0.2), List.of(0.8, 0.2), List.of(0.8, 0.8), List.of(0.2, 0.8)));
    Zone zone = new Zone("bins", "lane", "桶边", ZoneKind.NO_DUMPING, square, 60, Severity.LOW, true);
    Sensor bin =
        new Sensor(
            "bin",
            "一号桶",
            SensorKind.BIN,
            "village/bin",
            List.of(new Metric("level", "/level", null, "%", 1)),
            List.of(),
            60,
            null,
            null,
            true);
    org.gengfu.core.village.Entity[] all = new org.gengfu.core.village.Entity[3 + joint.length];
    all[0] = camera;
    all[1] = zone;
    all[2] = bin;
    System.arraycopy(joint, 0, all, 3, joint.length);
    registry.set(all);
  }

  private static JointRule rule(Direction direction, double threshold, ZoneSubject subject) {
    return new JointRule(
        "full-bin",
        "桶满有人",
        "bins",
        subject,
        "bin",
        "level",
        direction,
        threshold,
        WINDOW,
        Severity.HIGH,
        true);
  }

  private void level(long second, double value) {
    rules.accept(List.of(new Reading("bin", "level", value, "%", START.plusSeconds(second))));
  }

  private void person(long second) {
    see(second, false);
  }

  private void see(long second, boolean vehicle) {
    Instant at = START.plusSeconds(second);
    Presence who = new Presence("bins", vehicle, at.minusSeconds(2), BOX);
    rules.present("lane", at, List.of(who), presence -> new byte[] {(byte) ++pictures});
  }

  private void nobody(long second) {
    rules.present("lane", START.plusSeconds(second), List.of(), presence -> null);
  }

  @Test
  void aFullBinAndAPersonAreOneCaseUntilHeHasGone() {
    level(0, 95);
    nobody(2);
    assertThat(sink.taken).isEmpty();
    person(300);
    person(302);
    nobody(304);
    nobody(360);
    assertThat(sink.taken).hasSize(1);
    Raised raised = (Raised) sink.taken.get(0);
    assertThat(raised.type()).isEqualTo(CaseType.JOINT_RULE);
    assertThat(raised.source())
        .isEqualTo(new JointSource("full-bin", "lane", "bins", "bin", "level"));
    assertThat(raised.severity()).isEqualTo(Severity.HIGH);
    assertThat(raised.onset()).isEqualTo(START.plusSeconds(298));
    assertThat(raised.at()).isEqualTo(START.plusSeconds(300));
    assertThat(raised.box()).isEqualTo(BOX);
    assertThat(raised.value()).isEqualTo(95);
    assertThat(raised.picture()).containsExactly(1);
    nobody(364);
    assertThat(sink.taken.get(1))
        .isEqualTo(new Cleared(raised.episodeId(), START.plusSeconds(364), null));
    person(500);
    assertThat(sink.taken).hasSize(3);
  }

  @Test
  void whoWasThereShortlyBeforeTheReadingCountsToo() {
    person(0);
    level(WINDOW, 95);
    assertThat(sink.taken).hasSize(1);
    assertThat(((Raised) sink.taken.get(0)).picture()).containsExactly(1);
  }

  @Test
  void apartInTimeTheyAreNothing() {
    person(0);
    level(WINDOW + 1, 95);
    assertThat(sink.taken).isEmpty();
    level(WINDOW + 10, 20);
    person(2 * WINDOW + 3);
    assertThat(sink.taken).isEmpty();
  }

  @Test
  void whoComesShortlyAfterTheValueIsBackCounts() {
    level(0, 95);
    level(10, 20);
    person(40);
    assertThat(sink.taken).hasSize(1);
    person(62);
    assertThat(sink.taken).hasSize(2);
    assertThat(sink.taken.get(1)).isInstanceOf(Cleared.class);
  }

  @Test
  void othersAreNotMeant() {
    level(0, 89.9);
    person(5);
    level(10, 95);
    assertThat(sink.taken).hasSize(1);

    set(rule(Direction.BELOW, 0, ZoneSubject.VEHICLE));
    assertThat(sink.taken).hasSize(2);
    level(20, 0);
    person(22);
    assertThat(sink.taken).hasSize(2);
    see(24, true);
    assertThat(sink.taken).hasSize(3);
  }

  @Test
  void oldAndRepeatedReadingsChangeNothing() {
    level(100, 20);
    level(50, 95);
    person(101);
    assertThat(sink.taken).isEmpty();
  }

  @Test
  void itAsksForPresenceWhereARuleDoes() {
    assertThat(rules.asksFor("bins")).isTrue();
    assertThat(rules.asksFor("gate")).isFalse();
    assertThat(registry.current().needsMotion("lane")).isTrue();
    set();
    assertThat(rules.asksFor("bins")).isFalse();
    assertThat(registry.current().needsMotion("lane")).isFalse();
  }

  @Test
  void aRuleThatIsTakenAwayEndsItsEpisode() {
    level(0, 95);
    person(1);
    set();
    assertThat(sink.taken).hasSize(2);
    assertThat(sink.taken.get(1)).isInstanceOf(Cleared.class);
  }

  @Test
  void aRestartNeitherForgetsNorRepeats() {
    level(0, 95);
    person(1);
    rules.close();
    rules = open();
    rules.start();
    person(10);
    assertThat(sink.taken).hasSize(1);
    nobody(100);
    assertThat(sink.taken).hasSize(2);
    assertThat(sink.taken.get(1).episodeId()).isEqualTo(sink.taken.get(0).episodeId());
  }

  @Test
  void whatTheSinkDidNotTakeIsToldAgainAfterAKill() {
    sink.fails = () -> true;
    level(0, 95);
    person(1);
    assertThat(sink.taken).isEmpty();
    sink.fails = () -> false;
    JointRules killed = rules;
    rules = open();
    rules.start();
    assertThat(sink.taken).hasSize(1);
    Raised raised = (Raised) sink.taken.get(0);
    assertThat(raised.source())
        .isEqualTo(new JointSource("full-bin", "lane", "bins", "bin", "level"));
    assertThat(raised.picture()).containsExactly(1);
    sink.fails = () -> true;
    killed.close();
  }
}
