package org.gengfu.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.mqtt.Eventually.eventually;
import static org.gengfu.ingest.mqtt.Sensors.level;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.simulator.broker.BrokerConfig;
import org.gengfu.simulator.broker.EmbeddedBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults of a real broker, real messages and a real spool. Only the clock is ours. */
class SensorFaultsBrokerTest {
  /** Less than the longest step that counts at once, so that a look is never all there is. */
  private static final Duration STEP = Duration.ofSeconds(5);

  @TempDir Path directory;
  private final Vertx vertx = Vertx.vertx();
  private final FakeReadingStore store = new FakeReadingStore();
  private final FakeFaults faults = new FakeFaults();
  private final FakeVillageRegistry registry = new FakeVillageRegistry(level("well"));

  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final InstantSource clock = () -> Instant.now().plus(ahead.get());
  private EmbeddedBroker broker;
  private SensorGateway gateway;

  @BeforeEach
  void start() {
    broker = new EmbeddedBroker(BrokerConfig.open(directory.resolve("broker")));
    broker.start();
    registry.put(Sensors.broker(broker.uri(), "hub"));
    gateway =
        new SensorGateway(
            vertx,
            registry,
            new DomainEvents(),
            store,
            new SimpleMeterRegistry(),
            clock,
            new SpoolConfig(directory.resolve("spool"), 1 << 20));
    gateway.onFaults(faults);
    gateway.start();
    eventually("connected", () -> gateway.statuses().brokerConnected());
  }

  @AfterEach
  void stop() {
    store.goAway(false);
    gateway.close();
    broker.close();
    vertx.close().await();
  }

  /** Lets time pass, seen by at least one round each, until it is so. */
  private void inTime(String what, BooleanSupplier condition) {
    eventually(
        what,
        () -> {
          ahead.updateAndGet(STEP::plus);
          java.util.concurrent.locks.LockSupport.parkNanos(200_000_000);
          return condition.getAsBoolean();
        });
  }

  @Test
  void aBrokerThatGoesAwayAndComesBackIsOneFaultWithItsReason() {
    broker.close();
    eventually("noticed", () -> !gateway.statuses().brokerConnected());
    inTime("a fault", () -> faults.open.containsKey("broker-away default"));
    assertThat(Objects.requireNonNull(faults.open.get("broker-away default")).details())
        .hasEntrySatisfying(
            "detail", detail -> assertThat(detail).startsWith("broker " + broker.uri()))
        .hasEntrySatisfying(
            "reason",
            reason ->
                assertThat(reason)
                    .isIn("broker-refused", "broker-lost", "broker-closed", "broker-no-answer"));
    broker.start();
    eventually("back", () -> gateway.statuses().brokerConnected());
    inTime("well again", () -> faults.open.isEmpty());
    assertThat(faults.told)
        .containsExactly("raise broker-away default", "clear broker-away default");
  }

  @Test
  void aSensorThatSpeaksAnotherLanguageIsAFaultUntilItIsReadOrChanged() throws Exception {
    try (FieldClient field = new FieldClient(broker.uri(), "field")) {
      eventually(
          "listening",
          () -> {
            send(field, "{\"level\": 1}");
            return store.values("well").contains(1.0);
          });
      for (int i = 0; i < Legibility.BAD; i++) {
        send(field, "level=2");
      }
      inTime("a fault", () -> faults.open.containsKey("unreadable-messages well"));
      assertThat(Objects.requireNonNull(faults.open.get("unreadable-messages well")).details())
          .containsEntry("reason", "message-not-json")
          .hasEntrySatisfying("detail", detail -> assertThat(detail).contains("JSON"));
      send(field, "{\"level\": 3}");
      send(field, "{\"level\": 4}");
      inTime("well again", () -> faults.open.isEmpty());

      for (int i = 0; i < Legibility.BAD; i++) {
        send(field, "level=5");
      }
      inTime("a fault again", () -> !faults.open.isEmpty());
      registry.put(Sensors.sensor("well", "other/topic", Sensors.metric("level", "/level", null)));
      inTime("changed", () -> faults.open.isEmpty());
    }
    assertThat(faults.told).hasSize(4);
  }

  @Test
  void aDatabaseThatIsAwayIsAFaultWhileReadingsWait() throws Exception {
    try (FieldClient field = new FieldClient(broker.uri(), "field")) {
      eventually(
          "listening",
          () -> {
            send(field, "{\"level\": 1}");
            return store.values("well").contains(1.0);
          });
      store.goAway(true);
      send(field, "{\"level\": 2}");
      eventually("tried", () -> store.failures() > 2);
      inTime("a fault", () -> faults.open.containsKey("spool-filling spool"));
      store.goAway(false);
      inTime("well again", () -> faults.open.isEmpty());
      assertThat(store.values("well")).contains(2.0);
    }
  }

  private static void send(FieldClient field, String payload) {
    try {
      field.send("village/well", payload);
    } catch (org.eclipse.paho.client.mqttv3.MqttException e) {
      throw new AssertionError(e);
    }
  }
}
