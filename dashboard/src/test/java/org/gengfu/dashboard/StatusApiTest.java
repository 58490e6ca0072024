package org.gengfu.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.gengfu.dashboard.fake.ApiClient.Reply;
import org.gengfu.dashboard.fake.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StatusApiTest {
  private static TestHub hub;
  private static String office;

  @BeforeAll
  static void start() {
    hub = new TestHub();
    office = hub.token("office");
    hub.desk.open("wang");
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Test
  void theSummaryCountsEverything() {
    JsonNode summary = hub.client.get("/summary", office).json();
    assertThat(summary.at("/cameras/total").asInt()).isEqualTo(2);
    assertThat(summary.at("/cameras/streaming").asInt()).isEqualTo(1);
    assertThat(summary.at("/cameras/byState/refused").asInt()).isEqualTo(1);
    assertThat(summary.at("/cameras/byState")).hasSize(7);
    assertThat(summary.at("/sensors/online").asInt()).isEqualTo(1);
    assertThat(summary.at("/sensors/brokerConnected").asBoolean()).isTrue();
    assertThat(summary.at("/cases/open").asInt()).isEqualTo(1);
    assertThat(summary.at("/cases/openByType/illegal-parking").asInt()).isEqualTo(1);
    assertThat(summary.at("/cases/openByType/sensor-threshold").asInt()).isZero();
    assertThat(summary.at("/cases/openedLastDay").asInt()).isEqualTo(1);
  }

  @Test
  void camerasTellHowTheyAre() {
    JsonNode gate = hub.client.get("/cameras/gate/status", office).json();
    assertThat(gate.path("state").asText()).isEqualTo("streaming");
    assertThat(gate.path("codec").asText()).isEqualTo("h264");
    assertThat(gate.path("width").asInt()).isEqualTo(640);
    assertThat(gate.path("since").asText()).isEqualTo("2026-03-01T07:59:58Z");
    assertThat(gate.path("clockOffsetSeconds").asDouble()).isEqualTo(-2.5);
    assertThat(gate.path("quirks")).hasSize(1);
    assertThat(gate.at("/streams/0/stream").asText()).isEqualTo("main");
    assertThat(gate.at("/streams/0/width").asInt()).isEqualTo(640);
    assertThat(gate.at("/streams/1/stream").asText()).isEqualTo("sub");
    assertThat(gate.at("/streams/1/state").asText()).isEqualTo("refused");
    assertThat(gate.at("/streams/1/detail").asText()).isEqualTo("unknown path");
    JsonNode yard = hub.client.get("/camera-statuses", office).json().at("/items/1");
    assertThat(yard.path("detail").asText()).isEqualTo("connection refused");
    assertThat(yard.path("codec").isNull()).isTrue();
    assertThat(yard.path("clockOffsetSeconds").isNull()).isTrue();
    assertThat(hub.client.get("/cameras/none/status", office).status()).isEqualTo(404);
  }

  @Test
  void aSnapshotIsSentOnce() {
    Reply first = hub.client.get("/cameras/gate/snapshot?width=320&t=1", office);
    assertThat(first.text()).isEqualTo("gate at 320");
    assertThat(first.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(first.header("Last-Modified")).isEqualTo("Sun, 1 Mar 2026 07:59:58 GMT");
    String tag = String.valueOf(first.header("ETag"));
    Reply again =
        hub.client.get("/cameras/gate/snapshot?width=320&t=2", office, "If-None-Match", tag);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.text()).isEmpty();
  }

  @Test
  void withoutAPictureThereIsNone() {
    assertThat(hub.client.get("/cameras/yard/snapshot", office).problem()).isEqualTo("no-picture");
    assertThat(hub.client.get("/cameras/none/snapshot", office).problem()).isEqualTo("unknown");
    assertThat(hub.client.get("/cameras/gate/snapshot?width=9999", office).said("width"))
        .isEqualTo("must be 32 to 3840");
  }

  @Test
  void sensorsShowTheirLatestReadings() {
    JsonNode pond = hub.client.get("/sensor-statuses", office).json().at("/items/0");
    assertThat(pond.path("online").asBoolean()).isTrue();
    assertThat(pond.at("/readings/0/value").asDouble()).isEqualTo(1.25);
  }

  @Test
  void aSeriesIsBounded() {
    JsonNode series =
        hub.client.get("/sensors/pond/series?metric=level&bucketSeconds=60", office).json();
    assertThat(series.at("/items/0/greatest").asInt()).isEqualTo(60);
    assertThat(series.at("/items/0/start").asText()).isEqualTo("2026-02-28T08:00:00Z");
    assertThat(
            hub.client
                .get("/sensors/pond/series?metric=level&bucketSeconds=43", office)
                .wrongPlaces())
        .containsExactly("bucketSeconds");
    assertThat(hub.client.get("/sensors/pond/series?metric=salt", office).said("metric"))
        .isEqualTo("must be one of level");
    assertThat(
            hub.client
                .get("/sensors/pond/series?metric=level&from=2026-03-02T00:00:00Z", office)
                .wrongPlaces())
        .containsExactly("from");
    assertThat(
            hub.client
                .get(
                    "/sensors/pond/series?metric=level&from=0000-01-01T00:00:00Z&to=9999-12-31T00:00:00Z",
                    office)
                .wrongPlaces())
        .containsExactly("bucketSeconds");
  }

  @Test
  void theTrendIsAsked() {
    JsonNode point = hub.client.get("/trend?hours=6", office).json().at("/items/0");
    assertThat(point.path("type").asText()).isEqualTo("illegal-dumping");
    assertThat(point.path("opened").asInt()).isEqualTo(6);
    assertThat(point.path("start").asText()).isEqualTo("2026-02-22T08:00:00Z");
  }

  @Test
  void theSystemSaysWhatItIs() {
    JsonNode system = hub.client.get("/system", office).json();
    assertThat(system.path("version").asText()).isEqualTo("0.1-test");
    assertThat(system.path("timeZone").asText()).isEqualTo("Asia/Shanghai");
    assertThat(system.path("database").asText()).isEqualTo("embedded");
  }

  @Test
  void answersAreNotKeptAndNotSniffed() {
    Reply reply = hub.client.get("/summary", office, "Accept-Encoding", "gzip");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(reply.header("Content-Security-Policy"))
        .contains("script-src 'self';", "frame-ancestors 'none'");
    assertThat(reply.header("Referrer-Policy")).isEqualTo("same-origin");
  }
}
