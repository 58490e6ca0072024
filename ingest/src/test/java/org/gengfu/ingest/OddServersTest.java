package org.gengfu.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.testing.Eventually.eventually;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.village.Camera.Transport;
import org.gengfu.ingest.testing.CameraPark;
import org.gengfu.ingest.testing.ScriptedCamera;
import org.gengfu.ingest.testing.ScriptedCamera.Script;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that are odd, or send us elsewhere, or hold on to dead sessions; over real sockets. */
class OddServersTest {
  private static final Script GOOD = (request, to) -> null;

  private final CameraPark park = new CameraPark();
  private final List<ScriptedCamera> servers = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    park.close();
    for (ScriptedCamera server : servers) {
      server.close();
    }
  }

  private ScriptedCamera serve(Script script) throws IOException {
    ScriptedCamera server = new ScriptedCamera(script);
    servers.add(server);
    return server;
  }

  private ScriptedCamera stream(Script script) throws IOException {
    ScriptedCamera server = serve(script);
    park.put("a", server.url(), Transport.TCP);
    park.cameras.start();
    return server;
  }

  private void expectQuirk(String name) {
    eventually(() -> park.status("a"), () -> park.status("a").quirks().contains(name));
  }

  private static byte[] moved(ScriptedCamera.Request request, String url) {
    return ScriptedCamera.reply(request, 302, "Location: " + url + "\r\n", "");
  }

  // Elsewhere.

  @Test
  void goesWhereItIsSentWithItsPasswordOnTheSameHost() throws IOException {
    ScriptedCamera there =
        serve(
            (request, to) ->
                request.header("Authorization").startsWith("Basic ")
                    ? null
                    : ScriptedCamera.reply(
                        request, 401, "WWW-Authenticate: Basic realm=\"r\"\r\n", ""));
    ScriptedCamera here =
        serve(
            (request, to) ->
                request.method().equals("DESCRIBE") ? moved(request, there.url()) : null);
    park.put("a", here.url(), Transport.TCP, null, "pass1234");
    park.cameras.start();
    park.expect("a", CameraState.STREAMING, null);
    assertThat(there.count("PLAY")).isEqualTo(1);
    assertThat(here.count("PLAY")).isZero();
  }

  @Test
  void givesItsPasswordToNoOtherHost() throws IOException {
    AtomicReference<String> told = new AtomicReference<>("");
    ScriptedCamera thief =
        serve(
            (request, to) -> {
              told.set(told.get() + request.header("Authorization"));
              return ScriptedCamera.reply(
                  request, 401, "WWW-Authenticate: Basic realm=\"r\"\r\n", "");
            });
    // To us these are two hosts, though both are this machine.
    ScriptedCamera here =
        serve(
            (request, to) ->
                request.method().equals("DESCRIBE") ? moved(request, thief.url()) : null);
    park.put("a", here.url().replace("127.0.0.1", "localhost"), Transport.TCP, null, "pass1234");
    park.cameras.start();
    park.expect("a", CameraState.UNAUTHORISED, "only sent to the host that was entered");
    assertThat(told.get()).isEmpty();
  }

  @Test
  void endsWhereItIsSentInACircle() throws IOException {
    ScriptedCamera camera =
        stream(
            (request, to) -> request.method().equals("DESCRIBE") ? moved(request, "/again") : null);
    park.expect("a", CameraState.UNSUPPORTED, "without end");
    assertThat(camera.count("DESCRIBE")).isEqualTo(6);
  }

  @Test
  void followsARedirectWhilePlayingWithoutANewSubscription() throws IOException {
    AtomicInteger units = new AtomicInteger();
    List<Long> times = new ArrayList<>();
    park.feeds.subscribe(
        "a",
        StreamName.MAIN,
        unit -> {
          times.add(unit.pts());
          units.incrementAndGet();
        });
    ScriptedCamera there = serve(GOOD);
    ScriptedCamera here =
        stream(
            (request, to) -> {
              if (request.method().equals("PLAY")) {
                to.pictures(1);
                to.send(
                    ("REDIRECT * RTSP/1.0\r\nCSeq: 9\r\nLocation: " + there.url() + "\r\n\r\n")
                        .getBytes(UTF_8));
              }
              return null;
            });
    eventually(there::requests, () -> there.count("PLAY") == 1);
    int before = units.get();
    eventually(units::get, () -> units.get() >= before + 2);
    eventually(here::requests, () -> here.count("TEARDOWN") == 1);
    assertThat(here.requests())
        .anyMatch(request -> request.method().equals("RTSP/1.0") && request.cseq().equals("9"));
    assertThat(List.copyOf(times)).isSorted().doesNotHaveDuplicates();
  }

  // Dead sessions.

  @Test
  void waitsUntilItsDeadSessionHasTimedOut() throws IOException {
    AtomicInteger refusals = new AtomicInteger();
    ScriptedCamera camera =
        stream(
            (request, to) -> {
              if (request.method().equals("PLAY") && servers.get(0).connections() == 1) {
                to.pictures(2);
                to.hangUp();
              } else if (request.method().equals("SETUP") && servers.get(0).connections() == 2) {
                refusals.incrementAndGet();
                return ScriptedCamera.reply(request, 453, "", "");
              }
              return null;
            });
    park.expect("a", CameraState.REFUSED, "still holds a session of this hub that broke off");
    long refused = System.nanoTime();
    park.expect("a", CameraState.STREAMING, null);
    // The session's timeout is 10 s; it broke off about a second before the refusal.
    assertThat(System.nanoTime() - refused).isBetween(6_000_000_000L, 20_000_000_000L);
    assertThat(refusals).hasValue(1);
    assertThat(camera.connections()).isEqualTo(3);
  }

  @Test
  void aCameraThatIsTooBusyForOthersIsNotWaitedFor() throws IOException {
    stream(
        (request, to) ->
            request.method().equals("SETUP") && servers.get(0).connections() == 1
                ? ScriptedCamera.reply(request, 453, "", "")
                : null);
    park.expect("a", CameraState.REFUSED, "too busy");
    park.expect("a", CameraState.STREAMING, null);
  }

  // Oddities.

  @Test
  void namesWhatIsOddInTheReplies() throws IOException {
    stream(
        (request, to) ->
            switch (request.method()) {
              case "OPTIONS" -> "RTSP/1.0 501 No\r\n\r\n".getBytes(UTF_8);
              case "SETUP" ->
                  "RTSP/1.0 200 OK\r\nCSeq: 1\r\nTransport: RTP/AVP/TCP;interleaved=0-1\r\n\r\n"
                      .getBytes(UTF_8);
              case "PLAY" -> {
                to.pictures(1);
                yield null;
              }
              default -> null;
            });
    park.expect("a", CameraState.STREAMING, null);
    expectQuirk("OPTIONS_REFUSED");
    expectQuirk("NO_CSEQ");
    expectQuirk("WRONG_CSEQ");
    expectQuirk("NO_SESSION");
    expectQuirk("PACKETS_BEFORE_PLAY");
    expectQuirk("PARAMETER_SETS_ONLY_IN_SDP");
    assertThat(park.status("a").quirks()).isSorted().hasSize(6);
  }

  @Test
  void namesWhatIsOddInThePictures() throws IOException {
    stream(
        (request, to) -> {
          if (request.method().equals("PLAY")) {
            to.send(ScriptedCamera.reply(request, 200, "Session: 4711\r\n", ""));
            to.send("\r\n".getBytes(UTF_8));
            to.send(to.unit("09f00000016588010203", "6508010203", "1e0102"));
            to.pictures(2);
            return new byte[0];
          }
          return null;
        });
    park.expect("a", CameraState.STREAMING, null);
    expectQuirk("STRAY_LINE_ENDS");
    expectQuirk("ANNEX_B_IN_PAYLOAD");
    expectQuirk("MARKER_ON_EVERY_NAL");
    expectQuirk("RESERVED_NAL_TYPES");
    assertThat(park.status("a").quirks()).hasSize(4);
  }

  @Test
  void namesAnOldLive555AndPacketsOfDeadSessions() throws IOException {
    stream(
        (request, to) -> {
          if (request.method().equals("DESCRIBE")) {
            String sdp =
                ScriptedCamera.SDP.replace(
                    "s=camera\r\n", "s=x\r\na=tool:LIVE555 Streaming Media v2013.04.08\r\n");
            return ScriptedCamera.reply(request, 200, "", sdp);
          }
          if (request.method().equals("PLAY")) {
            to.send(to.rtp(new byte[] {0x65, 1, 2}, 0x99));
          }
          return null;
        });
    park.expect("a", CameraState.STREAMING, null);
    expectQuirk("LIVE555_OF_BEFORE_2017");
    expectQuirk("DEAD_SESSION_PACKETS");
  }

  @Test
  void livesWithAKeepAliveThatIsRefusedUnderAnotherNumber() throws IOException {
    ScriptedCamera camera =
        stream(
            (request, to) ->
                switch (request.method()) {
                  case "OPTIONS" ->
                      ScriptedCamera.reply(request, 200, "Public: OPTIONS,SET_PARAMETER\r\n", "");
                  case "SET_PARAMETER" ->
                      "RTSP/1.0 400 Bad Request\r\nCSeq: 1\r\n\r\n".getBytes(UTF_8);
                  default -> null;
                });
    expectQuirkAfterStart("KEEP_ALIVE_REFUSED");
    eventually(camera::requests, () -> camera.count("OPTIONS") >= 2);
    assertThat(camera.count("SET_PARAMETER")).isEqualTo(1);
    assertThat(camera.connections()).isEqualTo(1);
    park.expect("a", CameraState.STREAMING, null);
  }

  @Test
  void remembersThatTeardownWasIgnored() throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    AtomicInteger units = new AtomicInteger();
    park.feeds.subscribe("a", StreamName.MAIN, unit -> units.incrementAndGet());
    ScriptedCamera camera =
        stream(
            (request, to) -> {
              if (request.method().equals("TEARDOWN")) {
                await(over);
              }
              return null;
            });
    park.expect("a", CameraState.STREAMING, null);
    park.put("a", camera.url(), Transport.TCP, null, "one");
    eventually(camera::requests, () -> camera.count("PLAY") == 2);
    // Five pictures a second come meanwhile: the second of grace is over.
    int before = units.get();
    eventually(units::get, () -> units.get() >= before + 10);
    park.put("a", camera.url(), Transport.TCP, null, "two");
    expectQuirk("TEARDOWN_IGNORED");
    over.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void expectQuirkAfterStart(String name) {
    eventually(() -> park.cameras.of("a"), () -> park.cameras.of("a").isPresent());
    expectQuirk(name);
  }
}
