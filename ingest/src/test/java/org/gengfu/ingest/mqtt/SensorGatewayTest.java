package org.gengfu.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gengfu.ingest.mqtt.Eventually.eventually;
import static org.gengfu.ingest.mqtt.Sensors.level;
import static org.gengfu.ingest.mqtt.Sensors.timed;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.gengfu.core.cases.DeliveryReason;
import org.gengfu.core.delivery.DeliveryException;
import org.gengfu.core.events.DomainEvent;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.sensing.SensorStatuses.BrokerStatus;
import org.gengfu.core.sensing.SensorStatuses.SensorStatus;
import org.gengfu.core.sensing.SensorStatuses.UnreadableMessage;
import org.gengfu.core.village.Location;
import org.gengfu.core.village.Sensor;
import org.gengfu.simulator.broker.BrokerConfig;
import org.gengfu.simulator.broker.EmbeddedBroker;
import org.gengfu.simulator.sensors.FieldAccess;
import org.gengfu.simulator.sensors.SensorPark;
import org.gengfu.simulator.sensors.SimulatedSensors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway against a real broker. */
class SensorGatewayTest {
  private static final AtomicInteger CLIENTS = new AtomicInteger();
  @TempDir static Path directory;
  @TempDir Path spool;
  private static EmbeddedBroker broker;
  private static Vertx vertx;

  private final FakeReadingStore store = new FakeReadingStore();
  private final DomainEvents events = new DomainEvents();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<SensorGateway> gateways = new ArrayList<>();
  private final String hub = "hub-" + CLIENTS.incrementAndGet();
  private FieldClient field;

  @BeforeAll
  static void startBroker() {
    vertx = Vertx.vertx();
    broker = new EmbeddedBroker(BrokerConfig.open(directory));
    broker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
    vertx.close().await();
  }

  @BeforeEach
  void connectField() throws Exception {
    field = new FieldClient(broker.uri(), "field-" + hub);
  }

  @AfterEach
  void close() throws Exception {
    store.goAway(false);
    gateways.forEach(SensorGateway::close);
    field.close();
  }

  private SensorGateway gateway(FakeVillageRegistry registry) {
    return gateway(registry, SpoolConfig.DEFAULT_MAX_BYTES);
  }

  private SensorGateway gateway(FakeVillageRegistry registry, long spoolBytes) {
    registry.put(Sensors.broker(broker.uri(), hub));
    SensorGateway gateway =
        new SensorGateway(
            vertx,
            registry,
            events,
            store,
            meters,
            InstantSource.system(),
            new SpoolConfig(spool, spoolBytes));
    gateways.add(gateway);
    return gateway;
  }

  private SensorGateway started(FakeVillageRegistry registry) {
    SensorGateway gateway = gateway(registry);
    gateway.start();
    eventually("connected", () -> gateway.statuses().brokerConnected());
    return gateway;
  }

  private static SensorStatus status(SensorGateway gateway, String sensorId) {
    return gateway.statuses().all().stream()
        .filter(status -> status.sensorId().equals(sensorId))
        .findFirst()
        .orElseThrow();
  }

  private void send(String topic, double level) {
    try {
      field.send(topic, "{\"level\": " + level + "}");
    } catch (MqttException e) {
      throw new AssertionError(e);
    }
  }

  /** Sends a level until it arrives: only then is the topic surely listened to. */
  private void awaitListening(String sensorId, double level) {
    String topic = "village/" + sensorId;
    eventually(
        "listening to " + topic,
        () -> {
          send(topic, level);
          return store.values(sensorId).contains(level);
        });
    // What was sent meanwhile comes in order: once this one is there, nothing is under way.
    double last = level + 0.5;
    send(topic, last);
    eventually("the last on " + topic, () -> store.values(sensorId).contains(last));
  }

  @Test
  void carriesAReadingToStoreConsumersEventsAndMetrics() throws Exception {
    SensorGateway gateway = gateway(new FakeVillageRegistry(timed("a-well")));
    List<Reading> consumed = new CopyOnWriteArrayList<>();
    List<DomainEvent> told = new CopyOnWriteArrayList<>();
    gateway.onReadings(consumed::addAll);
    events.subscribe(told::add);
    gateway.start();
    eventually("connected", () -> gateway.health().check().healthy());
    Instant at = Instant.ofEpochSecond(Instant.now().getEpochSecond());

    field.send("village/a-well", "{\"level\": \"1.25\", \"at\": \"" + at + "\"}");

    eventually("told", () -> !told.isEmpty());
    Reading reading = new Reading("a-well", "level", 1.25, "m", at);
    eventually("stored", () -> !store.written().isEmpty());
    assertThat(store.written()).containsExactly(reading);
    assertThat(consumed).containsExactly(reading);
    assertThat(told).containsExactly(new DomainEvent.ReadingsArrived(List.of(reading)));
    assertThat(meters.counter(MetricNames.READINGS_TAKEN).count()).isEqualTo(1);
    assertThat(meters.get(MetricNames.BROKER_CONNECTED).gauge().value()).isEqualTo(1);
    assertThat(status(gateway, "a-well").online()).isTrue();
  }

  @Test
  void whatCannotBeReadDisturbsNobodyElse() throws Exception {
    SensorGateway gateway = started(new FakeVillageRegistry(level("bad"), level("good")));

    field.send("village/bad", "{\"level\": 1");
    field.send("village/bad", "{\"level\": \"n/a\"}");
    field.send("village/good", "{\"level\": 2}");
    field.send("village/bad", "{\"level\": 3}");

    eventually("good and later bad", () -> store.written().size() == 2);
    assertThat(store.values("good")).containsExactly(2.0);
    assertThat(store.values("bad")).containsExactly(3.0);
    SensorStatus bad = status(gateway, "bad");
    assertThat(bad.unreadableMessages()).isEqualTo(2);
    assertThat(bad.lastProblem()).isEqualTo("/level holds the text \"n/a\", not a number");
    assertThat(meters.counter(MetricNames.UNREADABLE_MESSAGES).count()).isEqualTo(2);
    assertThat(status(gateway, "good").lastProblem()).isNull();
    assertThat(gateway.statuses().unreadable("good")).isEmpty();
    assertThat(gateway.statuses().unreadable("bad"))
        .extracting(UnreadableMessage::payload)
        .containsExactly("{\"level\": \"n/a\"}", "{\"level\": 1");
    assertThat(gateway.statuses().unreadable("bad").get(0).why()).isEqualTo(bad.lastProblem());
    assertThat(bad.lastProblemReason()).isEqualTo(FaultReason.VALUE_NO_NUMBER);
    assertThat(gateway.statuses().unreadable("bad"))
        .extracting(UnreadableMessage::reason)
        .containsExactly(FaultReason.VALUE_NO_NUMBER, FaultReason.MESSAGE_NOT_JSON);
  }

  @Test
  void readingsWaitOnTheDiskInOrderWhileTheDatabaseIsAwayAndRulesGoOn() throws Exception {
    SensorGateway gateway = gateway(new FakeVillageRegistry(level("a"), level("b")));
    List<Reading> judged = new CopyOnWriteArrayList<>();
    gateway.onReadings(judged::addAll);
    gateway.start();
    eventually("connected", () -> gateway.statuses().brokerConnected());
    store.goAway(true);
    for (int i = 0; i < 300; i++) {
      field.send("village/" + (i % 2 == 0 ? "a" : "b"), "{\"level\": " + i + "}");
    }
    eventually("judged all the same", () -> judged.size() == 300);
    eventually("tried some times", () -> store.failures() > 3);
    assertThat(store.written()).isEmpty();
    assertThat(meters.get(MetricNames.SPOOL_READINGS).gauge().value()).isEqualTo(300);

    store.goAway(false);

    eventually("all written", () -> store.written().size() >= 300);
    assertThat(store.written()).isEqualTo(judged);
    assertThat(store.values("a")).isEqualTo(numbers(0, 300, 2));
    eventually("done", () -> meters.get(MetricNames.SPOOL_READINGS).gauge().value() == 0);
  }

  @Test
  void whatWaitsOnTheDiskIsStoredByTheNextRun() throws Exception {
    FakeVillageRegistry registry = new FakeVillageRegistry(level("a"));
    SensorGateway first = started(registry);
    awaitListening("a", -1);
    store.goAway(true);
    field.send("village/a", "{\"level\": 1}");
    field.send("village/a", "{\"level\": 2}");
    eventually("waits", () -> meters.get(MetricNames.SPOOL_READINGS).gauge().value() == 2);
    first.close();
    gateways.clear();
    field.send("village/a", "{\"level\": 3}");
    store.goAway(false);
    meters.clear();

    started(registry);

    eventually("all", () -> store.values("a").contains(3.0));
    List<Double> values = store.values("a");
    assertThat(values.subList(values.indexOf(1.0), values.size())).containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void pastTheBoundOfTheSpoolTheBrokerHoldsTheRest() throws Exception {
    SensorGateway gateway = gateway(new FakeVillageRegistry(level("a")), 64 << 10);
    List<Reading> judged = new CopyOnWriteArrayList<>();
    gateway.onReadings(judged::addAll);
    gateway.start();
    eventually("connected", () -> gateway.statuses().brokerConnected());
    store.goAway(true);
    int messages = 3000;
    for (int i = 0; i < messages; i++) {
      field.send("village/a", "{\"level\": " + i + "}");
    }
    eventually(
        "full", () -> gateway.health().check().detail().contains("the readings' spool takes no"));
    assertThat(gateway.health().check().healthy()).isFalse();
    assertThat(judged.size()).isLessThan(messages);
    assertThat(meters.get(MetricNames.SPOOL_BYTES).gauge().value()).isLessThanOrEqualTo(64 << 10);

    store.goAway(false);

    eventually("all written", () -> store.written().size() >= messages);
    assertThat(store.values("a").stream().sorted()).isEqualTo(numbers(0, messages, 1));
    eventually("well again", () -> gateway.health().check().healthy());
  }

  @Test
  void oneReadingThatTheDatabaseRefusesDoesNotHoldUpTheOthers() throws Exception {
    SensorGateway gateway = started(new FakeVillageRegistry(level("a")));
    store.refuse(reading -> reading.value() == 13);
    for (int i = 10; i < 16; i++) {
      field.send("village/a", "{\"level\": " + i + "}");
    }
    eventually("the others", () -> store.written().size() == 5);
    assertThat(store.values("a")).containsExactly(10.0, 11.0, 12.0, 14.0, 15.0);
    eventually("told", () -> status(gateway, "a").unreadableMessages() == 1);
    assertThat(status(gateway, "a").lastProblem()).contains("value out of range");
  }

  @Test
  void followsTheConfigurationAtOnce() throws Exception {
    FakeVillageRegistry registry = new FakeVillageRegistry(level("a"));
    SensorGateway gateway = started(registry);
    awaitListening("a", 1);

    registry.put(level("b"));
    awaitListening("b", 2);

    registry.put(Sensors.sensor("b", "village/a", Sensors.metric("depth", "/depth", null)));
    awaitListening("a", 3);
    field.send("village/a", "{\"depth\": 4}");
    eventually("the new mapping", () -> store.values("b").contains(4.0));

    registry.put(Sensors.disabled(level("a")));
    registry.remove("b");
    registry.put(level("c"));
    awaitListening("c", 5);
    field.send("village/a", "{\"level\": 99, \"depth\": 99}");
    field.send("village/b", "{\"level\": 99}");
    field.send("village/c", "{\"level\": 6}");
    eventually("the last one", () -> store.values("c").contains(6.0));
    assertThat(store.written()).extracting(Reading::value).doesNotContain(99.0);
    assertThat(gateway.statuses().all())
        .extracting(SensorStatus::sensorId)
        .containsExactly("a", "c");
    assertThat(status(gateway, "a").online()).isFalse();
  }

  @Test
  void forgetsATopicOfAnEarlierRunThatNobodyWantsAnyMore() throws Exception {
    SensorGateway first = started(new FakeVillageRegistry(level("old")));
    awaitListening("old", 1);
    first.close();
    field.send("village/old", "{\"level\": 2}");

    SensorGateway second = started(new FakeVillageRegistry(level("new")));
    awaitListening("new", 3);

    assertThat(store.values("old")).doesNotContain(2.0);
    assertThat(second.statuses().brokers()).extracting(BrokerStatus::waiting).containsExactly(0);
  }

  @Test
  void aKeptMessageWithoutATimeIsNotTakenForAFreshOne() throws Exception {
    Instant at = Instant.ofEpochSecond(Instant.now().getEpochSecond() - 60);
    field.leave("village/kept", "{\"level\": 1}");
    field.leave("village/kept-timed", "{\"level\": 2, \"at\": " + at.getEpochSecond() + "}");

    started(new FakeVillageRegistry(level("kept"), timed("kept-timed")));

    eventually("the timed one", () -> !store.values("kept-timed").isEmpty());
    awaitListening("kept", 3);
    assertThat(store.values("kept")).doesNotContain(1.0);
    assertThat(store.written()).contains(new Reading("kept-timed", "level", 2, "m", at));
    field.leave("village/kept", "");
    field.leave("village/kept-timed", "");
  }

  @Test
  void publishesAndIsToldWhenTheBrokerHasIt() throws Exception {
    SensorGateway gateway = started(new FakeVillageRegistry());
    field.listen("workers/#");

    for (int i = 0; i < 200; i++) {
      var unused = gateway.publisher().publish("workers/w" + i % 3, Buffer.buffer("case " + i));
    }
    gateway.publisher().publish("workers/last", Buffer.buffer("done")).await(10, TimeUnit.SECONDS);

    List<String> heard = new ArrayList<>();
    for (int i = 0; i < 201; i++) {
      heard.add(field.heard.poll(10, TimeUnit.SECONDS));
    }
    assertThat(heard).doesNotContainNull().contains("workers/w1 case 199", "workers/last done");
    gateway.close();
    assertThatThrownBy(() -> gateway.publisher().publish("workers/w1", Buffer.buffer("x")).await())
        .hasMessageContaining("there is no enabled MQTT broker")
        .isInstanceOfSatisfying(
            DeliveryException.class,
            failure -> assertThat(failure.why().reason()).isEqualTo(DeliveryReason.BROKER_MISSING));
  }

  /** Each kind of simulated sensor writes as another vendor would. */
  @Test
  void readsEverySensorOfTheSimulatedVillage() {
    SensorPark park =
        new SensorPark(List.of("east", "south", "west", "north"), new Location(113.03, 23.15));
    SensorGateway gateway =
        started(new FakeVillageRegistry(park.definitions().toArray(Sensor[]::new)));
    FieldAccess access = new FieldAccess(broker.uri(), null, null);
    try (SimulatedSensors sensors = new SimulatedSensors(park, access, InstantSource.system())) {
      sensors.start();
      eventually(
          "a reading of each kind",
          () ->
              park.definitions().stream()
                      .filter(sensor -> !store.values(sensor.id()).isEmpty())
                      .map(Sensor::kind)
                      .distinct()
                      .count()
                  == 6);
    }
    assertThat(gateway.statuses().all()).extracting(SensorStatus::lastProblem).containsOnlyNulls();
    assertThat(store.written())
        .filteredOn(reading -> reading.metric().equals("level"))
        .isNotEmpty()
        .allMatch(reading -> reading.value() < 2);
  }

  @Test
  void refusesToPublishToATopicWithAWildcard() {
    SensorGateway gateway = started(new FakeVillageRegistry());
    assertThat(gateway.publisher().publish("workers/#", Buffer.buffer("x")).failed()).isTrue();
  }

  @Test
  void anUnassuredMessageIsTakenToo() throws Exception {
    started(new FakeVillageRegistry(level("a")));
    awaitListening("a", 1);
    field.sendUnassured("village/a", "{\"level\": 2}");
    eventually("written", () -> store.values("a").contains(2.0));
  }

  private static List<Double> numbers(int from, int to, int step) {
    return IntStream.iterate(from, i -> i < to, i -> i + step).asDoubleStream().boxed().toList();
  }
}
