package org.gengfu.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.mqtt.Eventually.eventually;
import static org.gengfu.ingest.mqtt.Sensors.level;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.sensing.SensorStatuses.BrokerStatus;
import org.gengfu.core.sensing.SensorStatuses.Offline;
import org.gengfu.core.sensing.SensorStatuses.SensorStatus;
import org.gengfu.core.village.Availability;
import org.gengfu.core.village.Broker;
import org.gengfu.core.village.Broker.Protocol;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Secret;
import org.gengfu.core.village.Sensor;
import org.gengfu.simulator.broker.BrokerConfig;
import org.gengfu.simulator.broker.EmbeddedBroker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several brokers, both versions of MQTT, TLS, shared subscriptions, last wills. */
class BrokersTest {
  private static final AtomicInteger NAMES = new AtomicInteger();
  @TempDir static Path directory;
  private static EmbeddedBroker plain;
  private static EmbeddedBroker encrypted;
  private static TestAuthority authority;
  private static Vertx vertx;

  @TempDir Path spools;
  private final FakeReadingStore store = new FakeReadingStore();
  private final List<SensorGateway> gateways = new ArrayList<>();
  private final String name = "n" + NAMES.incrementAndGet();

  @BeforeAll
  static void startBrokers() throws Exception {
    vertx = Vertx.vertx();
    authority = new TestAuthority(Files.createDirectories(directory.resolve("keys")));
    plain = new EmbeddedBroker(BrokerConfig.open(directory.resolve("plain")));
    encrypted =
        new EmbeddedBroker(
            new BrokerConfig(
                directory.resolve("encrypted"),
                0,
                null,
                null,
                authority.keyStore(),
                new Secret(TestAuthority.PASSWORD)));
    plain.start();
    encrypted.start();
  }

  @AfterAll
  static void stopBrokers() {
    Stream.of(plain, encrypted).parallel().forEach(EmbeddedBroker::close);
    vertx.close().await();
  }

  @AfterEach
  void close() {
    gateways.forEach(SensorGateway::close);
  }

  private SensorGateway started(FakeVillageRegistry registry) {
    SensorGateway gateway =
        new SensorGateway(
            vertx,
            registry,
            new DomainEvents(),
            store,
            new SimpleMeterRegistry(),
            InstantSource.system(),
            new SpoolConfig(spools.resolve("" + gateways.size()), 1 << 24));
    gateways.add(gateway);
    gateway.start();
    return gateway;
  }

  private Broker broker(
      String id,
      String uri,
      Protocol protocol,
      @Nullable String group,
      @Nullable String ca,
      @Nullable String fingerprint) {
    String client = name + "-" + NAMES.incrementAndGet();
    return new Broker(id, id, uri, protocol, client, null, null, group, ca, fingerprint, true);
  }

  private Broker broker(String id, Protocol protocol) {
    return broker(id, plain.uri(), protocol, null, null, null);
  }

  private Sensor sensor(String id, String brokerId) {
    return Sensors.available(level(name + id), null, brokerId);
  }

  private FieldClient field() throws Exception {
    return new FieldClient(plain.uri(), "field-" + NAMES.incrementAndGet());
  }

  private static SensorStatus status(SensorGateway gateway) {
    return gateway.statuses().all().iterator().next();
  }

  private static String state(SensorGateway gateway) {
    return gateway.statuses().brokers().iterator().next().state();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void carriesReadingsInOrderAndMessagesOut(Protocol protocol) throws Exception {
    SensorGateway gateway =
        started(new FakeVillageRegistry(broker("default", protocol), sensor("a", "default")));
    eventually("connected", () -> gateway.statuses().brokerConnected());
    String id = name + "a";
    try (FieldClient field = field()) {
      eventually("listening", () -> heardAfterSending(field, id));
      for (int i = 1; i <= 200; i++) {
        field.send("village/" + id, "{\"level\": " + i + "}");
      }
      eventually("all", () -> store.values(id).contains(200.0));
      assertThat(store.values(id).stream().filter(value -> value > 0))
          .isEqualTo(Stream.iterate(1.0, v -> v + 1).limit(200).toList());
      field.listen("workers/" + name);
      gateway
          .publisher()
          .publish("workers/" + name, Buffer.buffer("case"))
          .await(10, TimeUnit.SECONDS);
      assertThat(field.heard.poll(10, TimeUnit.SECONDS)).isEqualTo("workers/" + name + " case");
    }
  }

  private boolean heardAfterSending(FieldClient field, String sensorId) {
    try {
      field.send("village/" + sensorId, "{\"level\": 0}");
    } catch (MqttException e) {
      throw new AssertionError(e);
    }
    return store.values(sensorId).contains(0.0);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void whatWasNotAcknowledgedComesAgain(Protocol protocol) throws Exception {
    Broker broker = broker("default", protocol);
    List<Arrival> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
    BrokerLink.Listener listener =
        new BrokerLink.Listener() {
          @Override
          public void arrived(BrokerLink link, Arrival arrival) {
            heard.add(arrival);
          }

          @Override
          public void lost(BrokerLink link, BrokerException why) {}
        };
    BrokerLink first = BrokerLink.open(broker, InstantSource.system(), listener);
    assertThat(first.sessionPresent()).isFalse();
    assertThat(first.subscribe(List.of(Subscription.to("again/" + name)))).isEmpty();
    try (FieldClient field = field()) {
      field.send("again/" + name, "1");
      eventually("the first", () -> heard.size() == 1);
      assertThat(first.acknowledge(heard.get(0).packetId)).isTrue();
      field.send("again/" + name, "2");
      eventually("the second", () -> heard.size() == 2);
    }
    first.close();
    BrokerLink second = BrokerLink.open(broker, InstantSource.system(), listener);
    assertThat(second.sessionPresent()).isTrue();
    eventually("the second again", () -> heard.size() == 3);
    assertThat(heard.get(1).sentAgainAs(heard.get(2))).isTrue();
    assertThat(heard.get(2).at).isAfter(heard.get(1).at);
    second.unsubscribe(List.of("again/" + name));
    second.close();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void trustsAnAuthorityOrOneCertificateAndNoOther(Protocol protocol) throws Exception {
    for (Broker trusting :
        List.of(
            broker("default", encrypted.uri(), protocol, null, authority.pem(), null),
            broker("default", encrypted.uri(), protocol, null, null, authority.fingerprint()))) {
      SensorGateway gateway = started(new FakeVillageRegistry(trusting));
      eventually("connected", () -> gateway.statuses().brokerConnected());
      gateway.publisher().publish("x", Buffer.buffer("y")).await(10, TimeUnit.SECONDS);
    }
    SensorGateway stranger =
        started(
            new FakeVillageRegistry(
                broker("default", encrypted.uri(), protocol, null, null, null)));
    eventually("refused", () -> state(stranger).contains("TLS failed"));
    SensorGateway other =
        started(
            new FakeVillageRegistry(
                broker("default", encrypted.uri(), protocol, null, null, "ab".repeat(32))));
    eventually("refused", () -> state(other).contains("not the configured one"));
    assertThat(state(other)).contains(authority.fingerprint());
    assertThat(other.statuses().brokerConnected()).isFalse();
  }

  @Test
  void brokersComeAndGoWithoutDisturbingEachOther() throws Exception {
    Broker away = broker("away", "tcp://127.0.0.1:1", Protocol.MQTT_5, null, null, null);
    FakeVillageRegistry registry =
        new FakeVillageRegistry(
            broker("default", Protocol.MQTT_5), away, sensor("a", "default"), sensor("b", "away"));
    SensorGateway gateway = started(registry);
    try (FieldClient field = field()) {
      eventually("a", () -> heardAfterSending(field, name + "a"));
      assertThat(gateway.statuses().brokerConnected()).isFalse();
      assertThat(gateway.health().check().healthy()).isFalse();
      assertThat(gateway.health().check().detail()).contains("nothing listens there");

      registry.put(broker("away", Protocol.MQTT_3_1_1));
      eventually("b", () -> heardAfterSending(field, name + "b"));
      eventually("all connected", () -> gateway.statuses().brokerConnected());

      registry.put(sensor("b", "default"));
      registry.remove(Kind.BROKER, "away");
      eventually(
          "b by the other",
          () -> {
            long before = store.values(name + "b").size();
            heardAfterSending(field, name + "b");
            return store.values(name + "b").size() > before;
          });
      assertThat(gateway.statuses().brokers())
          .extracting(BrokerStatus::brokerId)
          .containsExactly("default");
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void hubsOfAGroupShareTheMessages(Protocol protocol) throws Exception {
    for (int hub = 0; hub < 2; hub++) {
      Broker broker = broker("default", plain.uri(), protocol, "g" + name, null, null);
      started(new FakeVillageRegistry(broker, sensor("a", "default")));
    }
    String id = name + "a";
    eventually("connected", () -> gateways.stream().allMatch(g -> g.statuses().brokerConnected()));
    try (FieldClient field = field()) {
      eventually("listening", () -> heardAfterSending(field, id));
      long before = gateways.stream().mapToLong(BrokersTest::messages).sum();
      for (int i = 1; i <= 200; i++) {
        field.send("village/" + id, "{\"level\": " + i + "}");
      }
      eventually("all", () -> store.values(id).stream().filter(value -> value > 0).count() >= 200);
      assertThat(store.values(id).stream().filter(value -> value > 0).sorted())
          .isEqualTo(Stream.iterate(1.0, v -> v + 1).limit(200).toList());
      // Without sharing, each of the two hubs would have heard each message.
      assertThat(gateways.stream().mapToLong(BrokersTest::messages).sum() - before)
          .isBetween(200L, 300L);
    }
  }

  private static long messages(SensorGateway gateway) {
    return gateway.statuses().brokers().iterator().next().messages();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aLastWillTakesTheSensorOfflineAtOnceAndOverARestart(Protocol protocol) throws Exception {
    String topic = "state/" + name;
    Broker broker = broker("default", plain.uri(), protocol, "g" + name, null, null);
    FakeVillageRegistry registry =
        new FakeVillageRegistry(
            broker,
            Sensors.available(
                level(name), new Availability(topic, null, "online", "offline"), "default"));
    SensorGateway gateway = started(registry);
    assertThat(status(gateway).offline()).isEqualTo(Offline.NEVER_HEARD);

    try (FieldClient device = new FieldClient(plain.uri(), "device-" + name, topic)) {
      device.leave(topic, "{\"state\":\"online\"}");
      eventually(
          "online",
          () -> {
            heardAfterSending(device, name);
            return status(gateway).online();
          });
      device.vanish();
    }
    eventually("offline", () -> status(gateway).offline() == Offline.LAST_WILL);

    // The next run learns it from the message that the broker has kept.
    gateway.close();
    gateways.clear();
    SensorGateway next = started(registry);
    eventually("still offline", () -> status(next).offline() == Offline.LAST_WILL);
    try (FieldClient field = field()) {
      field.send(topic, "neither");
      eventually("told", () -> status(next).unreadableMessages() == 1);
      assertThat(status(next).lastProblem())
          .isEqualTo("availability holds \"neither\", neither \"online\" nor \"offline\"");
      field.leave(topic, "online");
      eventually("back", () -> status(next).online());
      field.leave(topic, "");
    }
  }
}
