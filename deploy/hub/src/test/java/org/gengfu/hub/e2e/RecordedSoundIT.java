package org.gengfu.hub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gengfu.core.accounts.Account;
import org.gengfu.core.accounts.Role;
import org.gengfu.core.storage.Database;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.RecordingPlan;
import org.gengfu.dashboard.login.Passwords;
import org.gengfu.hub.Hub;
import org.gengfu.hub.RecordingsCheck;
import org.gengfu.hub.config.HubConfig;
import org.gengfu.ingest.recording.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recorded sound in a real browser: in a file over the end of a segment, on the playback page, and
 * of a camera that sends G.711.
 */
class RecordedSoundIT {
  private static final String PASSWORD = "a password of the test";
  private static final int SEGMENT_SECONDS = 300;

  /** From the hub's start to the first end of a segment, so that it falls into the test. */
  private static final int TURN_AFTER_SECONDS = 70;

  private static final String VIDEO = "document.getElementById('file')";

  @TempDir private Path directory;
  private String talking = "";

  @Test
  void isHeardOverTheEndOfASegment() throws Exception {
    film("talk.mp4", "-c:a", "aac");
    film("old.mov", "-c:a", "pcm_alaw", "-ar", "8000");
    talking = turnsSoon();
    HubConfig config = TestConfig.under(directory, null);
    try (Hub hub = new Hub(config, InstantSource.system(), this::prepare)) {
      hub.start();
      String address = hub.http().toString();
      HubClient admin = new HubClient(address).login("admin", PASSWORD);
      Instant turn = turn();
      recordedUntil(admin, turn.plusSeconds(20));
      try (Browser desk = new Browser(address, 1280, 900)) {
        desk.login("admin", PASSWORD);
        aFilePlays(admin, desk, talking, turn, "aac");
        aFilePlays(admin, desk, "old", turn, "pcma");
        thePageIsHeard(desk, turn);
        thePageSaysThatG711IsNot(desk, turn);
      }
    }
    List<String> said = new ArrayList<>();
    Verification.Summary summary =
        new RecordingsCheck(config, InstantSource.system())
            .verify(Verification.Depth.PICTURES, false, said::add);
    assertThat(said).isEmpty();
    assertThat(summary.agree()).isTrue();
    assertThat(summary.files()).isGreaterThanOrEqualTo(3);
  }

  /** A film of twelve seconds with a tone, which a camera shows again and again. */
  private void film(String name, String... sound) throws IOException, InterruptedException {
    Path media = Files.createDirectories(directory.resolve("hub/media"));
    List<String> command =
        new ArrayList<>(
            List.of(
                ("ffmpeg -y -v error -f lavfi -i testsrc2=size=320x240:rate=10 -f lavfi -i"
                        + " sine=frequency=440:sample_rate=16000 -t 12 -c:v libx264 -preset ultrafast"
                        + " -tune zerolatency -pix_fmt yuv420p -g 10 -ac 1")
                    .split(" ", -1)));
    command.addAll(List.of(sound));
    command.add(media.resolve(name).toString());
    Process ffmpeg = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(ffmpeg.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(ffmpeg.waitFor()).as(said).isZero();
  }

  /** A camera's id whose recording goes on in another file in a while. */
  private static String turnsSoon() {
    long wanted = Instant.now().getEpochSecond() + TURN_AFTER_SECONDS;
    return Stream.iterate(0, n -> n + 1)
        .map(n -> "talk-" + n)
        .filter(id -> Math.floorMod(wanted + id.hashCode(), SEGMENT_SECONDS) == 0)
        .findFirst()
        .orElseThrow();
  }

  /** When a file of the camera begins before which enough was recorded. */
  private Instant turn() {
    return Await.value(
        "the end of a segment",
        Duration.ofSeconds(2 * SEGMENT_SECONDS),
        () ->
            starts()
                .filter(start -> starts().anyMatch(one -> one.plusSeconds(10).isBefore(start)))
                .findFirst()
                .orElse(null));
  }

  private Stream<Instant> starts() {
    Path of = directory.resolve("recordings").resolve(talking);
    if (!Files.isDirectory(of)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(of)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("-main.mp4"))
          .map(name -> Instant.ofEpochMilli(Long.parseLong(name.replace("-main.mp4", ""))))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void recordedUntil(HubClient admin, Instant moment) {
    for (String camera : List.of(talking, "old")) {
      Await.until(
          "the recording of " + camera,
          Duration.ofMinutes(2),
          () -> {
            JsonNode spans = admin.get("/recordings/" + camera).body().path("spans");
            return !spans.isEmpty()
                && Instant.parse(spans.get(spans.size() - 1).path("to").asText()).isAfter(moment);
          });
    }
  }

  private static void aFilePlays(
      HubClient admin, Browser desk, String camera, Instant turn, String codec) {
    String path = "/recordings/" + camera + "/video";
    String query = "?from=" + turn.minusSeconds(8) + "&to=" + turn.plusSeconds(10);
    JsonNode described = admin.get(path + query).body();
    assertThat(described.at("/sound/codec").asText()).as(described.toString()).isEqualTo(codec);
    assertThat(described.at("/sound/seconds").asDouble()).isBetween(16.5, 18.2);
    assertThat(described.path("seconds").asDouble()).isBetween(17.5, 18.5);
    desk.script(
        "document.getElementById('file')?.remove(); const v = document.createElement('video');"
            + "v.id = 'file'; v.style = 'position:fixed;inset:0;width:400px;z-index:99';"
            + "v.src = '/api/v1"
            + path
            + ".mp4"
            + query
            + "'; document.body.append(v); v.play();");
    Await.until(
        "the file of " + camera + " plays over the end of the segment",
        Duration.ofSeconds(90),
        () -> is(desk, VIDEO, "v.currentTime > 11 && !v.error && v.videoWidth > 0"));
    assertThat(is(desk, VIDEO, "v.webkitAudioDecodedByteCount > 5000"))
        .as(
            "sound was decoded: %s",
            desk.script("return " + VIDEO + ".webkitAudioDecodedByteCount"))
        .isTrue();
    desk.script(VIDEO + ".currentTime = 3");
    Await.until(
        "it goes back and on",
        Duration.ofSeconds(30),
        () -> is(desk, VIDEO, "!v.seeking && !v.error && v.currentTime > 4 && v.currentTime < 11"));
    desk.script(VIDEO + ".remove()");
  }

  private static boolean is(Browser desk, String video, String condition) {
    return Boolean.TRUE.equals(
        desk.script("const v = " + video + "; return !!v && " + condition + ";"));
  }

  private void thePageIsHeard(Browser desk, Instant turn) {
    String video = "document.querySelector(\"[data-testid='playback-video']\")";
    desk.open("/playback?camera=" + talking + "&at=" + turn.minusSeconds(5));
    desk.see("playback-sound");
    desk.click("playback-sound");
    Await.until(
        "the page plays over the end of the segment",
        Duration.ofSeconds(60),
        () ->
            at(desk).isAfter(turn.plusSeconds(3))
                && is(desk, video, "!v.muted && !v.error && v.webkitAudioDecodedByteCount > 5000"));
    desk.click("playback-speed-16");
    Await.until(
        "no sound at 16 times the speed",
        Duration.ofSeconds(30),
        () -> is(desk, "document", "!v.querySelector(\"[data-testid='playback-sound']\")"));
    desk.click("playback-speed-1");
    desk.see("playback-sound");
  }

  private static Instant at(Browser desk) {
    Object at =
        desk.script("return document.querySelector(\"[data-testid='playback-time']\").dataset.at;");
    return Instant.ofEpochMilli(Long.parseLong(String.valueOf(at)));
  }

  private static void thePageSaysThatG711IsNot(Browser desk, Instant turn) {
    desk.open("/playback?camera=old&at=" + turn.minusSeconds(5));
    assertThat(desk.see("playback-silent").getText()).contains("G.711");
    Await.until(
        "its pictures play", Duration.ofSeconds(60), () -> at(desk).isAfter(turn.plusSeconds(1)));
  }

  private void prepare(Database database) {
    database
        .accounts()
        .create(new Account("admin", Role.ADMIN, null), new Passwords(6).hash(PASSWORD), "test");
    database.registry().create(camera(talking, "file:talk.mp4"), "test");
    database.registry().create(camera("old", "file:old.mov"), "test");
  }

  private static Camera camera(String id, String url) {
    return new Camera(
        id,
        id,
        url,
        null,
        null,
        null,
        Camera.Transport.TCP,
        true,
        RecordingPlan.STANDARD,
        null,
        null,
        true);
  }
}
