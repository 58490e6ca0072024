package org.gengfu.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.village.Availability;
import org.gengfu.core.village.Broker;
import org.gengfu.core.village.Entity;
import org.gengfu.core.village.Metric;
import org.gengfu.core.village.Secret;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Sensor.Direction;
import org.gengfu.core.village.Sensor.ThresholdRule;
import org.gengfu.core.village.SensorKind;
import org.gengfu.core.village.SensorType;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.core.village.VillageRegistry.InvalidConfigException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sensors by type, and the brokers that they publish to. */
class SensorTypesTest {
  @TempDir Path directory;
  private DatabaseConfig config;
  private Database database;
  private VillageRegistry registry;

  @BeforeEach
  void open() {
    config = TestServer.freshDatabase(directory);
    database =
        new Database(
            config,
            new SimpleMeterRegistry(),
            InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z")));
    database.start();
    registry = database.registry();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Metric metric(String name, String pointer) {
    return new Metric(name, pointer, null, "m", 1);
  }

  private static ThresholdRule rule(Direction direction, double threshold) {
    return new ThresholdRule("level", direction, threshold, threshold, 0, Severity.HIGH);
  }

  private static SensorType type(@Nullable String topic, Metric... metrics) {
    return new SensorType(
        "well",
        "井",
        topic,
        List.of(metrics),
        List.of(rule(Direction.ABOVE, 3), rule(Direction.BELOW, 0)),
        600,
        new Availability("wells/{device}/state", null, "up", "down"));
  }

  private static Sensor sensor(
      String id, @Nullable String topic, @Nullable String device, ThresholdRule... rules) {
    return new Sensor(
        id,
        "井 " + id,
        SensorKind.WATER_LEVEL,
        topic,
        List.of(),
        List.of(rules),
        0,
        null,
        null,
        true,
        "well",
        device,
        null,
        null);
  }

  private static Broker broker(String id, String uri, @Nullable String ca, @Nullable String print) {
    return new Broker(
        id,
        "b",
        uri,
        Broker.Protocol.MQTT_5,
        "hub",
        "u",
        new Secret("s3cret"),
        "g",
        ca,
        print,
        true);
  }

  private String problems(Entity entity) {
    InvalidConfigException refused =
        catchThrowableOfType(InvalidConfigException.class, () -> registry.create(entity, "admin"));
    assertThat(refused).as("refused").isNotNull();
    return refused.problems().stream()
        .map(problem -> problem.pointer() + " " + problem.message())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void aSensorTakesFromItsTypeWhatItLeavesOut() {
    registry.create(type("wells/{device}/up", metric("level", "/level")), "admin");
    registry.create(sensor("a", null, "DL-12"), "admin");
    registry.create(sensor("b", "own/topic", null, rule(Direction.ABOVE, 9)), "admin");

    Sensor a = registry.current().sensor("a").orElseThrow();
    assertThat(a.topic()).isEqualTo("wells/DL-12/up");
    assertThat(a.metrics()).containsExactly(metric("level", "/level"));
    assertThat(a.rules()).hasSize(2);
    assertThat(a.silentAfterSeconds()).isEqualTo(600);
    assertThat(a.availability())
        .isEqualTo(new Availability("wells/DL-12/state", null, "up", "down"));
    Sensor b = registry.current().sensors().get(1);
    assertThat(b.topic()).isEqualTo("own/topic");
    assertThat(b.availability()).isNotNull().returns("wells/b/state", Availability::topic);
    assertThat(b.rules())
        .containsExactlyInAnyOrder(rule(Direction.ABOVE, 9), rule(Direction.BELOW, 0));
  }

  @Test
  void keepsTypesAndTheirSensorsInOrder() {
    assertThat(problems(sensor("a", null, null))).contains("/typeId refers to sensor-types/well");
    registry.create(type(null, metric("level", "/level")), "admin");
    assertThat(problems(sensor("a", null, null))).contains("/topic is required");
    registry.create(sensor("a", "wells/a", null, rule(Direction.ABOVE, 9)), "admin");
    assertThat(problems(sensor("b", "wells/a", null)))
        .contains("/topic is the topic of sensors/a already, which takes the same value");

    InvalidConfigException refused =
        catchThrowableOfType(
            InvalidConfigException.class,
            () -> registry.update(type(null, metric("depth", "/level")), 1, "admin"));
    assertThat(refused.getMessage()).contains("must have level: sensors/a has a rule on it");
  }

  @Test
  void severalSensorsMayShareATopicOnWhichEachHasItsValue() {
    registry.create(own("a", metric("level", "/a")), "admin");
    registry.create(own("b", metric("level", "/b")), "admin");
    assertThat(problems(own("c", metric("depth", "/b")))).contains("topic of sensors/b already");
  }

  private static Sensor own(String id, Metric metric) {
    return new Sensor(
        id, "n", SensorKind.OTHER, "gateway", List.of(metric), List.of(), 60, null, null, true);
  }

  @Test
  void checksWhatAMetricSaysOfItsValues() {
    Metric wrong =
        new Metric("level", "/v", null, "m", 1, Double.NaN, 5.0, 5.0, "no-pointer", List.of());
    assertThat(problems(own("a", wrong)))
        .contains(
            "/metrics/0/offset must be a finite number",
            "/metrics/0/greatest must be more than the smallest, 5.0",
            "/metrics/0/qualityPointer must be a JSON Pointer",
            "/metrics/0/goodWords must be given exactly where /qualityPointer is");
  }

  @Test
  void checksBrokersAndNeverWritesTheirPasswordInPlainText() {
    assertThat(problems(broker("default", "http://h", "no certificate", "12:34")))
        .contains(
            "/uri must begin with tcp:// or ssl://",
            "/uri must begin with ssl:// where a certificate is to be checked",
            "/fingerprint must be a SHA-256",
            "/fingerprint must not be given beside /caCertificate",
            "/caCertificate must be certificates in PEM form")
        .doesNotContain("s3cret");
    registry.create(broker("default", "ssl://h:8883", null, "ab".repeat(32)), "admin");
    assertThat(problems(broker("second", "SSL://h:8883", null, null)))
        .contains("/clientId is that of brokers/default at the same address already");
    DatabaseConfig.External server = (DatabaseConfig.External) config.server();
    List<String> stored =
        Jdbi.create(server.jdbcUrl(), server.user(), server.password().reveal())
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "select body::text from config_item union all select after::text from audit")
                        .mapTo(String.class)
                        .list());
    assertThat(stored).hasSize(2).noneMatch(text -> text.contains("s3cret"));
  }
}
