package org.gengfu.ingest.av;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.testing.Eventually.eventually;
import static org.gengfu.ingest.testing.Ffmpeg.cameraLike;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.gengfu.ingest.rtsp.RtspClient;
import org.gengfu.ingest.source.CameraLoop;
import org.gengfu.ingest.source.StreamFailure.Kind;
import org.gengfu.ingest.testing.Ffmpeg;
import org.gengfu.ingest.testing.WebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that hang in every way cost one worker each, and nobody else anything. */
class HangingInputsTest {
  private static final int RATE = 10;
  private static final int MAX_INPUTS = 4;

  @TempDir private Path directory;

  private final RtspClient loops = new RtspClient(1, Clock.systemUTC());
  private final CameraLoop loop = loops.nextLoop();
  private AvSource source;
  private WebServer server;
  private byte[] flv;

  enum Hang {
    SILENT,
    HALF_A_HEAD,
    HEAD_ONLY,
    SLOW_DRIP,
    HALF_A_STREAM
  }

  @BeforeEach
  void start() throws IOException {
    assumeTrue(Ffmpeg.installed(), "FFmpeg is not here");
    Ffmpeg.testPicture(directory.resolve("good.mp4"), 1, RATE, cameraLike(RATE));
    flv =
        Files.readAllBytes(
            Ffmpeg.testPicture(directory.resolve("a.flv"), 4, RATE, cameraLike(RATE)));
    source = sourceThatWaits(AvReader.OPEN_NANOS);
    server = new WebServer((request, out) -> hang(Hang.valueOf(request.path().substring(1)), out));
  }

  private AvSource sourceThatWaits(long openNanos) {
    return new AvSource(
        new AvInput.Surroundings(directory, AvSource.DEFAULT_LIMITS, Clock.systemUTC(), openNanos),
        MAX_INPUTS);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    source.close();
    loops.close();
  }

  /** Hangs until the client, or the test, breaks the connection. */
  private void hang(Hang how, OutputStream out) throws IOException {
    String type = "Content-Type: video/x-flv\r\n";
    switch (how) {
      case SILENT -> park();
      case HALF_A_HEAD ->
          out.write("HTTP/1.1 200 OK\r\nContent-Ty".getBytes(StandardCharsets.US_ASCII));
      case HEAD_ONLY -> WebServer.head(out, "200 OK", type);
      case SLOW_DRIP -> {
        WebServer.head(out, "200 OK", type);
        for (byte b : flv) {
          out.write(b);
          out.flush();
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
      }
      case HALF_A_STREAM -> {
        WebServer.head(out, "200 OK", type);
        out.write(Arrays.copyOf(flv, flv.length * 3 / 4));
      }
    }
    out.flush();
    park();
  }

  private static void park() {
    LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(1));
  }

  @ParameterizedTest
  @EnumSource(Hang.class)
  void costsOneWorkerAndEndsAtOnce(Hang how) {
    Heard good = Heard.open(source, loop, "file:good.mp4", null);
    good.awaitUnits(1);
    Heard hanging = Heard.open(source, loop, server.url("/" + how), null);
    eventually(source::workers, () -> source.workers() == 2);
    eventually(server::requests, () -> !server.requests().isEmpty());
    int before = good.units.size();
    good.awaitUnits(before + 10);
    double seconds =
        (good.units.get(before + 9).atNanos() - good.units.get(before).atNanos()) / 1e9;
    assertThat(seconds).as("ten pictures of the good camera").isBetween(0.6, 1.5);
    assertThat(source.workers()).isEqualTo(2);

    long start = System.nanoTime();
    hanging.close();
    eventually(source::workers, () -> source.workers() == 1);
    assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
    assertThat(hanging.failures).isEmpty();
    good.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Hang.class,
      names = {"SILENT", "HALF_A_HEAD", "HEAD_ONLY", "SLOW_DRIP"})
  void isGivenUpAfterItsTime(Hang how) {
    source = sourceThatWaits(400_000_000L);
    Heard hanging = Heard.open(source, loop, server.url("/" + how), null);
    assertThat(hanging.awaitFailure().kind()).isEqualTo(Kind.REFUSED);
    assertThat(hanging.awaitFailure().detail()).contains("no picture in time");
    eventually(source::workers, () -> source.workers() == 0);
  }

  @Test
  void theirNumberIsBounded() {
    List<Heard> hanging = new ArrayList<>();
    for (int n = 0; n < MAX_INPUTS; n++) {
      hanging.add(Heard.open(source, loop, server.url("/SILENT"), null));
    }
    eventually(source::workers, () -> source.workers() == MAX_INPUTS);
    Heard oneMore = Heard.open(source, loop, "file:good.mp4", null);
    assertThat(oneMore.awaitFailure().detail()).contains("already " + MAX_INPUTS + " cameras");

    hanging.get(0).close();
    eventually(source::workers, () -> source.workers() == MAX_INPUTS - 1);
    Heard another = Heard.open(source, loop, "file:good.mp4", null);
    another.awaitUnits(3);
  }

  @Test
  void closingEndsThemAll() {
    for (Hang how : List.of(Hang.SILENT, Hang.HALF_A_HEAD, Hang.SLOW_DRIP)) {
      Heard.open(source, loop, server.url("/" + how), null);
    }
    eventually(source::workers, () -> source.workers() == 3);
    source.close();
    assertThat(source.workers()).isZero();
  }
}
