package org.gengfu.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseDesk.Actor;
import org.gengfu.core.cases.CaseDesk.CaseException;
import org.gengfu.core.cases.CaseDesk.Filter;
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
import org.gengfu.core.village.Broker;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Kind;
import org.junit.jupiter.api.Test;

/** One thing that is wrong with a camera or a part of the hub, from its case to the end of it. */
class TechnicalCasesTest extends FaultyVillageTest {
  private static final Actor ADMIN = new Actor("admin", null);

  @Test
  void opensOneCaseForTheAdminWithPictureAndCure() {
    hub.pictures.put("c1", TestVillage.JPEG);
    hub.raise(FaultKind.NO_FRAMES, "c1");
    hub.raise(FaultKind.NO_FRAMES, "c1");
    hub.rounds(FaultRounds.GATHER.minusMillis(1));
    assertThat(village.cases()).isEmpty();
    hub.rounds(Duration.ofMillis(1));
    hub.raise(FaultKind.NO_FRAMES, "c1");
    hub.rounds(Duration.ofMinutes(5));

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
    hub.raise(FaultKind.BLURRED, "c1");
    hub.rounds(FaultRounds.GATHER);
    long id = village.onlyCase().id();
    hub.pictures.put("c1", TestVillage.JPEG);
    hub.clear(FaultKind.BLURRED, "c1");
    hub.clear(FaultKind.BLURRED, "c1");
    hub.rounds(Duration.ofSeconds(1));

    Case closed = village.desk().find(id).orElseThrow();
    assertThat(closed.condition()).isEqualTo(Condition.CLEARED);
    assertThat(closed.handling()).isEqualTo(Handling.CLOSED);
    assertThat(closed.closedAt()).isNotNull();
    assertThat(hub.actions(closed)).containsExactly(Action.OPENED, Action.CLEARED);
    assertThat(village.desk().steps(id).get(1).actor()).isEqualTo("system");
    assertThat(village.desk().evidence(id))
        .extracting(Evidence::kind)
        .containsExactly(EvidenceKind.AFTER);
  }

  @Test
  void isAcknowledgedByTheAdminAndStillClosesItself() {
    hub.raise(FaultKind.CLOCK_OFF, "c1");
    hub.rounds(FaultRounds.GATHER);
    Case accepted = village.desk().accept(village.onlyCase().id(), ADMIN);
    assertThat(accepted.handling()).isEqualTo(Handling.ACCEPTED);
    assertThat(accepted.next()).containsExactlyInAnyOrder(Handling.CLOSED, Handling.FALSE_ALARM);
    hub.clear(FaultKind.CLOCK_OFF, "c1");
    hub.rounds(Duration.ofSeconds(1));
    assertThat(village.onlyCase().handling()).isEqualTo(Handling.CLOSED);
  }

  @Test
  void staysClosedOnceTheAdminHasClosedItAlthoughTheFaultGoesOn() {
    hub.raise(FaultKind.CLOCK_OFF, "c1");
    hub.rounds(FaultRounds.GATHER);
    village.desk().close(village.onlyCase().id(), ADMIN, "known, ordered a new one");
    hub.raise(FaultKind.CLOCK_OFF, "c1");
    hub.rounds(Duration.ofDays(1));
    assertThat(village.onlyCase().handling()).isEqualTo(Handling.CLOSED);
    hub.clear(FaultKind.CLOCK_OFF, "c1");
    hub.rounds(Duration.ofSeconds(1));
    assertThat(village.onlyCase().condition()).isEqualTo(Condition.CLEARED);
  }

  @Test
  void isNobodysWhoIsAGridWorkerAndIsNeverHandedToOne() {
    hub.raise(FaultKind.BLACK_PICTURE, "c1");
    hub.rounds(FaultRounds.GATHER);
    long id = village.onlyCase().id();
    assertThatThrownBy(() -> village.desk().accept(id, TestVillage.WANG))
        .isInstanceOf(CaseException.class);
    assertThatThrownBy(() -> village.desk().dispatch(id, TestVillage.OFFICE, "wang", ""))
        .isInstanceOf(CaseException.class)
        .hasMessageContaining("can't become dispatched");
  }

  @Test
  void forgetsWhatIsGoneBeforeAnybodyWasTold() {
    hub.raise(FaultKind.NO_FRAMES, "c1");
    hub.rounds(Duration.ofSeconds(10));
    hub.clear(FaultKind.NO_FRAMES, "c1");
    hub.rounds(FaultRounds.GATHER);
    assertThat(village.cases()).isEmpty();
  }

  @Test
  void listsAndCountsApartFromTheVillagesCases() {
    village.observe(village.parking("e1"));
    hub.raise(FaultKind.NO_FRAMES, "c1");
    hub.raise(FaultKind.DISK_FULL, "/data");
    hub.rounds(FaultRounds.GATHER);
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
    hub.book()
        .raise(
            new Fault(
                FaultKind.DISK_UNUSABLE,
                "/data/disk2",
                village.clock.instant(),
                new Why(FaultReason.DISK_READ_ONLY, "/data/disk2: Read-only file system")
                    .details()));
    hub.rounds(Duration.ZERO);
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
  void goesByTheNameOfTheSensorAndEndsWhenItIsSwitchedOff() {
    hub.sensors(1);
    hub.raise(FaultKind.UNREADABLE_MESSAGES, "s0");
    hub.rounds(FaultRounds.GATHER_SENSORS);
    assertThat(village.onlyCase().place()).isEqualTo("水位 s0");
    var versioned = village.database.registry().current().find(Kind.SENSOR, "s0").orElseThrow();
    village
        .database
        .registry()
        .update(FaultyVillage.sensor("s0", false), versioned.version(), "admin");
    hub.rounds(Duration.ofSeconds(1));
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
    hub.raise(FaultKind.BROKER_AWAY, "field");
    hub.rounds(Duration.ZERO);
    assertThat(village.onlyCase().place()).isEqualTo("田间消息服务器");
    village.database.registry().delete(Kind.BROKER, "field", 1, "admin");
    hub.rounds(Duration.ofSeconds(1));
    assertThat(village.onlyCase().handling()).isEqualTo(Handling.CLOSED);
  }

  @Test
  void keepsOneCaseOpenForACameraThatComesAndGoes() {
    for (int i = 0; i < 6; i++) {
      hub.raise(FaultKind.NO_FRAMES, "c1");
      hub.rounds(FaultRounds.GATHER);
      hub.rounds(Duration.ofMinutes(2));
      hub.clear(FaultKind.NO_FRAMES, "c1");
      hub.rounds(Duration.ofMinutes(3));
    }
    assertThat(village.cases()).hasSize(2);
    assertThat(village.cases().get(0).condition()).isEqualTo(Condition.ACTIVE);
    hub.rounds(FaultBook.CALM);
    assertThat(village.cases().get(0).handling()).isEqualTo(Handling.CLOSED);
  }

  @Test
  void endsTheFaultsOfACameraThatIsSwitchedOff() {
    hub.raise(FaultKind.NO_FRAMES, "c2");
    hub.rounds(FaultRounds.GATHER);
    var versioned = village.database.registry().current().find(Kind.CAMERA, "c2").orElseThrow();
    Camera on = (Camera) versioned.entity();
    village
        .database
        .registry()
        .update(
            new Camera(on.id(), on.name(), on.url(), null, null, on.gridId(), on.location(), false),
            versioned.version(),
            "admin");
    hub.rounds(Duration.ofSeconds(1));
    assertThat(village.onlyCase().handling()).isEqualTo(Handling.CLOSED);
    assertThat(hub.book().isOpen(FaultKind.NO_FRAMES, "c2")).isFalse();
  }

  @Test
  void tellsNothingTwiceAfterAKillBetweenTellingAndNoting() throws Exception {
    hub.raise(FaultKind.NO_FRAMES, "c1");
    hub.rounds(FaultRounds.GATHER);
    Observation once = hub.told.get(0);
    // What is left on disk when the kill comes right after the telling: the entry as it was before.
    FaultFiles files = new FaultFiles(directory.resolve("faults"));
    FaultEntry open = hub.book().in(FaultEntry.Stage.OPEN).get(0);
    files.write(
        FaultEntry.of(
            new Fault(open.kind(), open.subject(), open.onset(), Map.of()), open.raisedAt(), null));
    hub.restart();
    hub.rounds(FaultRounds.GATHER);
    assertThat(hub.told).hasSize(2);
    assertThat(hub.told.get(1).episodeId()).isEqualTo(once.episodeId());
    assertThat(hub.actions(village.onlyCase())).containsExactly(Action.OPENED);
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
}
