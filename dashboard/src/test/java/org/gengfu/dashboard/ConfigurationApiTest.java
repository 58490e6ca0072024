package org.gengfu.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Duty;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Webhook;
import org.gengfu.dashboard.fake.ApiClient.Reply;
import org.gengfu.dashboard.fake.TestHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigurationApiTest {
  private TestHub hub;
  private String admin;

  @BeforeEach
  void start() {
    hub = new TestHub();
    admin = hub.token("admin");
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void aCameraIsCreatedReadChangedAndDeleted() {
    Reply created =
        hub.client.post(
            "/cameras",
            admin,
            """
            {"id": "pier", "name": "码头", "url": "rtsp://10.0.0.9:554/main", "username": "u", "password": "p",
             "location": {"longitude": 120.1, "latitude": 30}}
            """);
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo("/api/v1/cameras/pier");
    assertThat(created.header("ETag")).isEqualTo("\"1\"");
    assertThat(created.json().path("enabled").asBoolean()).isTrue();
    assertThat(created.json().path("gridId").isNull()).isTrue();
    assertThat(hub.registry.lastActor()).isEqualTo("admin");

    ObjectNode changed = (ObjectNode) created.json();
    changed.put("name", "新码头");
    Reply replaced =
        hub.client.put("/cameras/pier", admin, changed.toString(), "If-Match", "\"1\"");
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.header("ETag")).isEqualTo("\"2\"");
    assertThat(replaced.json().path("name").asText()).isEqualTo("新码头");

    assertThat(
            hub.client.send("DELETE", "/cameras/pier", admin, null, "If-Match", "\"2\"").status())
        .isEqualTo(204);
    assertThat(hub.client.get("/cameras/pier", admin).status()).isEqualTo(404);
  }

  @Test
  void passwordsGoInAndNeverComeOut() {
    Reply read = hub.client.get("/cameras/gate", admin);
    assertThat(read.text()).doesNotContain("camera secret").doesNotContain("\"password\"");
    assertThat(read.json().path("hasPassword").asBoolean()).isTrue();
    assertThat(hub.client.get("/cameras", admin).text()).doesNotContain("camera secret");
    assertThat(hub.client.get("/webhooks", admin).text())
        .doesNotContain("sss")
        .doesNotContain("secret");

    // Left out keeps it, null removes it, a text replaces it.
    put("/cameras/gate", (ObjectNode) read.json());
    assertThat(gate().password()).isNotNull().returns("camera secret", s -> s.reveal());
    put("/cameras/gate", ((ObjectNode) read.json()).put("password", "another"));
    assertThat(gate().password()).isNotNull().returns("another", s -> s.reveal());
    put("/cameras/gate", ((ObjectNode) read.json()).putNull("password"));
    assertThat(gate().password()).isNull();

    put("/webhooks/city", (ObjectNode) hub.client.get("/webhooks/city", admin).json());
    Webhook city = hub.registry.current().webhooks().get(0);
    assertThat(city.secret().reveal()).isEqualTo("s".repeat(20));
  }

  private Camera gate() {
    return hub.registry.current().camera("gate").orElseThrow();
  }

  private void put(String path, ObjectNode body) {
    String tag = hub.client.get(path, admin).header("ETag");
    Reply reply = hub.client.put(path, admin, body.toString(), "If-Match", String.valueOf(tag));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatIsReadCanBeSentBack(Kind kind) {
    JsonNode items = hub.client.get("/" + kind.plural(), admin).json().path("items");
    assertThat(items).isNotEmpty();
    for (JsonNode item : items) {
      Object before = entity(kind, item);
      put("/" + kind.plural() + "/" + item.path("id").asText(), (ObjectNode) item);
      assertThat(entity(kind, item)).isEqualTo(before);
    }
  }

  private Object entity(Kind kind, JsonNode item) {
    return hub.registry.current().find(kind, item.path("id").asText()).orElseThrow().entity();
  }

  @Test
  void aDutyShowsItsDaysInOrderAndItsTimesShort() {
    JsonNode duty = hub.client.get("/duties/days", admin).json();
    assertThat(duty.path("days").toString()).isEqualTo("[\"monday\",\"sunday\"]");
    assertThat(duty.path("from").asText()).isEqualTo("08:00");
    assertThat(duty.path("to").asText()).isEqualTo("20:30");
    assertThat(((Duty) entity(Kind.DUTY, duty)).days()).hasSize(2);
  }

  @Test
  void aZoneHasItsHoursAndWhatItAllows() {
    Reply created =
        hub.client.post(
            "/zones",
            admin,
            """
            {"id": "yard", "cameraId": "gate", "name": "围栏", "kind": "intrusion", "dwellSeconds": 3, "subject": "person",
             "polygon": [[0, 0], [1, 0], [1, 1]], "hours": [{"days": ["friday"], "from": "22:00", "to": "06:00"}]}
            """);
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().path("hours").get(0).path("from").asText()).isEqualTo("22:00");
    assertThat(created.json().path("hours").get(0).path("days").toString())
        .isEqualTo("[\"friday\"]");
    assertThat(created.json().path("graceSeconds").asInt(-1)).isZero();

    JsonNode old = hub.client.get("/zones/gate-front", admin).json();
    assertThat(old.path("subject").asText()).isEqualTo("vehicle");
    assertThat(old.path("hours")).isEmpty();
  }

  @Test
  void whoComesLateIsTold() {
    String body = hub.client.get("/grids/east", admin).text();
    assertThat(hub.client.put("/grids/east", admin, body, "If-Match", "\"1\"").status())
        .isEqualTo(200);

    Reply late = hub.client.put("/grids/east", admin, body, "If-Match", "\"1\"");
    assertThat(late.status()).isEqualTo(412);
    assertThat(late.problem()).isEqualTo("stale-version");
    assertThat(hub.client.send("DELETE", "/grids/east", admin, null, "If-Match", "\"1\"").status())
        .isEqualTo(412);
  }

  @Test
  void withoutAVersionNothingIsChanged() {
    String body = hub.client.get("/grids/east", admin).text();
    Reply put = hub.client.put("/grids/east", admin, body);
    assertThat(put.status()).isEqualTo(428);
    assertThat(put.problem()).isEqualTo("version-required");
    assertThat(hub.client.send("DELETE", "/grids/east", admin, null).status()).isEqualTo(428);
    assertThat(hub.client.put("/grids/east", admin, body, "If-Match", "1").wrongPlaces())
        .containsExactly("If-Match");
  }

  @Test
  void anIdNeverChanges() {
    ObjectNode body = (ObjectNode) hub.client.get("/workers/li", admin).json();
    body.put("id", "lili");
    Reply reply = hub.client.put("/workers/li", admin, body.toString(), "If-Match", "\"1\"");
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.wrongPlaces()).containsExactly("/id");
  }

  @Test
  void whatIsInUseStays() {
    Reply reply = hub.client.send("DELETE", "/cameras/gate", admin, null, "If-Match", "\"1\"");
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.problem()).isEqualTo("in-use");
    assertThat(reply.text()).contains("zones/gate-front");
  }

  @Test
  void aConfigurationThatCanNotBeIsRefusedWithItsPlaces() {
    Reply reply =
        hub.client.post(
            "/zones",
            admin,
            """
            {"id": "z", "cameraId": "nowhere", "name": "z", "kind": "no-dumping", "dwellSeconds": 5,
             "polygon": [[0, 0], [1, 0], [1, 1]]}
            """);
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.problem()).isEqualTo("invalid-configuration");
    assertThat(reply.wrongPlaces()).containsExactly("/cameraId");
  }

  @Test
  void theMapIsKept() {
    assertThat(hub.client.get("/map", hub.token("worker")).json().path("features")).isEmpty();
    String map =
        """
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"kind":"road"},
         "geometry":{"type":"LineString","coordinates":[[120.1,30.2],[120.2,30.2]]}}]}\
        """;
    assertThat(hub.client.put("/map", admin, map).status()).isEqualTo(204);
    assertThat(hub.client.get("/map", hub.token("office")).json())
        .isEqualTo(org.gengfu.dashboard.fake.ApiClient.parse(map));

    Reply bad =
        hub.client.put(
            "/map", admin, "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Road\"}]}");
    assertThat(bad.wrongPlaces())
        .containsExactlyInAnyOrder("/features/0/type", "/features/0/geometry");
  }
}
