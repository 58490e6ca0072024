package org.gengfu.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.sensing.SensorStatuses.Offline;
import org.gengfu.core.sensing.SensorStatuses.SensorStatus;
import org.gengfu.core.sensing.SensorStatuses.UnreadableMessage;
import org.gengfu.core.village.Broker;
import org.gengfu.core.village.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallPartsTest {
  private Instant now = Instant.parse("2026-11-22T06:40:00Z");

  @Test
  void waitsDoubleWithJitterUpToTheLongest() {
    Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), new Random(1));
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      waits.add(backoff.next());
    }
    assertThat(waits.get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
    assertThat(waits.get(3)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    assertThat(waits.subList(10, 40))
        .allSatisfy(w -> assertThat(w).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30)));
    assertThat(waits.subList(10, 40)).doesNotHaveDuplicates();
    backoff.reset();
    assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(500));
  }

  @Test
  void aSensorIsOnlineUntilItsSilenceIsTooLong() {
    FakeVillageRegistry registry = new FakeVillageRegistry(Sensors.level("a"));
    SensorBoard board = new SensorBoard(registry, () -> now, List::of);
    assertThat(only(board).online()).isFalse();
    board.heard("a", now, now);
    now = now.plusSeconds(60);
    assertThat(only(board).online()).isTrue();
    now = now.plusSeconds(1);
    assertThat(only(board).online()).isFalse();
    board.heard("a", now, now);
    board.heard("a", now.minusSeconds(500), now.minusSeconds(500));
    assertThat(only(board).online()).isTrue();
  }

  @Test
  void anAnswerIsOverdueOnlyOnceNothingHasComeForTheLimit() {
    AtomicLong nanos = new AtomicLong(-5);
    Liveness liveness = new Liveness(nanos::get);
    long asked = liveness.now();
    nanos.addAndGet(Liveness.LIMIT.toNanos());
    assertThat(liveness.silentSince(asked)).isFalse();
    liveness.heard();
    nanos.addAndGet(Liveness.LIMIT.toNanos());
    assertThat(liveness.silentSince(asked)).isFalse();
    nanos.incrementAndGet();
    assertThat(liveness.silentSince(asked)).isTrue();
    assertThat(liveness.silentSince(liveness.now())).isFalse();
  }

  @Test
  void aReadingMeasuredAfterTheLastWillBringsTheSensorBack() {
    FakeVillageRegistry registry = new FakeVillageRegistry(Sensors.level("a"));
    SensorBoard board = new SensorBoard(registry, () -> now, List::of);
    board.heard("a", now, now);
    board.gone("a", now, false);
    assertThat(only(board).offline()).isEqualTo(Offline.LAST_WILL);
    board.heard("a", now.plusSeconds(1), now.minusSeconds(5));
    assertThat(only(board).offline()).as("sent before it was gone").isEqualTo(Offline.LAST_WILL);
    Instant onItsWay = now.plus(SensorBoard.ON_ITS_WAY);
    board.heard("a", onItsWay, onItsWay);
    assertThat(only(board).offline()).as("on its way").isEqualTo(Offline.LAST_WILL);
    board.heard("a", onItsWay.plusNanos(1), onItsWay.plusNanos(1));
    assertThat(only(board).online()).isTrue();
    board.gone("a", now.plusSeconds(9), true);
    assertThat(only(board).online()).as("told again by the broker").isTrue();
    board.gone("a", now.plusSeconds(9), false);
    assertThat(only(board).offline()).isEqualTo(Offline.LAST_WILL);
    board.present("a");
    assertThat(only(board).online()).isTrue();
  }

  @Test
  void samplesOfWhatCannotBeReadAreBoundedForEachSensorAndForAll() {
    UnreadableSamples samples = new UnreadableSamples();
    for (int i = 0; i <= UnreadableSamples.MAX_PER_SENSOR; i++) {
      samples.add("a", message(i));
    }
    assertThat(samples.of("a")).hasSize(UnreadableSamples.MAX_PER_SENSOR);
    assertThat(samples.of("a").get(0)).isEqualTo(message(UnreadableSamples.MAX_PER_SENSOR));
    assertThat(samples.of("a")).doesNotContain(message(0));
    int others = UnreadableSamples.MAX_ALL - UnreadableSamples.MAX_PER_SENSOR;
    for (int i = 0; i < others; i++) {
      samples.add("b" + i, message(i));
    }
    assertThat(samples.of("a")).hasSize(UnreadableSamples.MAX_PER_SENSOR);
    samples.add("c", message(1));
    assertThat(samples.of("a")).hasSize(UnreadableSamples.MAX_PER_SENSOR - 1);
    assertThat(samples.of("b0")).hasSize(1);
    samples.keepOnly(java.util.Set.of("c"));
    assertThat(samples.of("a")).isEmpty();
    assertThat(samples.of("c")).hasSize(1);
  }

  private UnreadableMessage message(int number) {
    return new UnreadableMessage(now, "t", false, number, "p", "w", FaultReason.MESSAGE_EMPTY);
  }

  @Test
  void showsPayloadsAsTextOrDigitsAndNeverMoreThanTheLimit() {
    assertThat(Shown.payload("水位\n1".getBytes(StandardCharsets.UTF_8))).isEqualTo("水位 1");
    assertThat(Shown.payload(new byte[] {(byte) 0xff, 0})).isEqualTo("0xff00");
    String exact = "x".repeat(Shown.MAX_PAYLOAD_BYTES);
    assertThat(Shown.payload(exact.getBytes(StandardCharsets.UTF_8))).isEqualTo(exact);
    assertThat(Shown.payload((exact + "x").getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(exact + "…");
    // Cut within a character of three bytes.
    String chinese = "水".repeat(Shown.MAX_PAYLOAD_BYTES / 3 + 1);
    assertThat(Shown.payload(chinese.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("水".repeat(Shown.MAX_PAYLOAD_BYTES / 3) + "…");
    assertThat(Shown.payload("a\u202eb".getBytes(StandardCharsets.UTF_8))).isEqualTo("a b");
  }

  private static SensorStatus only(SensorBoard board) {
    assertThat(board.all()).hasSize(1);
    return board.all().iterator().next();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "village/+/up", "village/#", "a\u0000b"})
  void aTopicThatCannotBePublishedToIsTold(String topic) {
    TopicRoutes routes =
        TopicRoutes.of(
            List.of(
                Sensors.sensor("a", topic, Sensors.metric("level", "/level", null)),
                Sensors.level("b")));
    assertThat(routes.sensorsByTopic().keySet()).containsExactly("village/b");
    assertThat(routes.problems()).containsOnlyKeys("a");
  }

  @Test
  void aPointerThatIsNoneIsTold() {
    TopicRoutes routes =
        TopicRoutes.of(
            List.of(Sensors.sensor("a", "village/a", Sensors.metric("level", "level", null))));
    assertThat(routes.sensorsByTopic().keySet()).isEmpty();
    assertThat(routes.problems()).containsOnlyKeys("a");
  }

  @Test
  void theConfigurationNeverShowsThePassword() {
    Secret password = new Secret("hunter2");
    Broker broker =
        Sensors.broker("tcp://broker:1883", "hub", Broker.Protocol.MQTT_5, "u", password);
    assertThat(broker.toString()).doesNotContain("hunter2");
  }

  @Test
  void asksForSharedTopicsOneByOneAndLast() {
    List<Subscription> wanted = new java.util.ArrayList<>();
    for (int i = 0; i < BrokerLink.TOPICS_A_PACKET + 1; i++) {
      wanted.add(Subscription.shared("hubs", "s" + i));
      wanted.add(Subscription.toStates("p" + i));
    }
    List<List<Subscription>> packets = BrokerLink.subscribePackets(wanted);
    assertThat(packets.get(0)).hasSize(BrokerLink.TOPICS_A_PACKET);
    assertThat(packets.get(1)).containsExactly(Subscription.toStates("p100"));
    assertThat(packets.subList(2, packets.size()))
        .hasSize(BrokerLink.TOPICS_A_PACKET + 1)
        .allSatisfy(packet -> assertThat(packet).hasSize(1));
    assertThat(packets.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(wanted);
  }
}
