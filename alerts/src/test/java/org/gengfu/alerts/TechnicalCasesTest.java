package org.gengfu.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseDesk.Actor;
import org.gengfu.core.cases.CaseDesk.CaseException;
import org.gengfu.core.cases.CaseDesk.Filter;
import org.gengfu.core.cases.CaseFault;
import org.gengfu.core.cases.CaseStep;
import org.gengfu.core.cases.CaseStep.Action;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Condition;
import org.gengfu.core.cases.Evidence;
import org.gengfu.core.cases.Evidence.EvidenceKind;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.cases.Handling;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.faults.Fault;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.faults.Why;
import org.gengfu.core.media.Complaint;
import org.gengfu.core.media.Hindrance;
import org.gengfu.core.storage.TestServer;
import org.gengfu.core.village.Broker;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Metric;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.SensorKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TechnicalCasesTest {
  private static final Actor ADMIN = new Actor("admin", null);
  @TempDir Path directory;
  private TestVillage village;
  private final Map<String, byte[]> pictures = new HashMap<>();
  private FaultBook book;
  private FaultRounds rounds;
  private final List<Observation> told = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    village = new TestVillage(directory, TestServer.freshDatabase(directory));
    book();
  }

  /** As after a restart: only what is on disk is known. */
  private void book() throws Exception {
    book = new FaultBook(directory.resolve("faults"), village.clock);
    rounds =
        new FaultRounds(
            book,
            village.database.registry(),
            village.clock,
            observation -> {
              told.add(observation);
              village.alerts.sink().observe(observation);
            },
            pictures::get);
  }

  @AfterEach
  void close() {
    village.close();
  }

  private void raise(FaultKind kind, String subject) {
    book.raise(new Fault(kind, subject, village.clock.instant().minusSeconds(60), Map.of()));
  }

  private void clear(FaultKind kind, String subject) {
    book.clear(kind, subject, village.clock.instant(), null);
  }

  private void rounds(Duration time) {
    village.clock.advance(time);
    rounds.round();
    village.drained();
  }

  private void cameras(int count) {
    for (int i = 0; i < count; i++) {
      String id = "cam" + i;
      village.add(
          new Camera(id, "第" + i + "路", "rtsp://192.0.2.9/" + i, null, null, null, null, true));
    }
  }

  @Test
  void opensOneCaseForTheAdminWithPictureAndCure() {
    pictures.put("c1", TestVillage.JPEG);
    raise(FaultKind.NO_FRAMES, "c1");
    raise(FaultKind.NO_FRAMES, "c1");
    rounds(FaultRounds.GATHER.minusMillis(1));
    assertThat(village.cases()).isEmpty();
    rounds(Duration.ofMillis(1));
    raise(FaultKind.NO_FRAMES, "c1");
    rounds(Duration.ofMinutes(5));

    Case opened = village.onlyCase();
    assertThat(opened.type()).isEqualTo(CaseType.CAMERA_FAULT);
    assertThat(Objects.requireNonNull(opened.fault()).kind()).isEqualTo(FaultKind.NO_FRAMES);
    assertThat(opened.cameraId()).isEqualTo("c1");
    assertThat(opened.place()).isEqualTo("东片·老樟树路口");
    assertThat(opened.handling()).isEqualTo(Handling.NEW);
    assertThat(opened.workerId()).as("no grid worker, whoever is on duty").isNull();
    assertThat(opened.severity()).isEqualTo(Severity.HIGH);
    assertThat(opened.next())
        .containsExactlyInAnyOrder(Handling.ACCEPTED, Handling.CLOSED, Handling.FALSE_ALARM);
    Evidence picture = village.desk().evidence(opened.id()).get(0);
    assertThat(picture.kind()).isEqualTo(EvidenceKind.MOMENT);
    assertThat(village.shown).isEmpty();
  }

  @Test
  void closesItselfWhenWellAgainAndKeepsTheRecord() {
    raise(FaultKind.BLURRED, "c1");
    rounds(FaultRounds.GATHER);
    long id = village.onlyCase().id();
    pictures.put("c1", TestVillage.JPEG);
    clear(FaultKind.BLURRED, "c1");
    clear(FaultKind.BLURRED, "c1");
    rounds(Duration.ofSeconds(1));

    Case closed = village.desk().find(id).orElseThrow();
    assertThat(closed.condition()).isEqualTo(Condition.CLEARED);
    assertThat(closed.handling()).isEqualTo(Handling.CLOSED);
    assertThat(closed.closedAt()).isNotNull();
    assertThat(actions(closed)).containsExactly(Action.OPENED, Action.CLEARED);
    assertThat(village.desk().steps(id).get(1).actor()).isEqualTo("system");
    assertThat(village.desk().evidence(id))
        .extracting(Evidence::kind)
        .containsExactly(EvidenceKind.AFTER);
  }

  @Test
  void isAcknowledgedByTheAdminAndStillClosesItself() {
    raise(FaultKind.CLOCK_OFF, "c1");
    rounds(FaultRounds.GATHER);
    Case accepted = village.desk().accept(village.onlyCase().id(), ADMIN);
    assertThat(accepted.handling()).isEqualTo(Handling.ACCEPTED);
    assertThat(accepted.next()).containsExactlyInAnyOrder(Handling.CLOSED, Handling.FALSE_ALARM);
    clear(FaultKind.CLOCK_OFF, "c1");
    rounds(Duration.ofSeconds(1));
    assertThat(village.onlyCase().handling()).isEqualTo(Handling.CLOSED);
  }

  @Test
  void staysClosedOnceTheAdminHasClosedItAlthoughTheFaultGoesOn() {
    raise(FaultKind.CLOCK_OFF, "c1");
    rounds(FaultRounds.GATHER);
    village.desk().close(village.onlyCase().id(), ADMIN, "known, ordered a new one");
    raise(FaultKind.CLOCK_OFF, "c1");
    rounds(Duration.ofDays(1));
    assertThat(village.onlyCase().handling()).isEqualTo(Handling.CLOSED);
    clear(FaultKind.CLOCK_OFF, "c1");
    rounds(Duration.ofSeconds(1));
    assertThat(village.onlyCase().condition()).isEqualTo(Condition.CLEARED);
  }

  @Test
  void isNobodysWhoIsAGridWorkerAndIsNeverHandedToOne() {
    raise(FaultKind.BLACK_PICTURE, "c1");
    rounds(FaultRounds.GATHER);
    long id = village.onlyCase().id();
    assertThatThrownBy(() -> village.desk().accept(id, TestVillage.WANG))
        .isInstanceOf(CaseException.class);
    assertThatThrownBy(() -> village.desk().dispatch(id, TestVillage.OFFICE, "wang", ""))
        .isInstanceOf(CaseException.class)
        .hasMessageContaining("can't become dispatched");
  }

  @Test
  void forgetsWhatIsGoneBeforeAnybodyWasTold() {
    raise(FaultKind.NO_FRAMES, "c1");
    rounds(Duration.ofSeconds(10));
    clear(FaultKind.NO_FRAMES, "c1");
    rounds(FaultRounds.GATHER);
    assertThat(village.cases()).isEmpty();
  }

  @Test
  void listsAndCountsApartFromTheVillagesCases() {
    village.observe(village.parking("e1"));
    raise(FaultKind.NO_FRAMES, "c1");
    raise(FaultKind.DISK_FULL, "/data");
    rounds(FaultRounds.GATHER);
    assertThat(list(false)).containsExactly(CaseType.ILLEGAL_PARKING);
    assertThat(list(true)).containsExactlyInAnyOrder(CaseType.CAMERA_FAULT, CaseType.SYSTEM_FAULT);
    var summary = village.desk().summary(village.clock.instant());
    assertThat(summary.open()).isEqualTo(1);
    assertThat(summary.technicalOpen()).isEqualTo(2);
    assertThat(summary.openedLastDay()).isEqualTo(1);
    assertThat(
            village
                .desk()
                .trend(
                    village.clock.instant().minusSeconds(3600),
                    village.clock.instant().plusSeconds(1),
                    24))
        .singleElement()
        .satisfies(point -> assertThat(point.type()).isEqualTo(CaseType.ILLEGAL_PARKING));
  }

  private List<CaseType> list(boolean technical) {
    return village.desk().list(new Filter(Set.of(), null, technical, null, 100)).stream()
        .map(Case::type)
        .toList();
  }

  @Test
  void tellsOfAPartOfTheHubAtOnce() {
    book.raise(
        new Fault(
            FaultKind.DISK_UNUSABLE,
            "/data/disk2",
            village.clock.instant(),
            new Why(FaultReason.DISK_READ_ONLY, "/data/disk2: Read-only file system").details()));
    rounds(Duration.ZERO);
    Case opened = village.onlyCase();
    assertThat(opened.type()).isEqualTo(CaseType.SYSTEM_FAULT);
    assertThat(opened.place()).isEqualTo("/data/disk2");
    assertThat(Objects.requireNonNull(opened.fault()).details())
        .containsEntry("reason", "disk-read-only");
    assertThat(title(java.util.Locale.SIMPLIFIED_CHINESE, opened))
        .endsWith("/data/disk2：录像磁盘无法写入：文件系统变成了只读");
    assertThat(title(java.util.Locale.ENGLISH, opened))
        .endsWith("recordings can not be written: the file system is read-only");
  }

  private static String title(java.util.Locale locale, Case theCase) {
    return new Messages(locale, java.time.ZoneId.of("Asia/Shanghai"))
        .title(
            "opened",
            new Messages.Subject(
                theCase.type(),
                theCase.place(),
                theCase.onset(),
                theCase.onset(),
                null,
                "",
                theCase.fault(),
                ""));
  }

  @Test
  void saysEveryReasonInBothLanguagesAndAnUnknownOneAsItWasTold() {
    List<String> reasons = new ArrayList<>();
    for (FaultReason reason : FaultReason.values()) {
      reasons.add(reason.code());
    }
    for (Complaint complaint : Complaint.values()) {
      if (complaint.compareTo(Complaint.CONNECTING) <= 0 && complaint != Complaint.FAILED) {
        reasons.add(complaint.code());
      }
    }
    assertThat(reasons).hasSizeGreaterThan(60);
    for (FaultKind kind : List.of(FaultKind.BROKER_AWAY, FaultKind.NO_FRAMES)) {
      for (String reason : reasons) {
        Map<String, String> details = Map.of("reason", reason, "detail", "raw words");
        assertThat(what(java.util.Locale.SIMPLIFIED_CHINESE, kind, details))
            .as(reason)
            .doesNotContain("raw words", "?", "{")
            .containsPattern("：[^：]*[\\u4e00-\\u9fff]");
        assertThat(what(java.util.Locale.ENGLISH, kind, details))
            .as(reason)
            .doesNotContain("raw words", "?", "{")
            .doesNotContainPattern("[\\u4e00-\\u9fff]$");
      }
      Map<String, String> failed = Map.of("reason", "failed", "detail", "raw words");
      assertThat(what(java.util.Locale.SIMPLIFIED_CHINESE, kind, failed)).endsWith("raw words");
    }
    assertThat(what(java.util.Locale.ENGLISH, FaultKind.BROKER_AWAY, Map.of("error", "as it was")))
        .as("a case of before there were reasons")
        .endsWith("as it was");
  }

  @Test
  void saysWhyACameraCanNotBeJudgedInBothLanguages() {
    for (Hindrance hindrance : Hindrance.values()) {
      Map<String, String> details = Map.of("reason", hindrance.code());
      assertThat(what(java.util.Locale.SIMPLIFIED_CHINESE, FaultKind.UNJUDGED, details))
          .as(hindrance.code())
          .doesNotContain("?", "{")
          .containsPattern("：[^：]*[\\u4e00-\\u9fff]");
      assertThat(what(java.util.Locale.ENGLISH, FaultKind.UNJUDGED, details))
          .as(hindrance.code())
          .doesNotContain("?", "{")
          .doesNotContainPattern("[\\u4e00-\\u9fff]$");
    }
  }

  private static String what(java.util.Locale locale, FaultKind kind, Map<String, String> details) {
    return new Messages(locale, java.time.ZoneId.of("Asia/Shanghai"))
        .title(
            "opened",
            new Messages.Subject(
                kind.caseType(),
                "西桥",
                java.time.Instant.EPOCH,
                java.time.Instant.EPOCH,
                null,
                "",
                new CaseFault(kind, "c2", 1, details),
                ""));
  }

  @Test
  void makesOneCaseOfSixtyCamerasBehindOneSwitch() throws Exception {
    cameras(60);
    for (int i = 0; i < 60; i++) {
      raise(FaultKind.NO_FRAMES, "cam" + i);
      village.clock.advance(Duration.ofMillis(50));
    }
    rounds(FaultRounds.GATHER);
    Case one = village.onlyCase();
    assertThat(one.severity()).as("worse than a single one").isEqualTo(Severity.CRITICAL);
    assertThat(Objects.requireNonNull(one.fault()).count()).isEqualTo(60);
    assertThat(one.place()).isEqualTo("第0路、第1路、第2路 … (60)");
    assertThat(village.desk().steps(one.id()).get(0).note()).contains("第59路");

    book(); // Killed and started again: it is still one, and half of it comes back.
    for (int i = 0; i < 59; i++) {
      raise(FaultKind.NO_FRAMES, "cam" + i);
      clear(FaultKind.NO_FRAMES, "cam" + i);
    }
    rounds(Duration.ofSeconds(30));
    assertThat(village.onlyCase().condition()).isEqualTo(Condition.ACTIVE);
    clear(FaultKind.NO_FRAMES, "cam59");
    rounds(Duration.ofSeconds(1));
    assertThat(village.onlyCase().handling()).isEqualTo(Handling.CLOSED);
    assertThat(told).hasSize(2);
  }

  private void sensors(int count) {
    for (int i = 0; i < count; i++) {
      village.add(sensor("s" + i, true));
    }
  }

  private static Sensor sensor(String id, boolean enabled) {
    return new Sensor(
        id,
        "水位 " + id,
        SensorKind.WATER_LEVEL,
        "village/" + id,
        List.of(new Metric("level", "/level", null, "m", 1)),
        List.of(),
        60,
        null,
        null,
        enabled);
  }

  @Test
  void makesOneCaseOfManySensorsThatAreReadNoMore() throws Exception {
    sensors(7);
    for (int i = 0; i < 6; i++) {
      raise(FaultKind.UNREADABLE_MESSAGES, "s" + i);
      rounds(Duration.ofSeconds(15));
    }
    assertThat(village.cases()).as("they wait for each other").isEmpty();
    rounds(FaultRounds.GATHER_SENSORS);
    raise(FaultKind.UNREADABLE_MESSAGES, "s6");
    rounds(FaultRounds.GATHER_SENSORS);
    Case one = village.onlyCase();
    assertThat(one.type()).isEqualTo(CaseType.SYSTEM_FAULT);
    assertThat(one.place()).isEqualTo("水位 s0、水位 s1、水位 s2 … (6)");
    assertThat(Objects.requireNonNull(one.fault()).count()).isEqualTo(7);
    assertThat(one.fault().details())
        .containsExactly(Map.entry(CaseFault.SENSORS, "s0,s1,s2,s3,s4,s5,s6"));
    assertThat(village.desk().steps(one.id()).get(0).note()).contains("水位 s5");
    book();
    for (int i = 0; i < 6; i++) {
      clear(FaultKind.UNREADABLE_MESSAGES, "s" + i);
    }
    rounds(Duration.ofSeconds(1));
    assertThat(village.onlyCase().handling()).isEqualTo(Handling.NEW);
    clear(FaultKind.UNREADABLE_MESSAGES, "s6");
    rounds(Duration.ofSeconds(1));
    assertThat(village.onlyCase().handling()).isEqualTo(Handling.CLOSED);
  }

  @Test
  void goesByTheNameOfTheSensorAndEndsWhenItIsSwitchedOff() {
    sensors(1);
    raise(FaultKind.UNREADABLE_MESSAGES, "s0");
    rounds(FaultRounds.GATHER_SENSORS);
    assertThat(village.onlyCase().place()).isEqualTo("水位 s0");
    var versioned = village.database.registry().current().find(Kind.SENSOR, "s0").orElseThrow();
    village.database.registry().update(sensor("s0", false), versioned.version(), "admin");
    rounds(Duration.ofSeconds(1));
    assertThat(village.onlyCase().handling()).isEqualTo(Handling.CLOSED);
  }

  @Test
  void goesByTheNameOfTheBrokerAndEndsWhenItIsDeleted() {
    village.add(
        new Broker(
            "field",
            "田间消息服务器",
            "tcp://127.0.0.1:1883",
            Broker.Protocol.MQTT_5,
            "gengfu",
            null,
            null,
            null,
            null,
            null,
            true));
    raise(FaultKind.BROKER_AWAY, "field");
    rounds(Duration.ZERO);
    assertThat(village.onlyCase().place()).isEqualTo("田间消息服务器");
    village.database.registry().delete(Kind.BROKER, "field", 1, "admin");
    rounds(Duration.ofSeconds(1));
    assertThat(village.onlyCase().handling()).isEqualTo(Handling.CLOSED);
  }

  @Test
  void namesFiveHundredMembersOfAGroupAtMost() {
    List<String> ids =
        java.util.stream.IntStream.rangeClosed(0, CaseFault.MOST_NAMED)
            .mapToObj(i -> "s" + i)
            .toList();
    CaseFault all = CaseFault.group(FaultKind.UNREADABLE_MESSAGES, "g", ids);
    assertThat(all.count()).isEqualTo(CaseFault.MOST_NAMED + 1);
    assertThat(all.sensorIds()).hasSize(CaseFault.MOST_NAMED).doesNotContain("s500");
  }

  @Test
  void letsLaterOnesJoinForAWhileAndNotForEver() {
    cameras(8);
    for (int i = 0; i < FaultRounds.MERGE_FROM; i++) {
      raise(FaultKind.NO_FRAMES, "cam" + i);
    }
    rounds(FaultRounds.GATHER);
    raise(FaultKind.NO_FRAMES, "cam5");
    rounds(FaultRounds.GATHER);
    Case grown = village.onlyCase();
    assertThat(Objects.requireNonNull(grown.fault()).count()).isEqualTo(6);
    assertThat(grown.fault().details())
        .as("which they are, the one that joined included")
        .containsExactly(Map.entry(CaseFault.CAMERAS, "cam0,cam1,cam2,cam3,cam4,cam5"));
    assertThat(actions(grown)).containsExactly(Action.OPENED, Action.OBSERVED_AGAIN);
    raise(FaultKind.BLURRED, "cam5");
    rounds(FaultRounds.GATHER);
    assertThat(village.cases()).as("another kind is another thing").hasSize(2);
    village.clock.advance(FaultRounds.JOIN);
    raise(FaultKind.NO_FRAMES, "cam6");
    rounds(FaultRounds.GATHER);
    assertThat(village.cases()).hasSize(3);
  }

  @Test
  void keepsFourThatFailTogetherApart() {
    cameras(4);
    for (int i = 0; i < FaultRounds.MERGE_FROM - 1; i++) {
      raise(FaultKind.NO_FRAMES, "cam" + i);
    }
    rounds(FaultRounds.GATHER);
    assertThat(village.cases()).hasSize(4);
  }

  @Test
  void keepsOneCaseOpenForACameraThatComesAndGoes() {
    for (int i = 0; i < 6; i++) {
      raise(FaultKind.NO_FRAMES, "c1");
      rounds(FaultRounds.GATHER);
      rounds(Duration.ofMinutes(2));
      clear(FaultKind.NO_FRAMES, "c1");
      rounds(Duration.ofMinutes(3));
    }
    assertThat(village.cases()).hasSize(2);
    assertThat(village.cases().get(0).condition()).isEqualTo(Condition.ACTIVE);
    rounds(FaultBook.CALM);
    assertThat(village.cases().get(0).handling()).isEqualTo(Handling.CLOSED);
  }

  @Test
  void endsTheFaultsOfACameraThatIsSwitchedOff() {
    raise(FaultKind.NO_FRAMES, "c2");
    rounds(FaultRounds.GATHER);
    var versioned = village.database.registry().current().find(Kind.CAMERA, "c2").orElseThrow();
    Camera on = (Camera) versioned.entity();
    village
        .database
        .registry()
        .update(
            new Camera(on.id(), on.name(), on.url(), null, null, on.gridId(), on.location(), false),
            versioned.version(),
            "admin");
    rounds(Duration.ofSeconds(1));
    assertThat(village.onlyCase().handling()).isEqualTo(Handling.CLOSED);
    assertThat(book.isOpen(FaultKind.NO_FRAMES, "c2")).isFalse();
  }

  @Test
  void tellsNothingTwiceAfterAKillBetweenTellingAndNoting() throws Exception {
    raise(FaultKind.NO_FRAMES, "c1");
    rounds(FaultRounds.GATHER);
    Observation once = told.get(0);
    // What is left on disk when the kill comes right after the telling: the entry as it was before.
    FaultFiles files = new FaultFiles(directory.resolve("faults"));
    FaultEntry open = book.in(FaultEntry.Stage.OPEN).get(0);
    files.write(
        FaultEntry.of(
            new Fault(open.kind(), open.subject(), open.onset(), Map.of()), open.raisedAt(), null));
    book();
    rounds(FaultRounds.GATHER);
    assertThat(told).hasSize(2);
    assertThat(told.get(1).episodeId()).isEqualTo(once.episodeId());
    assertThat(actions(village.onlyCase())).containsExactly(Action.OPENED);
  }

  @Test
  void runsByItselfInsideAlerts() {
    village.alerts.onPictures(
        (id, width) ->
            io.vertx.core.Future.succeededFuture(
                new org.gengfu.core.media.Snapshots.Snapshot(
                    TestVillage.JPEG, village.clock.instant())));
    village
        .alerts
        .faults()
        .raise(new Fault(FaultKind.NO_FRAMES, "c1", village.clock.instant(), Map.of()));
    assertThat(village.alerts.faults().isOpen(FaultKind.NO_FRAMES, "c1")).isTrue();
    village.clock.advance(FaultRounds.GATHER);
    Eventually.that("the case is there", () -> village.cases().size() == 1);
    assertThat(village.desk().evidence(village.onlyCase().id())).hasSize(1);
    village.restart();
    assertThat(village.alerts.faults().isOpen(FaultKind.NO_FRAMES, "c1")).isTrue();
    village.alerts.faults().clear(FaultKind.NO_FRAMES, "c1", village.clock.instant(), null);
    Eventually.that("it is closed", () -> village.onlyCase().handling() == Handling.CLOSED);
  }

  @Test
  void saysWhatIsWrongAndWhatToDoInBothLanguages() {
    for (FaultKind kind : FaultKind.values()) {
      for (java.util.Locale locale :
          List.of(java.util.Locale.SIMPLIFIED_CHINESE, java.util.Locale.ENGLISH)) {
        Messages messages = new Messages(locale, java.time.ZoneId.of("Asia/Shanghai"));
        for (int count : new int[] {1, 7}) {
          var subject =
              new Messages.Subject(
                  kind.caseType(),
                  "西桥",
                  village.clock.instant(),
                  village.clock.instant().plusSeconds(90),
                  null,
                  "",
                  new org.gengfu.core.cases.CaseFault(kind, "c2", count, Map.of()),
                  "");
          for (String reason : List.of("opened", "cleared", "closed", "false-alarm", "handled")) {
            String place =
                switch (kind) {
                  case SPOOL_FILLING, SPOOL_FULL, SPOOL_UNUSABLE ->
                      locale.equals(java.util.Locale.ENGLISH) ? "buffer of readings" : "读数缓冲区";
                  default -> "西桥";
                };
            assertThat(messages.title(reason, subject)).contains(place).doesNotContain("{");
            assertThat(messages.body(reason, subject)).isNotBlank().doesNotContain("{");
          }
        }
      }
    }
  }

  private List<Action> actions(Case theCase) {
    return village.desk().steps(theCase.id()).stream().map(CaseStep::action).toList();
  }
}
