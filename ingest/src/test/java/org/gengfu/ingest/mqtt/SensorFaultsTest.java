package org.gengfu.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.mqtt.Sensors.level;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gengfu.core.faults.Fault;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.faults.Why;
import org.gengfu.ingest.mqtt.ReadingKeeper.SpoolTrouble;
import org.gengfu.ingest.mqtt.SensorFaults.SpoolSeen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes a fault and when it ends, second by second. */
class SensorFaultsTest {
  private static final Instant START = Instant.parse("2026-11-26T02:00:00Z");
  private static final SpoolSeen EMPTY = new SpoolSeen(false, 0, 0, null);
  private static final String AWAY = "nothing listens there";

  private final FakeVillageRegistry registry = new FakeVillageRegistry(level("well"));
  private final FakeFaults faults = new FakeFaults();
  private final Map<String, BrokerConnection> connections = new HashMap<>();
  private final Map<String, Legibility> sensors = new HashMap<>();
  private SpoolSeen spool = EMPTY;
  private Instant now = START;
  private SensorFaults watch = watch();

  private SensorFaults watch() {
    return new SensorFaults(
        registry,
        new SensorFaults.Sources() {
          @Override
          public Iterable<BrokerConnection> connections() {
            return connections.values();
          }

          @Override
          public SpoolSeen spool() {
            return spool;
          }

          @Override
          public Map<String, Legibility> sensors() {
            return sensors;
          }
        },
        faults,
        () -> now);
  }

  private void seconds(int count) {
    for (int i = 0; i < count; i++) {
      now = now.plusSeconds(1);
      watch.round();
    }
  }

  private Fault open(String key) {
    return Objects.requireNonNull(faults.open.get(key));
  }

  private void broker(boolean up) {
    connections.put(
        "default",
        new BrokerConnection(
            "default", up ? now : null, new Why(FaultReason.BROKER_REFUSED, AWAY)));
  }

  @Test
  void aBrokerThatIsAwayForAMinuteIsOneFaultUntilItHasStoodForAWhile() {
    broker(true);
    seconds(100);
    broker(false);
    seconds(60);
    assertThat(faults.told).isEmpty();
    seconds(1);
    assertThat(faults.told).containsExactly("raise broker-away default");
    assertThat(open("broker-away default").details())
        .containsEntry("reason", "broker-refused")
        .containsEntry("detail", AWAY);
    assertThat(open("broker-away default").onset()).isEqualTo(START.plusSeconds(101));
    seconds(600);
    broker(true);
    seconds(29 + 60);
    assertThat(faults.told).hasSize(1);
    seconds(1);
    assertThat(faults.told)
        .containsExactly("raise broker-away default", "clear broker-away default");
  }

  @Test
  void aBrokerThatComesAndGoesIsOneFaultAndAShortAbsenceNone() {
    broker(true);
    seconds(100);
    broker(false);
    seconds(20);
    broker(true);
    seconds(300);
    assertThat(faults.told).as("a restart of the broker").isEmpty();
    for (int i = 0; i < 40; i++) {
      broker(false);
      seconds(1);
      broker(true);
      seconds(20);
    }
    assertThat(faults.told).containsExactly("raise broker-away default");
  }

  @Test
  void aRestartOfTheHubNeitherRepeatsNorForgetsAFault() {
    broker(false);
    seconds(100);
    watch = watch();
    seconds(100);
    assertThat(faults.told).containsExactly("raise broker-away default");
    watch = watch();
    broker(true);
    seconds(120);
    assertThat(faults.open).isEmpty();
  }

  @Test
  void aBrokerThatIsNoMoreIsJudgedNoMore() {
    broker(false);
    seconds(50);
    connections.clear();
    seconds(1);
    broker(false);
    seconds(50);
    assertThat(faults.told).as("its time begins anew").isEmpty();
  }

  @Test
  void readingsThatWaitForTheDatabaseAreAFaultWithTheShareThatTheyTake() {
    spool = new SpoolSeen(true, 1, 5_000, null);
    seconds(60);
    assertThat(faults.told).isEmpty();
    seconds(1);
    assertThat(open("spool-filling spool").details()).containsEntry("share", "1");
    spool = new SpoolSeen(false, SensorFaults.FILLS_UNTIL, 5_000, null);
    seconds(200);
    assertThat(faults.open).as("it is written again, and much waits still").hasSize(1);
    spool = new SpoolSeen(false, SensorFaults.FILLS_UNTIL - 1, 5_000, null);
    seconds(61);
    assertThat(faults.open).isEmpty();
    spool = new SpoolSeen(false, SensorFaults.FILLS_FROM, 5_000, null);
    seconds(61);
    assertThat(faults.told).as("too slow").hasSize(3);
  }

  @Test
  void aFullSpoolIsToldSoonAndEndsWhenThereIsRoomAgain() {
    SpoolTrouble full =
        new SpoolTrouble(true, new Why(FaultReason.DISK_NO_ROOM, "it is full, with 7 readings"));
    spool = new SpoolSeen(false, 100, 1 << 20, full);
    seconds(11);
    assertThat(open("spool-full spool").details()).containsEntry("bytes", "1048576");
    spool = new SpoolSeen(false, SensorFaults.FULL_UNTIL, 1 << 20, null);
    seconds(100);
    assertThat(faults.open).containsKey("spool-full spool");
    spool = EMPTY;
    seconds(61);
    assertThat(faults.open).isEmpty();
  }

  @Test
  void aSpoolWhoseDiskFailsIsAnotherFaultThanAFullOne() {
    spool =
        new SpoolSeen(
            false,
            0,
            0,
            new SpoolTrouble(false, new Why(FaultReason.DISK_READ_ONLY, "Read-only file system")));
    seconds(11);
    assertThat(faults.told).containsExactly("raise spool-unusable spool");
    assertThat(open("spool-unusable spool").details())
        .containsEntry("reason", "disk-read-only")
        .containsEntry("detail", "Read-only file system");
    spool = EMPTY;
    seconds(61);
    assertThat(faults.open).isEmpty();
  }

  /** One message; null can be read. */
  private void message(@Nullable String wrong) {
    Legibility before = Legibility.or(sensors.get("well"));
    sensors.put(
        "well",
        wrong == null ? before.read() : before.unread(new Why(FaultReason.VALUE_MISSING, wrong)));
  }

  @Test
  void threeMessagesThatCannotBeReadAreAFaultHoweverSeldomTheyCome() {
    for (int i = 0; i < 2; i++) {
      message("no JSON");
      seconds(600);
    }
    assertThat(faults.told).isEmpty();
    message("/level is missing");
    seconds(61);
    assertThat(open("unreadable-messages well").details())
        .containsEntry("reason", "value-missing")
        .containsEntry("detail", "/level is missing");
    message(null);
    seconds(600);
    assertThat(faults.open).as("one may be chance").hasSize(1);
    message(null);
    seconds(61);
    assertThat(faults.told)
        .containsExactly("raise unreadable-messages well", "clear unreadable-messages well");
  }

  @Test
  void aBurstOfNonsenseAndASensorThatIsHalfReadableAreNoFault() {
    for (int i = 0; i < 10; i++) {
      message("no JSON");
    }
    seconds(30);
    message(null);
    message(null);
    seconds(60);
    assertThat(faults.told).isEmpty();
    for (int i = 0; i < 100; i++) {
      message(i % 2 == 0 ? null : "no JSON");
      seconds(5);
    }
    assertThat(faults.told).isEmpty();
  }

  @Test
  void aSensorThatIsChangedIsWellUntilItsMessagesSayOtherwise() {
    List.of("a", "b", "c").forEach(this::message);
    seconds(61);
    assertThat(faults.open).hasSize(1);
    sensors.put("well", Legibility.FRESH);
    seconds(61);
    assertThat(faults.open).isEmpty();
  }

  @Test
  void afterARestartTheFirstBadMessageDoesNotEndTheFault() {
    List.of("a", "b", "c").forEach(this::message);
    seconds(61);
    watch = watch();
    sensors.clear();
    seconds(100);
    message("a");
    seconds(100);
    assertThat(faults.told).containsExactly("raise unreadable-messages well");
    message(null);
    seconds(61);
    assertThat(faults.open).isEmpty();
  }

  @Test
  void aSensorThatIsSwitchedOffIsNotJudged() {
    List.of("a", "b", "c").forEach(this::message);
    registry.put(Sensors.disabled(level("well")));
    seconds(200);
    assertThat(faults.told).isEmpty();
  }
}
