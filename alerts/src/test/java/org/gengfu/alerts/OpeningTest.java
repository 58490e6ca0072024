package org.gengfu.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseStep;
import org.gengfu.core.cases.CaseStep.Action;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Condition;
import org.gengfu.core.cases.Evidence;
import org.gengfu.core.cases.Evidence.EvidenceKind;
import org.gengfu.core.cases.Handling;
import org.gengfu.core.cases.Observation.JointSource;
import org.gengfu.core.cases.Observation.Raised;
import org.gengfu.core.cases.Observation.ZoneSource;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.delivery.Notification;
import org.gengfu.core.events.DomainEvent.CaseChanged;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.storage.TestServer;
import org.gengfu.core.village.Zone;
import org.gengfu.core.village.ZoneKind;
import org.gengfu.core.village.ZoneSubject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningTest {
  @TempDir Path directory;
  private TestVillage village;

  @BeforeEach
  void open() {
    village = new TestVillage(directory, TestServer.freshDatabase(directory));
  }

  @AfterEach
  void close() {
    village.close();
  }

  private byte[] bytes(long evidenceId) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      village.desk().evidenceSource(evidenceId).orElseThrow().bytes().copyTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Test
  void opensOneCaseWithPictureWorkerAndMessages() {
    village.observe(village.parking("e1"));

    Case opened = village.onlyCase();
    assertThat(opened.place()).isEqualTo("东片·老樟树路口");
    assertThat(opened.handling()).isEqualTo(Handling.DISPATCHED);
    assertThat(opened.workerId()).isEqualTo("wang");
    assertThat(opened.box()).isEqualTo(TestVillage.BOX);
    Evidence picture = village.desk().evidence(opened.id()).get(0);
    assertThat(picture.kind()).isEqualTo(EvidenceKind.MOMENT);
    assertThat(bytes(picture.id())).isEqualTo(TestVillage.JPEG);
    assertThat(village.published).hasSize(1).first().isInstanceOf(CaseChanged.class);
    Eventually.that("the page shows it", () -> !village.shown.isEmpty());
    assertThat(village.shown.get(0).titleChinese()).isEqualTo("[违停] 东片·老樟树路口：一辆车在禁停区已停 3 分钟");
    assertThat(village.shown.get(0).titleEnglish())
        .isEqualTo(
            "[illegal parking] 东片·老樟树路口: a vehicle has stood in the no-parking zone for 3 min");
    Eventually.that("the topic has it", () -> !village.topics.isEmpty());
    assertThat(village.topics.get(0)).startsWith("gengfu/worker/wang {");
  }

  @Test
  void makesOneCaseOfAnEpisodeToldOnManyThreadsAtOnce() throws Exception {
    Raised raised = village.parking("e1");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> told = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        told.add(threads.submit(() -> village.alerts.sink().observe(raised)));
      }
      for (Future<?> each : told) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    village.drained();
    assertThat(actions(village.onlyCase())).containsExactly(Action.OPENED);
    assertThat(village.desk().evidence(village.onlyCase().id())).hasSize(1);
  }

  @Test
  void makesNoSecondCaseAfterARestart() {
    village.observe(village.parking("e1"));
    village.restart();
    village.observe(village.parking("e1"));
    assertThat(actions(village.onlyCase())).containsExactly(Action.OPENED);
  }

  @Test
  void joinsWhatIsSeenAnewAtTheSamePlace() {
    village.observe(village.parking("e1"));
    village.clock.advance(Duration.ofMinutes(20));
    village.observe(village.parking("e2", new Box(0.42, 0.5, 0.2, 0.2)));
    assertThat(actions(village.onlyCase())).containsExactly(Action.OPENED, Action.OBSERVED_AGAIN);
  }

  @Test
  void aBlockedFireLaneAndAFullCollectionPointSaySo() {
    village
        .database
        .registry()
        .create(special("lane", ZoneKind.NO_PARKING, ZoneSubject.VEHICLE, true), "admin");
    village
        .database
        .registry()
        .create(special("point", ZoneKind.COLLECTION_POINT, ZoneSubject.ANY, false), "admin");
    village.observe(village.raised("e1", new ZoneSource("c1", "lane"), TestVillage.BOX));
    Eventually.that("the page shows it", () -> village.shown.size() == 1);
    Notification blocked = village.shown.get(0);
    assertThat(blocked.titleChinese()).isEqualTo("[消防通道被堵] 东片·老樟树路口：车辆堵住消防通道，已 3 分钟");
    assertThat(blocked.titleEnglish())
        .isEqualTo("[fire lane blocked] 东片·老樟树路口: a vehicle has blocked the fire lane for 3 min");
    assertThat(blocked.bodyChinese()).contains("消防通道必须马上让出");
    assertThat(blocked.bodyEnglish()).contains("A fire lane must be freed without delay");
    village.clear("e1");
    Eventually.that("it is free again", () -> village.shown.size() == 2);
    assertThat(village.shown.get(1).titleChinese()).endsWith("消防通道已畅通");

    Raised full = village.dumping("e2", TestVillage.BOX, Set.of());
    village.observe(
        new Raised(
            full.episodeId(),
            full.type(),
            new ZoneSource("c1", "point"),
            full.severity(),
            full.onset(),
            full.at(),
            full.box(),
            null,
            full.picture()));
    Eventually.that("the page shows that, too", () -> village.shown.size() == 3);
    assertThat(village.shown.get(2).titleChinese())
        .isEqualTo("[垃圾未清运] 东片·老樟树路口：投放点的垃圾已堆放 1 分钟，仍未清运");
  }

  private static Zone special(String id, ZoneKind kind, ZoneSubject subject, boolean fireLane) {
    Polygon whole =
        Polygon.ofPairs(
            List.of(List.of(0.0, 0.0), List.of(1.0, 0.0), List.of(1.0, 1.0), List.of(0.0, 1.0)));
    return new Zone(
        id, "c1", id, kind, whole, 30, Severity.HIGH, true, subject, List.of(), 0, fireLane, false);
  }

  @Test
  void aHeapThatGrowsIsOneCaseWithTheBoxOfAllAndEvidenceOfItsGrowth() {
    Box heap = new Box(0.1, 0.6, 0.05, 0.05);
    Set<String> standing = new HashSet<>();
    village.observe(village.dumping("bag0", heap, standing));
    for (int bag = 1; bag <= 6; bag++) {
      standing.add("bag" + (bag - 1));
      heap = heap.union(new Box(0.1 + 0.06 * bag, 0.6, 0.05, 0.05));
      village.clock.advance(Duration.ofHours(5)); // In all longer than parking would be joined.
      village.observe(village.dumping("bag" + bag, heap, standing));
      Case one = village.onlyCase();
      assertThat(one.box()).isEqualTo(heap);
      assertThat(village.desk().evidence(one.id())).hasSize(bag + 1);
    }
    Case one = village.onlyCase();
    assertThat(actions(one))
        .startsWith(Action.OPENED, Action.GREW)
        .hasSize(7)
        .doesNotContain(Action.OBSERVED_AGAIN);

    // The newest one is taken away: the others are still there.
    village.clear("bag6");
    for (int bag = 0; bag < 5; bag++) {
      village.clear("bag" + bag);
    }
    assertThat(village.onlyCase().condition()).isEqualTo(Condition.ACTIVE);
    village.clear("bag5");
    assertThat(village.onlyCase().condition()).isEqualTo(Condition.CLEARED);
  }

  @Test
  void aHeapThatIsSeenAnewAfterAllWasForgottenEndsWithItsNewEpisodes() {
    Box bag = new Box(0.1, 0.6, 0.05, 0.05);
    Box heap = bag.union(new Box(0.16, 0.6, 0.05, 0.05));
    village.observe(village.dumping("a", bag, Set.of()));
    village.observe(village.dumping("b", heap, Set.of("a")));
    // Analytics knows nothing of a and b any more.
    village.observe(village.dumping("c", bag, Set.of()));
    village.observe(village.dumping("d", heap, Set.of("c")));
    Case one = village.onlyCase();
    assertThat(actions(one))
        .containsExactly(Action.OPENED, Action.GREW, Action.OBSERVED_AGAIN, Action.OBSERVED_AGAIN);
    village.clear("d");
    assertThat(village.onlyCase().condition()).isEqualTo(Condition.ACTIVE);
    village.clear("c");
    assertThat(village.onlyCase().condition()).isEqualTo(Condition.CLEARED);
  }

  @Test
  void anotherHeapInTheZoneIsAnotherCaseAndSoIsWhatIsDumpedAfterTheCaseIsClosed() {
    Box heap = new Box(0.1, 0.6, 0.1, 0.1);
    village.observe(village.dumping("a", heap, Set.of()));
    village.observe(village.dumping("b", new Box(0.7, 0.6, 0.1, 0.1), Set.of("a")));
    assertThat(village.cases()).hasSize(2);
    village.clear("a");
    village.observe(village.dumping("c", heap, Set.of("b")));
    assertThat(village.cases()).hasSize(3);
  }

  @Test
  void opensAnotherCaseForAnotherPlaceInTheZone() {
    village.observe(village.parking("e1"));
    village.observe(village.parking("e2", new Box(0.0, 0.5, 0.2, 0.2)));
    assertThat(village.cases()).hasSize(2);
  }

  @Test
  void opensAnotherCaseLongAfterTheLastObservation() {
    village.observe(village.parking("e1"));
    village.clock.advance(Duration.ofHours(13));
    village.observe(village.parking("e2"));
    assertThat(village.cases()).hasSize(2);
  }

  @Test
  void neverHidesAWorseAlarmInAMilderCase() {
    village.observe(village.flood("f1", Severity.MEDIUM));
    village.observe(village.flood("f2", Severity.CRITICAL));
    village.observe(village.flood("f3", Severity.HIGH));
    assertThat(village.cases())
        .extracting(Case::severity)
        .containsExactly(Severity.CRITICAL, Severity.MEDIUM);
    Eventually.that("told", () -> village.shown.size() == 2);
    assertThat(village.shown.get(0).titleChinese()).isEqualTo("[传感器报警] 东片·东河水位：读数 1.82 m，已越过警戒值");
  }

  @Test
  void clearsTheCaseWithAnAfterPicture() {
    village.observe(village.parking("e1"));
    village.clock.advance(Duration.ofMinutes(5));
    village.observe(village.cleared("e1"));
    village.observe(village.cleared("e1"));
    village.observe(village.cleared("nobody-knows"));

    Case cleared = village.onlyCase();
    assertThat(cleared.condition()).isEqualTo(Condition.CLEARED);
    assertThat(cleared.clearedAt()).isEqualTo(village.clock.instant());
    assertThat(cleared.handling()).isEqualTo(Handling.DISPATCHED);
    assertThat(actions(cleared)).containsExactly(Action.OPENED, Action.CLEARED);
    assertThat(village.desk().evidence(cleared.id()))
        .extracting(Evidence::kind)
        .containsExactly(EvidenceKind.MOMENT, EvidenceKind.AFTER);
  }

  @Test
  void clearsWithTheNewestEpisodeWhenAnEarlierOneWasForgotten() {
    village.observe(village.parking("lost-in-a-restart"));
    village.observe(village.parking("e2"));
    village.observe(village.cleared("e2"));
    assertThat(village.onlyCase().condition()).isEqualTo(Condition.CLEARED);
  }

  @Test
  void staysActiveWhileANewerEpisodeIs() {
    village.observe(village.parking("e1"));
    village.observe(village.parking("e2"));
    village.observe(village.cleared("e1"));
    assertThat(village.onlyCase().condition()).isEqualTo(Condition.ACTIVE);
  }

  @Test
  void routesByDutyOverMidnightAndByFallbackAndTellsTheOfficeElse() {
    String[][] moments = {
      {"2026-11-22T15:59:00Z", "wang"}, // 23:59
      {"2026-11-22T16:01:00Z", "wang"}, // 00:01 on Monday: the duty of Sunday
      {"2026-11-22T22:30:00Z", "zhao"}, // 06:30: nobody but the fallback
      {"2026-11-23T00:00:00Z", "li"}, // 08:00
      {"2026-11-23T11:59:00Z", "li"}, // 19:59
      {"2026-11-23T12:00:00Z", "wang"}, // 20:00
    };
    for (int i = 0; i < moments.length; i++) {
      village.clock.set(moments[i][0]);
      village.observe(village.parking("e" + i, new Box(i * 0.1, 0, 0.05, 0.05)));
      assertThat(village.cases().get(0).workerId()).as(moments[i][0]).isEqualTo(moments[i][1]);
    }
    village.observe(village.raised("west", new ZoneSource("c2", "z2"), TestVillage.BOX));
    Case nobody = village.cases().get(0);
    assertThat(nobody.handling()).isEqualTo(Handling.NEW);
    assertThat(nobody.workerId()).isNull();
    assertThat(village.desk().steps(nobody.id()).get(0).note()).contains("nobody is on duty");
  }

  @Test
  void aJointRuleOpensACaseOfCameraAndSensor() {
    Instant now = village.clock.instant();
    village.observe(
        new Raised(
            "joint",
            CaseType.JOINT_RULE,
            new JointSource("flood-gate", "c1", "z1", "gauge", "level"),
            Severity.HIGH,
            now,
            now,
            TestVillage.BOX,
            1.82,
            TestVillage.JPEG));
    Case opened = village.onlyCase();
    assertThat(opened.cameraId()).isEqualTo("c1");
    assertThat(opened.zoneId()).isEqualTo("z1");
    assertThat(opened.sensorId()).isEqualTo("gauge");
    assertThat(opened.value()).isEqualTo(1.82);
    assertThat(opened.gridId()).isEqualTo("east");
    assertThat(opened.place()).endsWith("flood-gate");
    assertThat(village.desk().evidence(opened.id())).hasSize(1);
    village.observe(village.cleared("joint"));
    assertThat(village.onlyCase().condition()).isEqualTo(Condition.CLEARED);
  }

  @Test
  void opensACaseForACameraThatWasDeletedMeanwhile() {
    village.observe(village.raised("gone", new ZoneSource("c9", "z9"), TestVillage.BOX));
    assertThat(village.onlyCase().place()).isEqualTo("c9");
  }

  private List<Action> actions(Case theCase) {
    return village.desk().steps(theCase.id()).stream().map(CaseStep::action).toList();
  }
}
