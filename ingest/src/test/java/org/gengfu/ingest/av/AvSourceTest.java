package org.gengfu.ingest.av;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.testing.Eventually.eventually;
import static org.gengfu.ingest.testing.Ffmpeg.cameraLike;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.core.media.Codec;
import org.gengfu.core.village.Secret;
import org.gengfu.ingest.rtsp.RtspClient;
import org.gengfu.ingest.source.CameraLoop;
import org.gengfu.ingest.source.Credentials;
import org.gengfu.ingest.source.StreamFailure.Kind;
import org.gengfu.ingest.source.StreamTarget;
import org.gengfu.ingest.testing.Ffmpeg;
import org.gengfu.ingest.testing.WebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of every kind from real servers on this machine, made by Debian's ffmpeg. */
class AvSourceTest {
  private static final int RATE = 10;

  @TempDir private Path directory;

  private final RtspClient loops = new RtspClient(1, Clock.systemUTC());
  private final CameraLoop loop = loops.nextLoop();
  private AvSource source =
      new AvSource(Path.of("/nonexistent"), 4, new EncodeLimits(1280, 15), Clock.systemUTC());

  @BeforeAll
  static void ffmpegIsHere() {
    assumeTrue(Ffmpeg.installed(), "FFmpeg is not here");
  }

  @AfterEach
  void stop() {
    source.close();
    assertThat(source.workers()).isZero();
    loops.close();
  }

  private Heard open(String url) {
    return Heard.open(source, loop, url, null);
  }

  private void filesIn(Path media) {
    source = new AvSource(media, 4, new EncodeLimits(1280, 15), Clock.systemUTC());
  }

  private static void soundAndOrdered(Heard heard) {
    assertThat(heard.offLoop).hasValue(0);
    assertThat(heard.playing).hasValue(1);
    assertThat(heard.units.get(0).keyframe()).isTrue();
    assertThat(heard.units.get(0).pts()).isEqualTo(900_000);
    assertThat(heard.units.get(0).format().codec()).isEqualTo(Codec.H264);
    assertThat(heard.units.get(0).format().width()).isEqualTo(320);
    assertThat(heard.pts()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aFilePlaysAtItsOwnPaceAgainAndAgain() throws Exception {
    Ffmpeg.testPicture(directory.resolve("street.mp4"), 1, RATE, cameraLike(RATE));
    filesIn(directory);
    Heard heard = open("file:street.mp4");
    heard.awaitUnits(25);
    soundAndOrdered(heard);
    List<Heard.Got> got = heard.units;
    double seconds = (got.get(24).atNanos() - got.get(0).atNanos()) / 1e9;
    assertThat(seconds).isBetween(2.2, 3.5);
    assertThat(got.get(24).pts() - got.get(0).pts()).isEqualTo(24 * 9_000L);
    assertThat(got.get(10).bytes()).as("the second round").isEqualTo(got.get(0).bytes());
    heard.close();
    eventually(source::workers, () -> source.workers() == 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "ts"})
  void h265ComesAsItIs(String container) throws Exception {
    Ffmpeg.testPicture(
        directory.resolve("street." + container),
        1,
        RATE,
        "-c:v",
        "libx265",
        "-preset",
        "ultrafast",
        "-x265-params",
        "log-level=none:bframes=0:keyint=" + RATE,
        "-pix_fmt",
        "yuv420p");
    filesIn(directory);
    Heard heard = open("file:street." + container);
    heard.awaitUnits(15);
    assertThat(heard.offLoop).hasValue(0);
    assertThat(heard.units.get(0).keyframe()).isTrue();
    assertThat(heard.units.get(1).keyframe()).isFalse();
    assertThat(heard.units.get(0).format().codec()).isEqualTo(Codec.H265);
    assertThat(heard.units.get(0).format().width()).isEqualTo(320);
    assertThat(heard.units.get(0).format().codecs()).startsWith("hvc1.1.6.L");
    assertThat(heard.pts()).isSorted().doesNotHaveDuplicates();
    heard.close();
  }

  @ParameterizedTest
  @CsvSource({
    "flv, aac, 1, mp4a.40.2",
    "ts, aac, 1, mp4a.40.2",
    "mkv, pcm_alaw, 2, alaw",
    "flv, pcm_mulaw, 1, ulaw",
    "mkv, libopus, 1, ''"
  })
  void soundComesOnTheTimeLineOfThePicturesWhereItIsWanted(
      String container, String codec, int channels, String codecs) throws Exception {
    Ffmpeg.withTone(directory.resolve("a." + container), 2, RATE, codec, channels);
    filesIn(directory);
    Heard silent = open("file:a." + container);
    Heard heard =
        Heard.open(source, loop, StreamTarget.of("file:a." + container, null).withSound());
    heard.awaitUnits(25);
    silent.awaitUnits(25);
    assertThat(silent.sounds).isEmpty();
    if (codecs.isEmpty()) {
      assertThat(heard.sounds).isEmpty();
      return;
    }
    List<AudioUnit> sounds = List.copyOf(heard.sounds);
    assertThat(sounds).extracting(one -> one.format().codecs()).containsOnly(codecs);
    assertThat(sounds).extracting(one -> one.format().channels()).containsOnly(channels);
    // The file begins again after two seconds, and its time goes on.
    long first = heard.pts().get(0);
    // An encoder's first unit of 1,024 samples lies before the first picture.
    assertThat(sounds.get(0).pts()).isBetween(first - 11_600, first + 11_600);
    assertThat(sounds.get(sounds.size() - 1).pts()).isGreaterThan(first + 180_000);
    long samples =
        sounds.stream()
            .filter(one -> one.pts() < first + 171_000)
            .mapToInt(AudioUnit::samples)
            .sum();
    assertThat(samples).isBetween(14_000L, 17_500L);
    heard.close();
    silent.close();
  }

  @Test
  void httpFlvComesAsItIs() throws Exception {
    Path flv = Ffmpeg.testPicture(directory.resolve("a.flv"), 2, RATE, cameraLike(RATE));
    byte[] bytes = Files.readAllBytes(flv);
    try (WebServer server =
        new WebServer((request, out) -> WebServer.send(out, "200 OK", "video/x-flv", bytes))) {
      Heard heard = open(server.url("/live/a.flv"));
      heard.awaitUnits(20);
      soundAndOrdered(heard);
      assertThat(heard.awaitFailure().kind()).isEqualTo(Kind.REFUSED);
      assertThat(heard.units).hasSize(20);
      assertThat(server.requests().get(0).header("User-Agent")).isEqualTo("Gengfu");
    }
  }

  @Test
  void hlsComesAtItsOwnPace() throws Exception {
    Ffmpeg.testPicture(
        directory.resolve("live.m3u8"),
        2,
        RATE,
        cameraLike(RATE, "-f", "hls", "-hls_time", "1", "-hls_playlist_type", "vod"));
    try (WebServer server = new WebServer(this::serveFiles)) {
      Heard heard = open(server.url("/live.m3u8"));
      heard.awaitUnits(20);
      soundAndOrdered(heard);
      assertThat((heard.units.get(19).atNanos() - heard.units.get(0).atNanos()) / 1e9)
          .isBetween(1.6, 3.0);
      heard.close();
    }
  }

  private void serveFiles(WebServer.Request request, OutputStream out) throws IOException {
    Path file = directory.resolve(request.path().substring(1));
    if (Files.exists(file)) {
      String type =
          file.toString().endsWith("m3u8") ? "application/vnd.apple.mpegurl" : "video/mp2t";
      WebServer.send(out, "200 OK", type, Files.readAllBytes(file));
    } else {
      WebServer.send(out, "404 Not Found", "text/plain", new byte[0]);
    }
  }

  @Test
  void aPlaylistCannotReadThisMachinesFiles() throws Exception {
    Path secret = Ffmpeg.testPicture(directory.resolve("secret.ts"), 2, RATE, cameraLike(RATE));
    String playlist =
        "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:0\n"
            + "#EXTINF:2.0,\nfile://"
            + secret
            + "\n#EXT-X-ENDLIST\n";
    byte[] bytes = playlist.getBytes(StandardCharsets.UTF_8);
    try (WebServer server =
        new WebServer(
            (request, out) ->
                WebServer.send(out, "200 OK", "application/vnd.apple.mpegurl", bytes))) {
      Heard heard = open(server.url("/live.m3u8"));
      heard.awaitFailure();
      assertThat(heard.units).isEmpty();
      assertThat(heard.playing).hasValue(0);
    }
  }

  @Test
  void rtmpComesAsItIs() throws Exception {
    int port = freePort();
    Path file = Ffmpeg.testPicture(directory.resolve("a.mp4"), 30, RATE, cameraLike(RATE));
    Process server =
        new ProcessBuilder(
                "ffmpeg",
                "-v",
                "error",
                "-re",
                "-i",
                file.toString(),
                "-c",
                "copy",
                "-f",
                "flv",
                "-listen",
                "1",
                "rtmp://127.0.0.1:" + port + "/live/a")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("rtmp.log").toFile())
            .start();
    try {
      Heard heard = openUntilPlaying("rtmp://127.0.0.1:" + port + "/live/a");
      heard.awaitUnits(15);
      soundAndOrdered(heard);
      heard.close();
      eventually(source::workers, () -> source.workers() == 0);
    } finally {
      server.destroyForcibly();
    }
  }

  /** The server takes a moment until it listens: refused attempts are repeated. */
  private Heard openUntilPlaying(String url) {
    Heard[] heard = {open(url)};
    eventually(
        () -> heard[0].failures,
        () -> {
          if (!heard[0].failures.isEmpty()) {
            heard[0] = open(url);
          }
          return heard[0].playing.get() > 0;
        });
    return heard[0];
  }

  @Test
  void mjpegIsEncodedAnewAtABoundedRate() throws Exception {
    int pictures = 60;
    Ffmpeg.testPicture(
        directory.resolve("%03d.jpg"), 2, pictures / 2, "-c:v", "mjpeg", "-q:v", "5");
    try (WebServer server = new WebServer((request, out) -> sendParts(out, pictures))) {
      Heard heard = open(server.url("/video.mjpg"));
      heard.awaitFailure();
      soundAndOrdered(heard);
      double seconds =
          (heard.units.get(heard.units.size() - 1).pts() - heard.units.get(0).pts()) / 90_000.0;
      assertThat(seconds).isBetween(1.0, 4.0);
      assertThat(heard.units.size() / seconds).isBetween(8.0, 16.5);
    }
  }

  /** Thirty pictures a second, as cameras send them. */
  private void sendParts(OutputStream out, int pictures) throws IOException {
    WebServer.head(out, "200 OK", "Content-Type: multipart/x-mixed-replace; boundary=frame\r\n");
    for (int n = 1; n <= pictures; n++) {
      byte[] jpeg = Files.readAllBytes(directory.resolve("%03d.jpg".formatted(n)));
      ByteArrayOutputStream part = new ByteArrayOutputStream();
      part.writeBytes(
          ("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
      part.writeBytes(jpeg);
      part.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
      out.write(part.toByteArray());
      out.flush();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(33));
    }
  }

  @Test
  void picturesInAnotherOrderThanShownAreEncodedAnew() throws Exception {
    Ffmpeg.testPicture(
        directory.resolve("film.mp4"),
        2,
        RATE,
        "-c:v",
        "libx264",
        "-bf",
        "2",
        "-pix_fmt",
        "yuv420p");
    filesIn(directory);
    Heard heard = open("file:film.mp4");
    heard.awaitUnits(30);
    soundAndOrdered(heard);
    heard.close();
  }

  @Test
  void nameAndPasswordGoToTheServerAndNowhereElse() throws Exception {
    Path flv = Ffmpeg.testPicture(directory.resolve("a.flv"), 1, RATE, cameraLike(RATE));
    byte[] bytes = Files.readAllBytes(flv);
    try (WebServer server =
        new WebServer(
            (request, out) -> {
              if (request.header("Authorization").equals("Basic YWRtaW46cEBzczp3L3I=")) {
                WebServer.send(out, "200 OK", "video/x-flv", bytes);
              } else {
                WebServer.head(
                    out,
                    "401 Unauthorized",
                    "WWW-Authenticate: Basic realm=\"cam\"\r\nContent-Length: 0\r\n");
              }
            })) {
      Heard right =
          Heard.open(
              source, loop, server.url("/a.flv"), new Credentials("admin", new Secret("p@ss:w/r")));
      right.awaitUnits(10);
      Heard wrong =
          Heard.open(
              source, loop, server.url("/a.flv"), new Credentials("admin", new Secret("hunter2")));
      assertThat(wrong.awaitFailure().kind()).isEqualTo(Kind.UNAUTHORISED);
      assertThat(wrong.awaitFailure().toString()).contains("correct").doesNotContain("hunter2");
      Heard without = open(server.url("/a.flv"));
      assertThat(without.awaitFailure().kind()).isEqualTo(Kind.UNAUTHORISED);
      assertThat(without.awaitFailure().detail()).contains("enter them");
    }
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    try (WebServer server =
        new WebServer(
            (request, out) -> {
              switch (request.path()) {
                case "/none" -> WebServer.send(out, "404 Not Found", "text/plain", new byte[0]);
                case "/forbidden" -> WebServer.send(out, "403 No", "text/plain", new byte[0]);
                case "/page" ->
                    WebServer.send(
                        out,
                        "200 OK",
                        "text/html",
                        "<html>no video here</html>".repeat(99).getBytes(StandardCharsets.UTF_8));
                default ->
                    out.write("nothing that is HTTP\r\n\r\n".getBytes(StandardCharsets.UTF_8));
              }
            })) {
      assertThat(open(server.url("/none")).awaitFailure())
          .extracting(failure -> failure.kind() + " " + failure.detail())
          .asString()
          .startsWith("REFUSED")
          .contains("check the URL");
      assertThat(open(server.url("/forbidden")).awaitFailure().kind()).isEqualTo(Kind.UNAUTHORISED);
      assertThat(open(server.url("/page")).awaitFailure().kind()).isEqualTo(Kind.UNSUPPORTED);
      assertThat(open(server.url("/rubbish")).awaitFailure().detail())
          .contains("127.0.0.1:" + server.port());
    }
    assertThat(open("http://127.0.0.1:" + freePort() + "/").awaitFailure().kind())
        .isEqualTo(Kind.REFUSED);
  }

  @Test
  void onlyFilesInTheMediaDirectoryAreRead() throws Exception {
    Path media = Files.createDirectory(directory.resolve("media"));
    Ffmpeg.testPicture(directory.resolve("outside.mp4"), 1, RATE, cameraLike(RATE));
    Files.createSymbolicLink(media.resolve("link.mp4"), directory.resolve("outside.mp4"));
    Files.writeString(
        media.resolve("list.m3u8"),
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n"
            + directory.resolve("outside.mp4")
            + "\n#EXT-X-ENDLIST\n");
    Files.writeString(media.resolve("list.txt"), "ffconcat version 1.0\nfile '../outside.mp4'\n");
    filesIn(media);
    for (String name : List.of("../outside.mp4", "link.mp4", "none.mp4", "..", "%00")) {
      assertThat(open("file:" + name).awaitFailure().detail())
          .as(name)
          .contains("no such file in the hub's media directory");
    }
    for (String name : List.of("list.m3u8", "list.txt")) {
      assertThat(open("file:" + name).awaitFailure().kind()).as(name).isEqualTo(Kind.UNSUPPORTED);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
