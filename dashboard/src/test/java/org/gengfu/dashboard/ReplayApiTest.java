package org.gengfu.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.gengfu.core.accounts.AuditLog;
import org.gengfu.core.replay.Replays;
import org.gengfu.core.replay.Trial;
import org.gengfu.core.village.Sensor.Direction;
import org.gengfu.core.village.ZoneKind;
import org.gengfu.dashboard.fake.ApiClient.Reply;
import org.gengfu.dashboard.fake.FakeReplays;
import org.gengfu.dashboard.fake.TestHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayApiTest {
  private static final String ZONES = "/cameras/gate/replays";
  private static final String THRESHOLDS = "/sensors/pond/replays";
  private TestHub hub;
  private String admin;
  private Instant now;

  @BeforeEach
  void start() {
    hub = new TestHub();
    admin = hub.token("admin");
    now = hub.clock.instant();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private static String zone(String id, String cameraId) {
    return """
        {"id": "%s", "cameraId": "%s", "name": "Gate", "kind": "no-parking", "dwellSeconds": 120,
         "polygon": [[0.1, 0.1], [0.9, 0.1], [0.9, 0.9]], "severity": "high", "version": 3}
        """
        .formatted(id, cameraId);
  }

  private String zones(Instant from, Instant to, String... zones) {
    return "{\"from\":\"%s\",\"to\":\"%s\",\"zones\":[%s]}"
        .formatted(from, to, String.join(",", zones));
  }

  private String thresholds(Instant from, Instant to, String metric) {
    return """
        {"from": "%s", "to": "%s", "rules": [
          {"metric": "%s", "direction": "above", "threshold": 2, "clear": 1.5}]}
        """
        .formatted(from, to, metric);
  }

  private Reply begin() {
    return hub.client.post(
        ZONES, admin, zones(now.minusSeconds(7200), now, zone("gate-front", "gate")));
  }

  @Test
  void zonesThatAreNotSavedAreTriedAndNothingIsSaved() {
    Reply reply = begin();
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    JsonNode json = reply.json();
    String id = json.path("id").asText();
    assertThat(reply.header("Location")).isEqualTo("/api/v1/replays/" + id);
    assertThat(json.path("cameraId").asText()).isEqualTo("gate");
    assertThat(json.path("sensorId").isNull()).isTrue();
    assertThat(json.path("state").asText()).isEqualTo("running");
    assertThat(json.path("account").asText()).isEqualTo("admin");
    assertThat(json.path("share").asDouble()).isEqualTo(0.3333);
    assertThat(json.path("unrecordedSeconds").asLong()).isEqualTo(60);
    assertThat(json.at("/gaps/0/from").asText()).isEqualTo(now.minusSeconds(7200).toString());
    assertThat(json.at("/outcomes/0/verdict").asText()).isEqualTo("new");
    assertThat(json.at("/outcomes/0/type").asText()).isEqualTo("illegal-parking");
    assertThat(json.at("/outcomes/0/zoneId").asText()).isEqualTo("gate-front");
    assertThat(json.at("/outcomes/0/inForce").isNull()).isTrue();
    assertThat(json.at("/outcomes/0/tried/box/width").asDouble()).isEqualTo(0.25);
    assertThat(json.at("/outcomes/0/tried/severity").asText()).isEqualTo("high");

    Trial.OfZones trial = (Trial.OfZones) hub.replays.trials().get(0);
    assertThat(trial.zones().get(0).kind()).isEqualTo(ZoneKind.NO_PARKING);
    assertThat(trial.zones().get(0).dwellSeconds()).isEqualTo(120);
    assertThat(hub.registry.current().zone("gate-front").orElseThrow().dwellSeconds())
        .isNotEqualTo(120);
    assertThat(hub.client.get("/replays/" + id, admin).json()).isEqualTo(json);
    assertThat(hub.client.get("/replays", admin).json().at("/items/0/id").asText()).isEqualTo(id);
    assertThat(hub.client.get("/replays", admin).json().at("/items/0/outcomes").isMissingNode())
        .isTrue();

    Reply still = hub.client.get("/replays/" + id + "/still?number=1", admin);
    assertThat(still.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(still.response().body()).isEqualTo(FakeReplays.still());
    assertThat(hub.client.get("/replays/" + id + "/still?number=2", admin).problem())
        .isEqualTo("replay-gone");
  }

  @Test
  void whoTriesZonesHasSeenTheRecording() {
    String id = begin().json().path("id").asText();
    AuditLog.Entry entry = hub.audit.entries.get(hub.audit.entries.size() - 1);
    assertThat(entry.kind()).isEqualTo(AuditLog.RECORDING);
    assertThat(entry.subject()).isEqualTo("gate");
    assertThat(entry.actor()).isEqualTo("admin");
    assertThat(entry.detail()).contains(id);
    hub.audit.away = true;
    assertThat(begin().status()).isGreaterThanOrEqualTo(500);
    assertThat(hub.client.get("/replays", admin).json().at("/items/0/state").asText())
        .as("who can't be logged sees nothing")
        .isEqualTo("cancelled");
  }

  @Test
  void aCaseOfTheSameZoneAndTimeStandsBesideIt() {
    long about = hub.desk.open("wang").id();
    hub.clock.advance(java.time.Duration.ofSeconds(60));
    now = hub.clock.instant();
    JsonNode json = begin().json();
    assertThat(json.at("/outcomes/0/caseIds").isArray()).isTrue();
    assertThat(json.at("/outcomes/0/caseIds").toString() + json.at("/otherCaseIds"))
        .contains(String.valueOf(about));
  }

  @Test
  void cancelledOnesKeepWhatTheyHaveFound() {
    String id = begin().json().path("id").asText();
    Reply cancelled = hub.client.post("/replays/" + id + "/cancel", admin, "");
    assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(200);
    assertThat(cancelled.json().path("state").asText()).isEqualTo("cancelled");
    assertThat(cancelled.json().path("outcomes")).hasSize(1);
  }

  @Test
  void tooManyAndLostOnesSaySo() {
    for (int i = 0; i <= Replays.MOST_WAITING; i++) {
      begin();
    }
    Reply refused = begin();
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("too-many-replays");
    assertThat(hub.client.get("/replays/before-1", admin).status()).isEqualTo(410);
    assertThat(hub.client.get("/replays/before-1", admin).problem()).isEqualTo("replay-lost");
    assertThat(hub.client.get("/replays/now-99", admin).problem()).isEqualTo("replay-gone");
  }

  @Test
  void zonesAreCheckedAsIfTheyWereSaved() {
    Reply wrong =
        hub.client.post(
            ZONES,
            admin,
            zones(
                now.minusSeconds(60),
                now,
                zone("gate-front", "gate"),
                zone("gate-front", "gate"),
                zone("gate-b", "nobody")));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.wrongPlaces()).contains("/zones/1/id", "/zones/2/cameraId");
    Reply form =
        hub.client.post(
            ZONES, admin, zones(now.minusSeconds(60), now, "{\"id\": \"x\", \"what\": 1}"));
    assertThat(form.status()).isEqualTo(422);
    assertThat(form.wrongPlaces()).contains("/zones/0/what", "/zones/0/kind");
    assertThat(
            hub.client
                .post("/cameras/nobody/replays", admin, zones(now.minusSeconds(60), now))
                .status())
        .isEqualTo(404);
    assertThat(hub.replays.trials()).isEmpty();
  }

  @Test
  void timesAreBounded() {
    String zone = zone("gate-front", "gate");
    Reply long25 = hub.client.post(ZONES, admin, zones(now.minusSeconds(25 * 3600), now, zone));
    assertThat(long25.status()).isEqualTo(422);
    assertThat(long25.wrongPlaces()).containsExactly("/to");
    Reply backwards = hub.client.post(ZONES, admin, zones(now, now.minusSeconds(1), zone));
    assertThat(backwards.wrongPlaces()).containsExactly("/from");
    Reply ahead =
        hub.client.post(ZONES, admin, zones(now.plusSeconds(60), now.plusSeconds(90), zone));
    assertThat(ahead.wrongPlaces()).containsExactly("/from");
    Reply cut =
        hub.client.post(ZONES, admin, zones(now.minusSeconds(60), now.plusSeconds(9), zone));
    assertThat(cut.json().path("to").asText()).isEqualTo(now.toString());
    Reply week =
        hub.client.post(THRESHOLDS, admin, thresholds(now.minusSeconds(7 * 86_400), now, "level"));
    assertThat(week.status()).as(week.text()).isEqualTo(201);
    Reply more =
        hub.client.post(
            THRESHOLDS, admin, thresholds(now.minusSeconds(7 * 86_400 + 1), now, "level"));
    assertThat(more.status()).isEqualTo(422);
  }

  @Test
  void thresholdsAreTriedWithAllThatTheSensorIs() {
    Reply reply =
        hub.client.post(THRESHOLDS, admin, thresholds(now.minusSeconds(600), now, "level"));
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.json().path("sensorId").asText()).isEqualTo("pond");
    assertThat(reply.json().at("/outcomes/0/verdict").asText()).isEqualTo("gone");
    assertThat(reply.json().at("/outcomes/0/metric").asText()).isEqualTo("level");
    assertThat(reply.json().at("/outcomes/0/inForce/value").asDouble()).isEqualTo(2.5);
    Trial.OfThresholds trial = (Trial.OfThresholds) hub.replays.trials().get(0);
    assertThat(trial.sensor().rules()).hasSize(1);
    assertThat(trial.sensor().rules().get(0).direction()).isEqualTo(Direction.ABOVE);
    assertThat(trial.sensor().metrics()).isNotEmpty();
    assertThat(trial.sensor().enabled()).isTrue();
    assertThat(
            hub.client
                .post(
                    "/sensors/nobody/replays",
                    admin,
                    thresholds(now.minusSeconds(600), now, "level"))
                .status())
        .isEqualTo(404);
  }
}
