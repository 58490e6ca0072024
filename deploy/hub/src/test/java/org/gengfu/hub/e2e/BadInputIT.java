package org.gengfu.hub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.gengfu.core.accounts.Account;
import org.gengfu.core.accounts.Role;
import org.gengfu.core.storage.Database;
import org.gengfu.core.village.Secret;
import org.gengfu.dashboard.login.Passwords;
import org.gengfu.hub.Hub;
import org.gengfu.hub.config.HubConfig.Broker;
import org.gengfu.simulator.broker.BrokerConfig;
import org.gengfu.simulator.broker.EmbeddedBroker;
import org.gengfu.simulator.encode.TestCard;
import org.gengfu.simulator.rtsp.Credentials;
import org.gengfu.simulator.rtsp.Fault;
import org.gengfu.simulator.rtsp.SimulatedCameraServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that people and devices get wrong: each with its own clear message, none disturbing
 * the rest.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final String PASSWORD = "a password of the test";

  @TempDir static Path directory;

  private final SimulatedCameraServer cameras = new SimulatedCameraServer(0);
  private EmbeddedBroker broker;
  private Hub hub;
  private HubClient admin;

  @BeforeAll
  void start() {
    broker = new EmbeddedBroker(BrokerConfig.open(directory.resolve("broker")));
    broker.start();
    var scene = TestCard.scene(320, 180);
    cameras.add("good", scene);
    cameras
        .add("locked", scene)
        .credentials(new Credentials(Credentials.Scheme.DIGEST_MD5, "viewer", new Secret("right")));
    cameras.add("rubbish", scene).fault(Fault.RUBBISH);
    cameras.add("stops", scene);
    cameras.start();
    hub =
        new Hub(
            TestConfig.under(
                directory, new Broker(URI.create(broker.uri()), "gengfu-test", null, null)),
            InstantSource.system(),
            BadInputIT::createAdmin);
    hub.start();
    admin = new HubClient(hub.http().toString()).login("admin", PASSWORD);
    camera("good", cameras.url("good"), null);
    await("good", "streaming");
  }

  private static void createAdmin(Database database) {
    database
        .accounts()
        .create(new Account("admin", Role.ADMIN, null), new Passwords(6).hash(PASSWORD), "test");
  }

  @AfterAll
  void stop() {
    hub.close();
    cameras.close();
    broker.close();
  }

  private void camera(String id, String url, @Nullable String password) {
    Map<String, Object> camera = new HashMap<>(Map.of("id", id, "name", id, "url", url));
    if (password != null) {
      camera.put("username", "viewer");
      camera.put("password", password);
    }
    HubClient.Answer answer = admin.post("/cameras", camera);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
  }

  /** Waits for the state and gives what is said about it. */
  private String await(String id, String state) {
    return Await.value(
        id + " " + state,
        SOON,
        () -> {
          JsonNode status = admin.get("/cameras/" + id + "/status").body();
          return status.path("state").asText().equals(state)
              ? status.path("detail").asText()
              : null;
        });
  }

  private void theGoodCameraIsUndisturbed() {
    JsonNode status = admin.get("/cameras/good/status").body();
    assertThat(status.path("state").asText()).isEqualTo("streaming");
    assertThat(status.path("lostPackets").asInt()).isZero();
  }

  @Test
  void aWrongAddress() {
    camera("nobody", "rtsp://127.0.0.1:9/nothing", null);
    assertThat(await("nobody", "refused")).containsIgnoringCase("refused");
    camera("wrong-path", cameras.url("no-such-path"), null);
    assertThat(await("wrong-path", "refused")).contains("404");
    theGoodCameraIsUndisturbed();
  }

  @Test
  void aWrongPassword() {
    camera("locked", cameras.url("locked"), "pa55-not-this");
    String detail = await("locked", "unauthorised");
    assertThat(detail).contains("password").doesNotContain("pa55-not-this");
    theGoodCameraIsUndisturbed();

    JsonNode known = admin.get("/cameras/locked").body();
    HubClient.Answer mended =
        admin.put(
            "/cameras/locked",
            Map.of(
                "id", "locked",
                "name", "locked",
                "url", cameras.url("locked"),
                "username", "viewer",
                "password", "right"),
            "\"" + known.path("version").asLong() + "\"");
    assertThat(mended.status()).as(mended.body().toString()).isEqualTo(200);
    await("locked", "streaming");
  }

  @Test
  void aServerThatSpeaksRubbish() {
    camera("rubbish", cameras.url("rubbish"), null);
    assertThat(await("rubbish", "unsupported")).contains("RTSP");
    theGoodCameraIsUndisturbed();
  }

  @Test
  void aStreamThatStops() {
    camera("stops", cameras.url("stops"), null);
    await("stops", "streaming");
    cameras.camera("stops").fault(Fault.STALL);
    assertThat(await("stops", "stalled")).isNotBlank();
    theGoodCameraIsUndisturbed();
    cameras.camera("stops").fault(Fault.NONE);
    await("stops", "streaming");
  }

  @Test
  void malformedJsonFromASensor() throws MqttException {
    sensor("water", "village/water");
    sensor("other", "village/other");
    MqttClient device = new MqttClient(broker.uri(), "device", new MemoryPersistence());
    device.connect();
    device.publish("village/water", bytes("{\"level\": "), 1, false);
    device.publish("village/other", bytes("{\"level\": 1.25}"), 1, false);
    device.disconnect();
    device.close();
    JsonNode water =
        Await.value("the complaint", SOON, () -> sensorStatus("water", "unreadableMessages"));
    assertThat(water.path("lastProblem").asText()).containsIgnoringCase("JSON");
    JsonNode other =
        Await.value("the other's reading", SOON, () -> sensorStatus("other", "readings"));
    assertThat(other.at("/readings/0/value").asDouble()).isEqualTo(1.25);
    theGoodCameraIsUndisturbed();
  }

  private void sensor(String id, String topic) {
    HubClient.Answer answer =
        admin.post(
            "/sensors",
            Map.of(
                "id", id,
                "name", id,
                "kind", "water-level",
                "topic", topic,
                "metrics",
                    List.of(Map.of("name", "level", "valuePointer", "/level", "unit", "m"))));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
  }

  /** The status of the sensor once the field is neither 0 nor empty. */
  private @Nullable JsonNode sensorStatus(String id, String field) {
    for (JsonNode status : admin.get("/sensor-statuses").body().path("items")) {
      JsonNode value = status.path(field);
      if (status.path("sensorId").asText().equals(id) && (value.asInt() > 0 || !value.isEmpty())) {
        return status;
      }
    }
    return null;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void anUnknownFieldInTheApi() {
    HubClient.Answer answer =
        admin.post(
            "/cameras",
            Map.of("id", "Bad Id", "name", "x", "url", "ftp://camera/", "colour", "red"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.raw().headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(answer.body().path("errors").findValuesAsText("pointer"))
        .contains("/id", "/url", "/colour");
    theGoodCameraIsUndisturbed();
  }

  @Test
  void malformedJsonInTheApi() {
    HubClient.Answer answer = admin.postText("/cameras", "{\"id\": ");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("detail").asText()).contains("Line 1").contains("end-of-input");
  }

  @Test
  void aSecondLoginWithAWrongPassword() {
    HubClient stranger = new HubClient(hub.http().toString());
    HubClient.Answer answer =
        stranger.post("/session", Map.of("name", "admin", "password", "not it"));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body().path("detail").asText()).isNotBlank();
    assertThat(admin.get("/session").status()).as("the first session goes on").isEqualTo(200);
  }
}
