package org.gengfu.hub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.gengfu.hub.Demo;
import org.gengfu.hub.config.HubConfig.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An admin tries changed zones over what the hub itself has recorded: the dumping that opened a
 * case is found again by the zones in force, is gone with a longer dwell, and opens no second case.
 */
class ReplayIT {
  private static final Address ANY_PORT = new Address("127.0.0.1", 0);
  private static final String DUMPING = "illegal-dumping";

  @TempDir private Path directory;

  @Test
  void changedZonesAreTriedOverTheRecordingOfACase() {
    try (Demo demo = new Demo(directory, ANY_PORT, ANY_PORT, 0, InstantSource.system())) {
      demo.start();
      String address = demo.hub().http().toString();
      HubClient admin = new HubClient(address).login("admin", Demo.PASSWORD);
      JsonNode dumped = openCase(admin);
      String camera = dumped.path("cameraId").asText();
      Instant from = Instant.parse(dumped.path("onset").asText()).minusSeconds(120);
      Instant to = Instant.parse(dumped.path("openedAt").asText()).plusSeconds(10);
      Await.until(
          "the recording of the case",
          Duration.ofMinutes(3),
          () -> recordedTo(admin, camera).isAfter(to));
      List<JsonNode> cases = casesOf(admin, camera);

      Map<String, Object> asInForce = trial(from, to, zones(admin, camera));
      JsonNode same = replay(admin, camera, asInForce);
      assertThat(same.path("state").asText()).as(same.toString()).isEqualTo("done");
      JsonNode found = about(same, dumped);
      assertThat(found.path("verdict").asText()).as(same.toString()).isEqualTo("same");
      assertThat(found.path("type").asText()).isEqualTo(DUMPING);
      int still = found.at("/tried/still").asInt();
      HttpResponse<byte[]> picture =
          admin.bytes("/replays/" + same.path("id").asText() + "/still?number=" + still);
      assertThat(picture.statusCode()).isEqualTo(200);
      assertThat(picture.body()).startsWith(0xff, 0xd8);

      List<JsonNode> patient = new ArrayList<>();
      for (JsonNode zone : zones(admin, camera)) {
        patient.add(((ObjectNode) zone.deepCopy()).put("dwellSeconds", 86_400));
      }
      JsonNode changed = replay(admin, camera, trial(from, to, patient));
      assertThat(about(changed, dumped).path("verdict").asText())
          .as(changed.toString())
          .isEqualTo("gone");

      assertThat(casesOf(admin, camera)).as("nobody was told").hasSameSizeAs(cases);
      HubClient office = new HubClient(address).login("office", Demo.PASSWORD);
      assertThat(office.post("/cameras/" + camera + "/replays", asInForce).status()).isEqualTo(403);
      thePageShowsIt(address, camera);
    }
  }

  private void thePageShowsIt(String address, String camera) {
    for (int[] size : new int[][] {{1920, 1080}, {500, 900}}) {
      try (Browser desk = new Browser(address, size[0], size[1])) {
        desk.login("admin", Demo.PASSWORD);
        desk.open("/admin/cameras/" + camera + "/zones");
        desk.click("zone-try");
        desk.see("replay-state", "[data-state='done']");
        desk.see("replay-outcome", "[data-verdict='gone']");
        desk.click("replay-again");
        desk.see("replay-start");
      }
    }
  }

  private static JsonNode openCase(HubClient admin) {
    return Await.value(
        "a case of " + DUMPING,
        Duration.ofMinutes(3),
        () ->
            StreamSupport.stream(admin.get("/cases").body().path("items").spliterator(), false)
                .filter(item -> item.path("type").asText().equals(DUMPING))
                .findFirst()
                .orElse(null));
  }

  private static List<JsonNode> casesOf(HubClient admin, String camera) {
    return StreamSupport.stream(admin.get("/cases").body().path("items").spliterator(), false)
        .filter(item -> item.path("cameraId").asText().equals(camera))
        .filter(item -> item.path("type").asText().equals(DUMPING))
        .toList();
  }

  private static Instant recordedTo(HubClient admin, String camera) {
    JsonNode spans = admin.get("/recordings/" + camera).body().path("spans");
    return spans.isEmpty()
        ? Instant.EPOCH
        : Instant.parse(spans.get(spans.size() - 1).path("to").asText());
  }

  private static List<JsonNode> zones(HubClient admin, String camera) {
    return StreamSupport.stream(admin.get("/zones").body().path("items").spliterator(), false)
        .filter(zone -> zone.path("cameraId").asText().equals(camera))
        .toList();
  }

  private static Map<String, Object> trial(Instant from, Instant to, List<JsonNode> zones) {
    return Map.of("from", from.toString(), "to", to.toString(), "zones", zones);
  }

  private static JsonNode replay(HubClient admin, String camera, Map<String, Object> trial) {
    HubClient.Answer begun = admin.post("/cameras/" + camera + "/replays", trial);
    assertThat(begun.status()).as(begun.body().toString()).isEqualTo(201);
    return Await.value(
        "the end of the replay",
        Duration.ofMinutes(3),
        () -> {
          JsonNode now = admin.get("/replays/" + begun.body().path("id").asText()).body();
          String state = now.path("state").asText();
          return state.equals("waiting") || state.equals("running") ? null : now;
        });
  }

  /** What the replay says of the happening that the case is about. */
  private static JsonNode about(JsonNode replay, JsonNode theCase) {
    for (JsonNode outcome : replay.path("outcomes")) {
      for (JsonNode id : outcome.path("caseIds")) {
        if (id.asLong() == theCase.path("id").asLong()) {
          return outcome;
        }
      }
    }
    throw new AssertionError("nothing about case " + theCase.path("id") + " in " + replay);
  }
}
