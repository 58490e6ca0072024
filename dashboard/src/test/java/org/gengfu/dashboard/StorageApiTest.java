package org.gengfu.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.gengfu.core.recording.RecordingProtection;
import org.gengfu.dashboard.fake.ApiClient.Reply;
import org.gengfu.dashboard.fake.TestHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StorageApiTest {
  private static final String PROTECTIONS = "/recording/protections";

  private TestHub hub;
  private String admin;
  private String office;

  @BeforeEach
  void start() {
    hub = new TestHub();
    admin = hub.token("admin");
    office = hub.token("office");
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private Reply protect(String camera, String from, String to, String reason) {
    return hub.client.post(
        PROTECTIONS,
        office,
        "{\"cameraId\":\"%s\",\"from\":\"%s\",\"to\":\"%s\",\"reason\":\"%s\"}"
            .formatted(camera, from, to, reason));
  }

  @Test
  void theStatusHasDisksCamerasAndAnEstimate() {
    JsonNode json = hub.client.get("/recording/status", admin).json();
    assertThat(json.at("/disks/0/state").asText()).isEqualTo("ok");
    assertThat(json.at("/disks/0/deletesEarly").asBoolean()).isTrue();
    assertThat(json.at("/disks/0/capacityBytes").asLong()).isEqualTo(60_000);
    assertThat(json.at("/disks/1/state").asText()).isEqualTo("missing");
    assertThat(json.at("/disks/1/detail").asText()).isEqualTo("is it mounted?");
    assertThat(json.at("/disks/1/freeBytes").isNull()).isTrue();
    assertThat(json.at("/cameras/0/mode").asText()).isEqualTo("continuous");
    assertThat(json.at("/cameras/0/idle").isNull()).isTrue();
    assertThat(json.at("/cameras/0/newestAt").asText()).isEqualTo("2026-03-01T08:00:00Z");
    assertThat(json.at("/cameras/0/droppedGroups").asLong()).isEqualTo(7);
    assertThat(json.at("/cameras/1/mode").isNull()).isTrue();
    assertThat(json.at("/cameras/2/idle").asText()).isEqualTo("no-pictures");
    assertThat(json.at("/estimate/bytesPerDay").asLong()).isEqualTo(1_600);
    assertThat(json.at("/estimate/neededBytes").asLong()).isEqualTo(48_000);
    assertThat(json.at("/estimate/days").asDouble()).isEqualTo(37.5);
  }

  @Test
  void aTimeIsKeptUntilAnAdminReleasesIt() {
    Reply made = protect("gate", "2026-03-01T15:00:00+08:00", "2026-03-01T07:10:00Z", " 打架 ");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo("/api/v1/recording/protections/1");
    assertThat(made.json().path("from").asText()).isEqualTo("2026-03-01T07:00:00Z");
    assertThat(made.json().path("reason").asText()).isEqualTo("打架");
    assertThat(made.json().path("createdBy").asText()).isEqualTo("office");
    assertThat(made.json().path("caseId").isNull()).isTrue();

    assertThat(hub.client.send("DELETE", PROTECTIONS + "/1", office, null).status()).isEqualTo(403);
    assertThat(hub.client.send("DELETE", PROTECTIONS + "/1", admin, null).status()).isEqualTo(204);
    Reply again = hub.client.send("DELETE", PROTECTIONS + "/1", admin, null);
    assertThat(again.problem()).isEqualTo("unknown");
    assertThat(again.text()).contains("no protection 1");
  }

  @Test
  void theListIsPagedAndLeavesCasesOutWhereAsked() {
    Instant at = hub.clock.instant();
    hub.storage.protect("gate", at.minusSeconds(60), at, "case 17", RecordingProtection.HUB);
    hub.storage.protect("gate", at.minusSeconds(60), at, "case 18", "office");
    hub.storage.protect("yard", at.minusSeconds(60), at, "fire", "office");

    JsonNode page = hub.client.get(PROTECTIONS + "?limit=2", office).json();
    assertThat(page.path("items").findValuesAsText("id")).containsExactly("3", "2");
    JsonNode rest = hub.client.get(PROTECTIONS + "?limit=2&beforeId=2", office).json();
    assertThat(rest.at("/items/0/caseId").asLong()).isEqualTo(17);
    assertThat(rest.path("next").isNull()).isTrue();
    JsonNode people = hub.client.get(PROTECTIONS + "?by=people&cameraId=gate", office).json();
    assertThat(people.path("items").findValuesAsText("reason")).containsExactly("case 18");
    assertThat(people.at("/items/0/caseId").isNull()).as("a person's words").isTrue();
  }

  @Test
  void whoHasProtectedAsMuchAsMayBeIsToldToReleaseSome() {
    Instant at = hub.clock.instant();
    for (int n = 0; n < RecordingProtection.MOST_BY_PEOPLE; n++) {
      hub.storage.protect("gate", at.minusSeconds(60), at, "fire", "office");
    }
    Reply refused = protect("gate", "2026-03-01T07:00:00Z", "2026-03-01T07:10:00Z", "x");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("too-many-protected");
    assertThat(refused.text()).contains("release some");
    assertThat(hub.client.send("DELETE", PROTECTIONS + "/1", admin, null).status()).isEqualTo(204);
    assertThat(protect("gate", "2026-03-01T07:00:00Z", "2026-03-01T07:10:00Z", "x").status())
        .isEqualTo(201);
  }

  @Test
  void whatCannotBeKeptSaysWhy() {
    String seven = "2026-03-01T07:00:00Z";
    assertThat(protect("yard", seven, "2026-03-01T07:30:00Z", "x").problem())
        .as("nothing comes of it")
        .isEqualTo("not-recorded");
    assertThat(protect("nobody", seven, "2026-03-01T09:00:00Z", "x").problem())
        .isEqualTo("unknown");
    assertThat(protect("gate", seven, "soon", "x").wrongPlaces()).containsExactly("/to");
    assertThat(protect("gate", seven, seven, "x").wrongPlaces()).containsExactly("/from");
    assertThat(protect("gate", seven, "2026-03-08T07:00:01Z", "x").said("/to"))
        .contains("168 hours");
    assertThat(protect("gate", "2026-03-01T08:00:01Z", "2026-03-01T09:00:00Z", "x").said("/from"))
        .contains("future");
    assertThat(protect("gate", seven, "2026-03-01T07:30:00Z", "  ").said("/reason"))
        .contains("a reason");
    assertThat(protect("gate", seven, "2026-03-01T07:30:00Z", "x".repeat(201)).wrongPlaces())
        .containsExactly("/reason");
    assertThat(hub.storage.kept).isEmpty();
  }

  @Test
  void whatIsStillToComeOfACameraIsKeptToo() {
    assertThat(protect("yard", "2026-03-01T08:00:00Z", "2026-03-01T12:00:00Z", "x").status())
        .isEqualTo(201);
  }

  @Test
  void viewingsAreThoseOfACameraAndOfAnAccount() {
    String range = "/video.mp4?from=2026-03-01T07:00:00Z&to=2026-03-01T07:10:00Z";
    hub.client.get("/recordings/gate" + range, office);
    hub.client.get("/recordings/gate" + range, admin);
    assertThat(actors("/viewings")).containsExactly("admin", "office");
    assertThat(actors("/viewings?actor=office&cameraId=gate")).containsExactly("office");
    assertThat(actors("/viewings?actor=nobody")).isEmpty();
    assertThat(actors("/viewings?cameraId=yard")).isEmpty();
    assertThat(actors("/viewings?kind=protection")).isEmpty();
  }

  private Iterable<String> actors(String path) {
    return hub.client.get(path, admin).json().path("items").findValuesAsText("actor");
  }
}
