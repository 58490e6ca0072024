package org.gengfu.hub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import org.gengfu.hub.Demo;
import org.gengfu.hub.config.HubConfig.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was recorded, as people see it in a real browser: a case gets its clip, the page plays the
 * recording at several speeds and goes elsewhere, the browser's own player seeks in the exported
 * file, and all of it is in the audit log.
 */
class PlaybackIT {
  private static final Address ANY_PORT = new Address("127.0.0.1", 0);

  @TempDir private Path directory;

  @Test
  void fromTheCaseToTheRecordingAndTheFile() {
    try (Demo demo = new Demo(directory, ANY_PORT, ANY_PORT, 0, InstantSource.system())) {
      demo.start();
      String address = demo.hub().http().toString();
      HubClient office = new HubClient(address).login("office", Demo.PASSWORD);
      JsonNode dumped = openCase(office, "illegal-dumping");
      long id = dumped.path("id").asLong();
      long clip = clipOf(office, id);
      onlyItsWorkerGetsIt(address, dumped, clip);
      anyRangeIsThatSlice(office, "/evidence/" + clip);

      try (Browser desk = new Browser(address, 1920, 1080)) {
        desk.login("office", Demo.PASSWORD);
        theClipPlays(desk, id);
        thePageBeginsBeforeTheCase(desk, id, Instant.parse(dumped.path("onset").asText()));
        itGoesFasterAndElsewhere(desk);
        theFilePlays(office, desk, dumped);
        aRangeIsProtected(desk);
      }
      everythingWasWrittenDown(address, dumped.path("cameraId").asText(), clip);
      try (Browser desk = new Browser(address, 1920, 1080)) {
        desk.login("admin", Demo.PASSWORD);
        theAdminSeesDisksAndReleases(address, desk, dumped);
        theAdminSeesWhoSawIt(desk);
      }
    }
  }

  private static JsonNode openCase(HubClient office, String type) {
    return Await.value(
        "a case of " + type,
        Duration.ofMinutes(3),
        () ->
            StreamSupport.stream(office.get("/cases").body().path("items").spliterator(), false)
                .filter(item -> item.path("type").asText().equals(type))
                .findFirst()
                .orElse(null));
  }

  private static long clipOf(HubClient office, long caseId) {
    return Await.value(
        "the clip of case " + caseId,
        Duration.ofMinutes(4),
        () ->
            StreamSupport.stream(
                    office.get("/cases/" + caseId).body().at("/case/evidence").spliterator(), false)
                .filter(piece -> piece.path("kind").asText().equals("clip"))
                .map(piece -> piece.path("id").asLong())
                .findFirst()
                .orElse(null));
  }

  private static void onlyItsWorkerGetsIt(String address, JsonNode theCase, long clip) {
    String worker = theCase.path("workerId").asText();
    String other = worker.equals("chen") ? "lin" : "chen";
    assertThat(
            new HubClient(address).login(worker, Demo.PASSWORD).get("/evidence/" + clip).status())
        .isEqualTo(200);
    assertThat(new HubClient(address).login(other, Demo.PASSWORD).get("/evidence/" + clip).status())
        .isEqualTo(403);
  }

  private static void anyRangeIsThatSlice(HubClient office, String path) {
    HttpResponse<byte[]> whole = office.bytes(path);
    assertThat(whole.statusCode()).isEqualTo(200);
    int length = whole.body().length;
    assertThat(length).isGreaterThan(50_000);
    for (int from = 0; from < length; from += length / 7) {
      int to = Math.min(length - 1, from + length / 9);
      HttpResponse<byte[]> part = office.bytes(path, "Range", "bytes=" + from + "-" + to);
      assertThat(part.statusCode()).isEqualTo(206);
      assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), from, to + 1));
    }
  }

  private static void theClipPlays(Browser desk, long id) {
    desk.open("/screen");
    desk.click("case-item", "[data-case-id='" + id + "']");
    desk.click("evidence-clip");
    desk.see("case-clip");
    String video = "document.querySelector(\"[data-testid='case-clip']\")";
    desk.script(video + ".play()");
    plays(desk, "the clip", video, 12, 40);
    seeks(desk, "the clip", video);
  }

  /** It has pictures, lasts as long as it should, and goes on. */
  private static void plays(Browser desk, String what, String video, int least, int most) {
    Await.until(
        what + " plays",
        Duration.ofSeconds(30),
        () ->
            Boolean.TRUE.equals(
                desk.script(
                    "const v = %s; return v.currentTime > 0.5 && v.videoWidth > 0 && !v.error && v.duration > %d && v.duration < %d;"
                        .formatted(video, least, most))));
  }

  /** Going elsewhere shows what is there. */
  private static void seeks(Browser desk, String what, String video) {
    for (double place : new double[] {0.8, 0.2, 0.55}) {
      desk.script(video + ".currentTime = " + video + ".duration * " + place);
      Await.until(
          what + " goes to " + place,
          Duration.ofSeconds(20),
          () ->
              Boolean.TRUE.equals(
                  desk.script(
                      "const v = %s; return !v.seeking && !v.error && v.readyState >= 2 && v.currentTime >= v.duration * %s;"
                          .formatted(video, place))));
    }
  }

  private static void thePageBeginsBeforeTheCase(Browser desk, long id, Instant onset) {
    desk.click("case-playback");
    Await.until(
        "the recording plays",
        Duration.ofSeconds(40),
        () -> desk.path().startsWith("/playback") && "playing".equals(state(desk)));
    assertThat(Duration.between(time(desk), onset))
        .as("10 s before the case, or the keyframe before that")
        .isBetween(Duration.ofSeconds(-5), Duration.ofSeconds(15));
    desk.see("playback-case", "[data-case-id='" + id + "']");
    desk.see("playback-span");
  }

  private static @org.jspecify.annotations.Nullable Object state(Browser desk) {
    return desk.script(
        "return document.querySelector(\"[data-testid='playback-state']\")?.dataset.state;");
  }

  private static Instant time(Browser desk) {
    Object at =
        desk.script("return document.querySelector(\"[data-testid='playback-time']\").dataset.at;");
    return Instant.ofEpochMilli(Long.parseLong(String.valueOf(at)));
  }

  private static void itGoesFasterAndElsewhere(Browser desk) {
    Instant begin = time(desk);
    Await.until(
        "the time goes on", Duration.ofSeconds(20), () -> time(desk).isAfter(begin.plusSeconds(2)));
    desk.click("playback-speed-16");
    Instant fast = time(desk);
    long before = System.nanoTime();
    Await.until(
        "16 times as fast",
        Duration.ofSeconds(25),
        () -> time(desk).isAfter(fast.plusSeconds(25)) || "edge".equals(state(desk)));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));

    desk.click("playback-case-before");
    Await.until(
        "back at the case",
        Duration.ofSeconds(30),
        () -> time(desk).isBefore(fast.plusSeconds(5)) && "playing".equals(state(desk)));
    desk.click("playback-toggle");
    Await.until(
        "a still picture",
        Duration.ofSeconds(10),
        () -> {
          Instant still = time(desk);
          return Boolean.TRUE.equals(
                  desk.script(
                      "return document.querySelector(\"[data-testid='playback-video']\").paused;"))
              && time(desk).equals(still);
        });
    desk.screenshot(Path.of("target/screenshots/playback.png"));
  }

  /** The browser's own player on the file that doesn't exist. */
  private static void theFilePlays(HubClient office, Browser desk, JsonNode theCase) {
    Instant onset = Instant.parse(theCase.path("onset").asText());
    String query = "?from=" + onset.minusSeconds(7) + "&to=" + onset.plusSeconds(23);
    String path = "/recordings/" + theCase.path("cameraId").asText();
    JsonNode described = office.get(path + "/video" + query).body();
    assertThat(described.path("seconds").asDouble()).isBetween(15.0, 31.0);
    anyRangeIsThatSlice(office, path + "/video.mp4" + query);
    desk.script(
        "const v = document.createElement('video'); v.id = 'file'; v.muted = true;"
            + "v.style = 'position:fixed;inset:0;width:400px;z-index:99';"
            + "v.src = '/api/v1"
            + path
            + "/video.mp4"
            + query
            + "'; document.body.append(v); v.play();");
    String video = "document.getElementById('file')";
    plays(desk, "the file", video, 14, 32);
    seeks(desk, "the file", video);
  }

  private static void aRangeIsProtected(Browser desk) {
    desk.script("document.getElementById('file').remove();");
    desk.click("playback-mark-from");
    desk.click("playback-protect");
    desk.type("playback-protect-reason", "派出所要求");
    desk.click("playback-protect-save");
    Await.until(
        "the timeline shows it",
        Duration.ofSeconds(20),
        () ->
            Boolean.TRUE.equals(
                desk.script(
                    "return [...document.querySelectorAll(\"[data-testid='playback-kept']\")]"
                        + ".some((one) => one.title.includes('派出所要求'));")));
  }

  /** Real disks, a real recorder: what it tells is on the page, and in the database. */
  private static void theAdminSeesDisksAndReleases(String address, Browser desk, JsonNode theCase) {
    HubClient admin = new HubClient(address).login("admin", Demo.PASSWORD);
    JsonNode status = admin.get("/recording/status").body();
    assertThat(status.at("/disks/0/state").asText()).isEqualTo("ok");
    assertThat(status.at("/disks/0/recordedBytes").asLong()).isPositive();
    assertThat(status.at("/disks/0/maxBytes").asLong()).isEqualTo(2_000_000_000L);
    assertThat(status.at("/estimate/days").asDouble()).isPositive();
    assertThat(status.path("cameras")).hasSizeGreaterThanOrEqualTo(84);
    JsonNode camera = ofCamera(status.path("cameras"), theCase.path("cameraId").asText());
    assertThat(camera.path("recording").asBoolean()).as(camera.toString()).isTrue();
    assertThat(camera.path("bytes").asLong()).isPositive();
    JsonNode ofCase =
        ofCamera(
            admin.get("/recording/protections").body().path("items"),
            theCase.path("cameraId").asText());
    assertThat(ofCase.path("id").asLong()).isPositive();
    JsonNode kept = admin.get("/recording/protections?by=people").body().path("items");
    assertThat(kept.findValuesAsText("reason")).containsExactly("派出所要求");

    desk.open("/admin/recording");
    desk.see("disk", "[data-state='ok']");
    desk.see("camera-recording", "[data-id='" + theCase.path("cameraId").asText() + "']");
    desk.see("protection", "[data-id='" + kept.at("/0/id").asText() + "']");
    desk.screenshot(Path.of("target/screenshots/recording.png"));
    desk.script("window.confirm = () => true;");
    desk.click("protection-release");
    Await.until(
        "it is released",
        Duration.ofSeconds(20),
        () -> admin.get("/recording/protections?by=people").body().path("items").isEmpty());
    JsonNode log = admin.get("/viewings?kind=protection&actor=admin").body().path("items");
    assertThat(log.findValuesAsText("action")).containsExactly("released");
    assertThat(log.at("/0/detail/reason").asText()).isEqualTo("派出所要求");
  }

  private static JsonNode ofCamera(JsonNode items, String cameraId) {
    return StreamSupport.stream(items.spliterator(), false)
        .filter(item -> item.path("cameraId").asText().equals(cameraId))
        .findFirst()
        .orElseThrow();
  }

  private static void theAdminSeesWhoSawIt(Browser desk) {
    desk.open("/admin/viewings");
    desk.see("viewing");
    Object said = desk.script("return document.querySelector('main').textContent;");
    assertThat(String.valueOf(said)).contains("office", "导出", "看到的画面");
    desk.screenshot(Path.of("target/screenshots/viewings.png"));
  }

  private static void everythingWasWrittenDown(String address, String cameraId, long clip) {
    HubClient admin = new HubClient(address).login("admin", Demo.PASSWORD);
    JsonNode recordings = admin.get("/viewings").body().path("items");
    assertThat(recordings.findValuesAsText("action")).contains("view", "export");
    assertThat(recordings.findValuesAsText("subject")).containsOnly(cameraId);
    assertThat(recordings.findValuesAsText("actor")).containsOnly("office");
    JsonNode clips = admin.get("/viewings?kind=clip").body().path("items");
    assertThat(clips.findValuesAsText("subject")).containsOnly(Long.toString(clip));
    assertThat(clips.findValuesAsText("actor")).contains("office");
  }
}
