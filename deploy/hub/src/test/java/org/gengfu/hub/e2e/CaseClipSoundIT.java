package org.gengfu.hub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.gengfu.core.accounts.Account;
import org.gengfu.core.accounts.Role;
import org.gengfu.core.storage.Database;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.RecordingPlan;
import org.gengfu.dashboard.login.Passwords;
import org.gengfu.hub.Hub;
import org.gengfu.simulator.clip.Clip;
import org.gengfu.simulator.clip.Gop;
import org.gengfu.simulator.encode.ClipEncoder;
import org.gengfu.simulator.scene.Film;
import org.gengfu.simulator.scene.Scenery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clip of a case with its sound: a camera of GStreamer's shows a street and hums, somebody
 * walks into a closed area, and what the case keeps is decoded by FFmpeg and heard in a real
 * browser.
 */
class CaseClipSoundIT {
  private static final String PASSWORD = "a password of the test";
  private static final int BITS_PER_SECOND = 600_000;
  private static final int GOP_FRAMES = 20;

  /** Longer than the test waits for everything. */
  private static final int FILM_SECONDS = 900;

  private static final Pattern MEAN_VOLUME = Pattern.compile("mean_volume: (-?[0-9.]+) dB");
  private static final String VIDEO = "document.getElementById('clip')";

  @TempDir private Path directory;

  @Test
  void isHeardInTheEvidence() throws Exception {
    Path film = film();
    int port = freePort();
    Process server =
        new ProcessBuilder("/usr/bin/python3", script().toString(), film.toString(), "" + port)
            .redirectErrorStream(true)
            .start();
    try (BufferedReader out = server.inputReader();
        Hub hub =
            new Hub(
                TestConfig.under(directory, null),
                InstantSource.system(),
                database -> prepare(database, port))) {
      assertThat(out.readLine()).as("GStreamer's RTSP server is there").isEqualTo("ready");
      hub.start();
      String address = hub.http().toString();
      HubClient admin = new HubClient(address).login("admin", PASSWORD);
      closedArea(admin);
      long caseId = openCase(admin);
      long clip =
          Await.value("the clip", Duration.ofMinutes(4), () -> evidence(admin, caseId, "clip"));
      assertThat(evidence(admin, caseId, "moment")).as("the picture").isNotNull();
      assertThat(admin.bytes("/evidence/" + evidence(admin, caseId, "moment")).body())
          .startsWith(0xff, 0xd8);
      Path file = directory.resolve("clip.mp4");
      Files.write(file, admin.bytes("/evidence/" + clip).body());
      hasBothTracks(file);
      hums(file);
      try (Browser desk = new Browser(address, 1280, 900)) {
        desk.login("admin", PASSWORD);
        playsInTheBrowser(desk, clip);
        onItsPage(desk, caseId);
      }
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  /** A street of the simulator, again and again, with a tone. */
  private Path film() throws IOException, InterruptedException {
    Film street = Objects.requireNonNull(Scenery.STREET_MORNING.films().get(Scenery.LOOP));
    Clip clip = ClipEncoder.encode(street, GOP_FRAMES, BITS_PER_SECOND);
    Path once = Files.write(directory.resolve("street.h264"), annexB(clip));
    Path mp4 = directory.resolve("once.mp4");
    ffmpeg(
        "-f",
        "h264",
        "-framerate",
        "" + Scenery.FRAMES_PER_SECOND,
        "-i",
        once.toString(),
        "-c",
        "copy",
        mp4.toString());
    Path film = directory.resolve("film.mp4");
    ffmpeg(
        ("-stream_loop -1 -i " + mp4 + " -f lavfi -i sine=frequency=440:sample_rate=16000 -t ")
            + FILM_SECONDS
            + " -map 0:v -map 1:a -c:v copy -c:a aac -ac 1 -b:a 48k "
            + film);
    return film;
  }

  private static void ffmpeg(String arguments) throws IOException, InterruptedException {
    ffmpeg(arguments.split(" ", -1));
  }

  private static void ffmpeg(String... arguments) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of("ffmpeg", "-y", "-v", "error"));
    command.addAll(List.of(arguments));
    run(command);
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static byte[] annexB(Clip clip) {
    var out = new java.io.ByteArrayOutputStream();
    for (Gop gop : clip.gops()) {
      List<byte[]> nals = new java.util.ArrayList<>();
      nals.add(gop.parameterSets().sps());
      nals.add(gop.parameterSets().pps());
      gop.pictures().forEach(picture -> nals.addAll(picture.nals()));
      for (byte[] nal : nals) {
        out.writeBytes(new byte[] {0, 0, 0, 1});
        out.writeBytes(nal);
      }
    }
    return out.toByteArray();
  }

  private Path script() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("sounding-camera.py"))) {
      return Files.write(directory.resolve("camera.py"), in.readAllBytes());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void prepare(Database database, int port) {
    database
        .accounts()
        .create(new Account("admin", Role.ADMIN, null), new Passwords(6).hash(PASSWORD), "test");
    database
        .registry()
        .create(
            new Camera(
                "street",
                "主街",
                "rtsp://127.0.0.1:" + port + "/cam",
                null,
                null,
                null,
                Camera.Transport.TCP,
                null,
                true,
                RecordingPlan.STANDARD,
                null,
                null,
                true),
            "test");
  }

  /** Once enough is recorded for a whole pre-roll. */
  private static void closedArea(HubClient admin) {
    Await.until(
        "a recording with sound",
        Duration.ofMinutes(2),
        () -> {
          JsonNode spans = admin.get("/recordings/street").body().path("spans");
          return !spans.isEmpty()
              && Duration.between(
                          java.time.Instant.parse(spans.get(0).path("from").asText()),
                          java.time.Instant.parse(spans.get(0).path("to").asText()))
                      .toSeconds()
                  > 12;
        });
    HubClient.Answer answer =
        admin.post(
            "/zones",
            Map.of(
                "id",
                "closed",
                "cameraId",
                "street",
                "name",
                "禁入区",
                "kind",
                "intrusion",
                "polygon",
                List.of(List.of(0, 0), List.of(1, 0), List.of(1, 1), List.of(0, 1)),
                "dwellSeconds",
                1));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
  }

  private static long openCase(HubClient admin) {
    return Await.value(
        "a case of intrusion",
        Duration.ofMinutes(3),
        () ->
            StreamSupport.stream(admin.get("/cases").body().path("items").spliterator(), false)
                .filter(item -> item.path("type").asText().equals("intrusion"))
                .map(item -> item.path("id").asLong())
                .findFirst()
                .orElse(null));
  }

  private static @org.jspecify.annotations.Nullable Long evidence(
      HubClient admin, long caseId, String kind) {
    JsonNode all = admin.get("/cases/" + caseId).body().at("/case/evidence");
    return StreamSupport.stream(all.spliterator(), false)
        .filter(one -> one.path("kind").asText().equals(kind))
        .map(one -> one.path("id").asLong())
        .findFirst()
        .orElse(null);
  }

  private static void hasBothTracks(Path file) throws Exception {
    JsonNode streams =
        new ObjectMapper()
            .readTree(
                run(
                    List.of(
                        "ffprobe",
                        "-v",
                        "error",
                        "-count_packets",
                        "-show_streams",
                        "-of",
                        "json",
                        file.toString())))
            .path("streams");
    assertThat(streams.findValuesAsText("codec_name")).containsExactly("h264", "aac");
    for (JsonNode stream : streams) {
      assertThat(stream.path("duration").asDouble())
          .as("ten seconds before, twenty after, in " + stream)
          .isBetween(27.0, 36.0);
    }
    assertThat(streams.get(1).path("nb_read_packets").asInt())
        .as("1024 samples a packet at 16 kHz")
        .isGreaterThan(27 * 15);
  }

  /** All of it is decoded, and it is the tone rather than the silence that fills gaps. */
  private static void hums(Path file) throws Exception {
    assertThat(run(List.of("ffmpeg", "-v", "error", "-i", file.toString(), "-f", "null", "-")))
        .isBlank();
    String measured =
        run(
            List.of(
                "ffmpeg",
                "-hide_banner",
                "-i",
                file.toString(),
                "-map",
                "0:a",
                "-af",
                "volumedetect",
                "-f",
                "null",
                "-"));
    Matcher volume = MEAN_VOLUME.matcher(measured);
    assertThat(volume.find()).as(measured).isTrue();
    assertThat(Double.parseDouble(volume.group(1))).isGreaterThan(-30);
  }

  private static void playsInTheBrowser(Browser desk, long clip) {
    desk.script(
        "const v = document.createElement('video'); v.id = 'clip';"
            + "v.style = 'position:fixed;inset:0;width:400px;z-index:99';"
            + "v.src = '/api/v1/evidence/"
            + clip
            + "'; document.body.append(v); v.play();");
    Await.until(
        "the clip plays with sound",
        Duration.ofSeconds(90),
        () ->
            Boolean.TRUE.equals(
                desk.script(
                    "const v = "
                        + VIDEO
                        + "; return v.currentTime > 5 && !v.error && v.videoWidth > 0"
                        + " && v.webkitAudioDecodedByteCount > 5000 && v.duration > 26;")));
    desk.script(VIDEO + ".remove()");
  }

  /** The case's own page has it, and the sound can be switched on. */
  private static void onItsPage(Browser desk, long caseId) {
    desk.open("/screen");
    desk.click("case-item", "[data-case-id='" + caseId + "']");
    desk.click("evidence-clip");
    desk.see("case-clip");
    String video = "document.querySelector(\"[data-testid='case-clip']\")";
    desk.script("const v = " + video + "; v.muted = false; v.play();");
    Await.until(
        "the clip on the page of the case",
        Duration.ofSeconds(60),
        () ->
            Boolean.TRUE.equals(
                desk.script(
                    "const v = "
                        + video
                        + "; return v.currentTime > 2 && !v.error && !v.muted"
                        + " && v.webkitAudioDecodedByteCount > 2000;")));
  }
}
