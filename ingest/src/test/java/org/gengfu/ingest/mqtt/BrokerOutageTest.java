package org.gengfu.ingest.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.mqtt.Eventually.eventually;
import static org.gengfu.ingest.mqtt.Sensors.level;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.cases.DeliveryReason;
import org.gengfu.core.delivery.DeliveryException;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.village.Broker;
import org.gengfu.core.village.Secret;
import org.gengfu.simulator.broker.BrokerConfig;
import org.gengfu.simulator.broker.EmbeddedBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway, and Paho beneath it, when connections and brokers come and go. */
class BrokerOutageTest {
  private static final Secret PASSWORD = new Secret("right-password");
  @TempDir static Path directory;
  @TempDir Path spool;
  private static EmbeddedBroker broker;
  private static Vertx vertx;

  private final FakeReadingStore store = new FakeReadingStore();

  @BeforeAll
  static void startBroker() {
    vertx = Vertx.vertx();
    broker = new EmbeddedBroker(new BrokerConfig(directory, 0, "hub", PASSWORD));
    broker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
    vertx.close().await();
  }

  private SensorGateway gateway(FakeVillageRegistry registry, Broker config) {
    registry.put(config);
    return new SensorGateway(
        vertx,
        registry,
        new DomainEvents(),
        store,
        new SimpleMeterRegistry(),
        InstantSource.system(),
        new SpoolConfig(spool, SpoolConfig.DEFAULT_MAX_BYTES));
  }

  private static Broker config(String clientId, Secret password) {
    return Sensors.broker(broker.uri(), clientId, Broker.Protocol.MQTT_5, "hub", password);
  }

  @Test
  void keepsItsSubscriptionsAndMessagesOverARestartOfTheBroker() throws Exception {
    SensorGateway gateway =
        gateway(new FakeVillageRegistry(level("a")), config("hub-restart", PASSWORD));
    gateway.start();
    try (BrokerLinkProbe field = BrokerLinkProbe.open(config("field", PASSWORD))) {
      eventually("connected", () -> gateway.statuses().brokerConnected());
      field.publishUntil("village/a", "{\"level\": 1}", () -> store.values("a").contains(1.0));
      field.publish("village/a", "{\"level\": 1.5}");
      eventually("nothing is under way", () -> store.values("a").contains(1.5));
      store.goAway(true);
      field.publish("village/a", "{\"level\": 2}");
      eventually("taken, not acknowledged", () -> store.failures() > 2);
    }

    broker.close();
    eventually("noticed", () -> !gateway.health().check().healthy());
    Future<Void> whileAway = gateway.publisher().publish("workers/w", Buffer.buffer("x"));
    assertThat(whileAway.cause())
        .isInstanceOfSatisfying(
            DeliveryException.class,
            failure -> assertThat(failure.why().reason()).isEqualTo(DeliveryReason.BROKER_AWAY));
    broker.start();
    eventually("connected again", () -> gateway.statuses().brokerConnected());
    store.goAway(false);

    try (BrokerLinkProbe field = BrokerLinkProbe.open(config("field-2", PASSWORD))) {
      field.publish("village/a", "{\"level\": 3}");
      eventually("the later one", () -> store.values("a").contains(3.0));
    }
    assertThat(store.values("a").stream().filter(value -> value == 2.0)).hasSize(1);
    gateway.close();
  }

  @Test
  void saysThatThePasswordIsWrongAndNeverShowsIt() {
    SensorGateway gateway =
        gateway(new FakeVillageRegistry(), config("hub-wrong", new Secret("hunter2")));
    gateway.start();
    eventually("refused", () -> gateway.health().check().detail().contains("wrong user name"));
    assertThat(gateway.health().check().healthy()).isFalse();
    assertThat(gateway.health().check().detail())
        .isEqualTo("broker " + broker.uri() + ": wrong user name or password (user \"hub\")");
    gateway.close();
  }

  @Test
  void saysThatNothingListensThere() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Broker nowhere = Sensors.broker("tcp://127.0.0.1:" + port, "hub");
    SensorGateway gateway = gateway(new FakeVillageRegistry(), nowhere);
    gateway.start();
    eventually("tried", () -> gateway.health().check().detail().contains("nothing listens there"));
    gateway.close();
  }

  @Test
  void asksForTheSessionBackWhenAnotherClientTakesIt() throws Exception {
    SensorGateway gateway = gateway(new FakeVillageRegistry(), config("hub-taken", PASSWORD));
    gateway.start();
    eventually("connected", () -> gateway.statuses().brokerConnected());
    BrokerLinkProbe thief = BrokerLinkProbe.open(config("hub-taken", PASSWORD));
    eventually(
        "told", () -> gateway.health().check().detail().contains("another client has logged in"));
    eventually("back", () -> gateway.statuses().brokerConnected());
    thief.close();
    gateway.close();
  }

  /** What Paho 1.2.5 really does about manual acknowledgements. */
  @Test
  void pahoSendsAgainWhatWasNotAcknowledgedAndNothingElse() throws Exception {
    BlockingQueue<Arrival> heard = new LinkedBlockingQueue<>();
    BrokerLink.Listener listener = new QueueListener(heard);
    Broker reader = config("manual-acks", PASSWORD);
    BrokerLink first = BrokerLink.open(reader, InstantSource.system(), listener);
    assertThat(first.sessionPresent()).isFalse();
    first.subscribe(List.of(Subscription.to("village/manual")));
    first.close();
    try (BrokerLinkProbe field = BrokerLinkProbe.open(config("field-3", PASSWORD))) {
      // While nobody listens: HiveMQ sends what waits at once, and after that nothing more
      // until all of it is acknowledged.
      field.publish("village/manual", "1");
      field.publish("village/manual", "2");
      field.publish("village/manual", "3");
    }
    BrokerLink link = BrokerLink.open(reader, InstantSource.system(), listener);
    Arrival one = next(heard);
    Arrival two = next(heard);
    Arrival three = next(heard);
    assertThat(link.acknowledge(two.packetId)).isTrue();
    link.close();
    assertThat(link.acknowledge(one.packetId)).isFalse();

    BrokerLink again = BrokerLink.open(reader, InstantSource.system(), listener);
    assertThat(again.sessionPresent()).isTrue();
    Arrival oneAgain = next(heard);
    Arrival threeAgain = next(heard);
    assertThat(List.of(shown(oneAgain), shown(threeAgain)))
        .containsExactly(shown(one), shown(three));
    assertThat(one.sentAgainAs(oneAgain)).isTrue();
    again.acknowledge(oneAgain.packetId);
    again.acknowledge(threeAgain.packetId);
    again.close();

    BrokerLink last = BrokerLink.open(reader, InstantSource.system(), listener);
    try (BrokerLinkProbe field = BrokerLinkProbe.open(config("field-4", PASSWORD))) {
      field.publish("village/manual", "4");
    }
    assertThat(next(heard).payload).isEqualTo(new byte[] {'4'});
    last.close();
  }

  private static String shown(Arrival arrival) {
    return new String(arrival.payload, UTF_8) + " #" + arrival.packetId;
  }

  private static Arrival next(BlockingQueue<Arrival> heard) throws InterruptedException {
    Arrival arrival = heard.poll(20, TimeUnit.SECONDS);
    if (arrival == null) {
      throw new AssertionError("nothing came within 20 s");
    }
    return arrival;
  }

  private record QueueListener(BlockingQueue<Arrival> heard) implements BrokerLink.Listener {
    @Override
    public void arrived(BrokerLink link, Arrival arrival) {
      heard.add(arrival);
    }

    @Override
    public void lost(BrokerLink link, BrokerException why) {}
  }
}
