package org.gengfu.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.gengfu.dashboard.fake.TestHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnalysisApiTest {
  private TestHub hub;

  @BeforeEach
  void start() {
    hub = new TestHub();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void tellsTheLoadAndWhoIsHeldBack() {
    JsonNode json = hub.client.get("/analysis", hub.token("admin")).json();
    assertThat(json.path("budgetCores").asDouble()).isEqualTo(1.5);
    assertThat(json.path("keyframeCores").asDouble()).isEqualTo(0.21);
    assertThat(json.path("activeCores").asDouble()).isEqualTo(1.29);
    assertThat(json.path("decodedPixels").asLong()).isEqualTo(1_866_240_000L);
    assertThat(json.at("/omitted/budget").asLong()).isEqualTo(700);
    assertThat(json.at("/omitted/long-quiet").asLong()).isZero();
    assertThat(json.at("/wakeUps/change").asLong()).isEqualTo(9);
    assertThat(json.path("wakeUpSeconds").asDouble()).isEqualTo(0.75);
    JsonNode gate = json.at("/cameras/0");
    assertThat(gate.path("cameraId").asText()).isEqualTo("gate");
    assertThat(gate.path("activity").asText()).isEqualTo("active");
    assertThat(gate.path("reasons")).map(JsonNode::asText).containsExactly("change", "viewer");
    assertThat(gate.path("capped").asBoolean()).isTrue();
    assertThat(gate.path("wantedCores").asDouble()).isEqualTo(0.06);
    assertThat(gate.path("grantedCores").asDouble()).isEqualTo(0.02);
    assertThat(gate.at("/omitted/budget").asLong()).isEqualTo(700);
    assertThat(gate.at("/sight/hindrance").isNull()).isTrue();
    assertThat(gate.at("/sight/since").isNull()).isTrue();
    assertThat(gate.at("/sight/zones/0/zoneId").asText()).isEqualTo("trees");
    assertThat(gate.at("/sight/zones/0/hindrance").asText()).isEqualTo("restless");
    assertThat(gate.at("/sight/zones/0/since").asText()).isEqualTo("2026-03-01T07:40:00Z");
    JsonNode yard = json.at("/cameras/1");
    assertThat(yard.path("activity").asText()).isEqualTo("long-quiet");
    assertThat(yard.path("wantedCores").isNull()).isTrue();
    assertThat(yard.path("judgedAt").isNull()).isTrue();
    assertThat(yard.path("sight").isNull()).isTrue();
  }

  @Test
  void isTheAdminsAlone() {
    assertThat(hub.client.get("/analysis", hub.token("office")).status()).isEqualTo(403);
    assertThat(hub.client.get("/analysis", hub.token("worker")).status()).isEqualTo(403);
    assertThat(hub.client.get("/analysis", null).status()).isEqualTo(401);
  }
}
