package org.gengfu.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.testing.Eventually.eventually;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.CameraStatus;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Secret;
import org.gengfu.ingest.camera.Cameras;
import org.gengfu.ingest.camera.Feeds;
import org.gengfu.ingest.rtsp.RtspClient;
import org.gengfu.ingest.testing.FakeVillageRegistry;
import org.gengfu.ingest.testing.ScriptedCamera;
import org.gengfu.ingest.testing.ScriptedCamera.Script;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Over real sockets: each kind of bad camera gets its own clear state, and the good one beside it
 * streams on without a break.
 */
class MisbehavingCamerasTest {
  private final FakeVillageRegistry registry = new FakeVillageRegistry();
  private final RtspClient rtsp = new RtspClient(1, Clock.systemUTC());
  private final Feeds feeds = new Feeds(rtsp::nextLoop, 1 << 20);
  private final Cameras cameras =
      new Cameras(
          registry, rtsp, feeds, new DomainEvents(), new SimpleMeterRegistry(), Clock.systemUTC());
  private final List<ScriptedCamera> servers = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    cameras.close();
    rtsp.close();
    for (ScriptedCamera server : servers) {
      server.close();
    }
  }

  @Test
  void eachHasItsOwnStateAndTheGoodOneStreamsOn() throws IOException {
    AtomicInteger goodUnits = new AtomicInteger();
    feeds.subscribe("good", StreamName.MAIN, unit -> goodUnits.incrementAndGet());
    ScriptedCamera good = add("good", alwaysGood());
    addUrl("refuses", "rtsp://127.0.0.1:" + closedPort() + "/a", null);
    add("no-path", on("DESCRIBE", 404));
    add("busy", on("SETUP", 453));
    add("no-tcp", on("SETUP", 461));
    add("forbidden", on("DESCRIBE", 403));
    add("asks", on("OPTIONS", 401));
    addUrl("wrong", start(wantsDigest()).url(), new Secret("not it"));
    add("rubbish", (request, to) -> "SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.UTF_8));
    add(
        "oversize",
        (request, to) ->
            ("RTSP/1.0 200 OK\r\nX: " + "x".repeat(20_000)).getBytes(StandardCharsets.UTF_8));
    add("mpeg4", describes(ScriptedCamera.SDP.replace("H264", "MP4V-ES")));
    add(
        "no-order",
        describes(ScriptedCamera.H265_SDP.replace("sprop-vps", "sprop-max-don-diff=2;sprop-vps")));
    add("audio-only", describes("v=0\r\nm=audio 0 RTP/AVP 8\r\na=control:track1\r\n"));
    add("no-sdp", describes("<html>not found</html>"));
    addUrl("no-rtsp", "gopher://127.0.0.1/", null);
    add("hangs-up", (request, to) -> hangUp(to));
    add("silent", (request, to) -> new byte[0]);
    add("stalls", on("PLAY", 200));
    add("deaf", (request, to) -> askWithoutEnd(to));
    addUrl("new-nonces", start(alwaysNewNonce()).url(), new Secret("pass1234"));

    cameras.start();

    expect("good", CameraState.STREAMING, null);
    expect("refuses", CameraState.REFUSED, "is refused: check the address");
    expect("no-path", CameraState.REFUSED, "does not know the path /stream");
    expect("busy", CameraState.REFUSED, "too busy");
    expect("no-tcp", CameraState.UNSUPPORTED, "does not send over TCP");
    expect("forbidden", CameraState.UNAUTHORISED, "forbids");
    expect("asks", CameraState.UNAUTHORISED, "enter them");
    expect("wrong", CameraState.UNAUTHORISED, "does not accept the user name or the password");
    expect("rubbish", CameraState.UNSUPPORTED, "not RTSP (it began with 'SSH-2.0-OpenSSH");
    expect("oversize", CameraState.UNSUPPORTED, "more than 16384 bytes");
    expect("mpeg4", CameraState.UNSUPPORTED, "sends MP4V-ES, and only H.264 and H.265");
    expect("no-order", CameraState.UNSUPPORTED, "out of its decoding order");
    expect("audio-only", CameraState.UNSUPPORTED, "has no video");
    expect("no-sdp", CameraState.UNSUPPORTED, "without any track");
    expect("no-rtsp", CameraState.UNSUPPORTED, "must begin with rtsp://");
    expect("deaf", CameraState.UNSUPPORTED, "does not read the answers");
    expect("new-nonces", CameraState.UNAUTHORISED, "does not accept");
    expect("hangs-up", CameraState.REFUSED, "has closed the connection");
    expect("silent", CameraState.REFUSED, "does not answer OPTIONS");
    expect("stalls", CameraState.STALLED, "no picture has come for 10 s");
    // All the while the good one has gone on, in its one connection.
    int before = goodUnits.get();
    eventually(goodUnits::get, () -> goodUnits.get() > before);
    expect("good", CameraState.STREAMING, null);
    assertThat(good.connections()).isEqualTo(1);
    assertThat(cameras.all().toString()).doesNotContain("not it");
  }

  @Test
  void comesBackWhenACameraThatHungUpIsThereAgain() throws IOException {
    ScriptedCamera camera =
        add(
            "a",
            (request, to) -> {
              if (request.method().equals("PLAY") && servers.get(0).connections() == 1) {
                to.pictures(2);
                to.hangUp();
              }
              return null;
            });
    cameras.start();
    eventually(camera::requests, () -> camera.connections() >= 2);
    expect("a", CameraState.STREAMING, null);
  }

  @Test
  void streamsWithDigestOnceThePasswordIsRight() throws IOException {
    ScriptedCamera camera = start(wantsDigest());
    addUrl("a", camera.url(), new Secret("wrong"));
    cameras.start();
    expect("a", CameraState.UNAUTHORISED, "password");

    addUrl("a", camera.url(), new Secret("pass1234"));
    expect("a", CameraState.STREAMING, null);
    assertThat(camera.count("PLAY")).isEqualTo(1);
  }

  @Test
  void takesPicturesThatComeBeforeTheReplyToPlay() throws IOException {
    add(
        "early",
        (request, to) -> {
          if (request.method().equals("PLAY")) {
            to.pictures(3);
          }
          return null;
        });
    cameras.start();
    expect("early", CameraState.STREAMING, null);
  }

  @Test
  void ignoresAnotherSessionsPacketsAndTheServersOwnRequests() throws IOException {
    AtomicInteger units = new AtomicInteger();
    feeds.subscribe("a", StreamName.MAIN, unit -> units.incrementAndGet());
    ScriptedCamera camera =
        add(
            "a",
            (request, to) -> {
              if (request.method().equals("PLAY")) {
                to.send(to.rtp(new byte[] {0x65, 1, 2}, 0x99));
                to.send(
                    "OPTIONS rtsp://x RTSP/1.0\r\nCSeq: 77\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8));
              }
              return null;
            });
    cameras.start();
    expect("a", CameraState.STREAMING, null);
    eventually(
        camera::requests,
        () ->
            camera.requests().stream()
                .anyMatch(r -> r.method().equals("RTSP/1.0") && r.cseq().equals("77")));
    eventually(units::get, () -> units.get() >= 1);
  }

  @Test
  void keepsTheSessionAliveAndEndsItPolitely() throws IOException {
    ScriptedCamera camera = add("a", alwaysGood());
    cameras.start();
    eventually(camera::requests, () -> camera.count("GET_PARAMETER") >= 1);
    cameras.close();
    eventually(camera::requests, () -> camera.count("TEARDOWN") == 1);
    assertThat(camera.requests())
        .extracting(ScriptedCamera.Request::method)
        .startsWith("OPTIONS", "DESCRIBE", "SETUP", "PLAY");
    assertThat(
            camera.requests().stream()
                .filter(r -> r.method().equals("SETUP"))
                .findFirst()
                .orElseThrow()
                .uri())
        .isEqualTo(camera.url() + "/track1");
    assertThat(
            camera.requests().stream()
                .filter(r -> r.method().equals("TEARDOWN"))
                .findFirst()
                .orElseThrow()
                .header("Session"))
        .isEqualTo("4711");
  }

  @Test
  void streamsFromACameraThatRefusesOptionsAndForgetsHeaders() throws IOException {
    add(
        "a",
        (request, to) ->
            switch (request.method()) {
              case "OPTIONS" ->
                  "RTSP/1.0 501 Not Implemented\r\n\r\n".getBytes(StandardCharsets.UTF_8);
              case "SETUP" -> "RTSP/1.0 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8);
              default -> null;
            });
    cameras.start();
    expect("a", CameraState.STREAMING, null);
  }

  private static byte[] hangUp(ScriptedCamera.Connection to) throws IOException {
    to.hangUp();
    return new byte[0];
  }

  private static byte[] askWithoutEnd(ScriptedCamera.Connection to) throws IOException {
    byte[] ask =
        "OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
    while (true) {
      to.send(ask);
    }
  }

  /** Each answer is said to be too old, for ever. */
  private static Script alwaysNewNonce() {
    AtomicInteger count = new AtomicInteger();
    return (request, to) ->
        ScriptedCamera.reply(
            request,
            401,
            "WWW-Authenticate: Digest realm=\"r\", stale=true, nonce=\"n"
                + count.incrementAndGet()
                + "\"\r\n",
            "");
  }

  private static Script alwaysGood() {
    return (request, to) -> null;
  }

  private static Script on(String method, int status) {
    return (request, to) ->
        request.method().equals(method) ? ScriptedCamera.reply(request, status, "", "") : null;
  }

  private static Script describes(String sdp) {
    return (request, to) ->
        request.method().equals("DESCRIBE") ? ScriptedCamera.reply(request, 200, "", sdp) : null;
  }

  /** Accepts admin with pass1234 only, by Digest as RFC 2069 has it. */
  private static Script wantsDigest() {
    return (request, to) -> {
      String a1 = md5("admin:cam:pass1234");
      String response = md5(a1 + ":n1:" + md5(request.method() + ":" + request.uri()));
      if (request.method().equals("OPTIONS")
          || request.header("Authorization").contains("response=\"" + response + "\"")) {
        return null;
      }
      String challenge = "WWW-Authenticate: Digest realm=\"cam\", nonce=\"n1\"\r\n";
      return ScriptedCamera.reply(request, 401, challenge, "");
    };
  }

  private static String md5(String text) {
    try {
      return java.util.HexFormat.of()
          .formatHex(
              java.security.MessageDigest.getInstance("MD5")
                  .digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private ScriptedCamera start(Script script) throws IOException {
    ScriptedCamera server = new ScriptedCamera(script);
    servers.add(server);
    return server;
  }

  private ScriptedCamera add(String id, Script script) throws IOException {
    ScriptedCamera server = start(script);
    addUrl(id, server.url(), null);
    return server;
  }

  private void addUrl(String id, String url, @Nullable Secret password) {
    registry.put(
        new Camera(id, id, url, password == null ? null : "admin", password, null, null, true));
  }

  private void expect(String id, CameraState state, @Nullable String detail) {
    eventually(
        () -> cameras.of(id), () -> cameras.of(id).map(CameraStatus::state).orElseThrow() == state);
    String told = cameras.of(id).orElseThrow().detail();
    if (detail == null) {
      assertThat(told).as(id).isNull();
    } else {
      assertThat(told).as(id).contains(detail);
    }
  }
}
