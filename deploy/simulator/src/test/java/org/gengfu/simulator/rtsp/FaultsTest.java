package org.gengfu.simulator.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import org.gengfu.core.village.Secret;
import org.gengfu.simulator.clip.EncodedScene;
import org.gengfu.simulator.encode.TestCard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final EncodedScene SCENE = TestCard.scene(160, 96);
  private final SimulatedCameraServer server = new SimulatedCameraServer(0);
  private final SimulatedCamera camera = server.add("cam", SCENE);

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RtspProbe probe(int timeoutMillis) throws IOException {
    return new RtspProbe(server.url("cam"), timeoutMillis);
  }

  private RtspProbe.Reply describe() throws IOException {
    try (RtspProbe probe = probe(5000)) {
      return probe.ask("DESCRIBE", probe.url);
    }
  }

  @Test
  void notFound() throws IOException {
    camera.fault(Fault.NOT_FOUND);
    assertThat(describe().status()).isEqualTo(404);
    camera.fault(Fault.NONE);
    assertThat(describe().status()).isEqualTo(200);
  }

  @Test
  void hangsUp() {
    camera.fault(Fault.HANG_UP);
    assertThatThrownBy(this::describe).isInstanceOf(EOFException.class);
  }

  @Test
  void unauthorisedWhateverIsSaid() throws IOException {
    String basic =
        Base64.getEncoder()
            .encodeToString("a:b".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    camera
        .credentials(new Credentials(Credentials.Scheme.BASIC, "a", new Secret("b")))
        .fault(Fault.UNAUTHORISED);
    try (RtspProbe probe = probe(5000).authorization("Basic " + basic)) {
      assertThat(probe.ask("DESCRIBE", probe.url).status()).isEqualTo(401);
      camera.fault(Fault.NONE);
      assertThat(probe.ask("DESCRIBE", probe.url).status()).isEqualTo(200);
    }
    RtspProbe.Reply refused = describe();
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("WWW-Authenticate")).startsWith("Basic realm=");
  }

  @Test
  void neverAnswers() throws IOException {
    camera.fault(Fault.BLACK_HOLE);
    try (RtspProbe probe = probe(300)) {
      assertThatThrownBy(() -> probe.ask("DESCRIBE", probe.url))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void answersRubbish() {
    camera.fault(Fault.RUBBISH);
    assertThatThrownBy(this::describe).hasMessageContaining("no RTSP reply");
  }

  @Test
  void describesAForeignCodec() throws IOException {
    camera.fault(Fault.FOREIGN_CODEC);
    assertThat(describe().body()).contains("VP8").doesNotContain("H264");
  }

  @Test
  void stallsAndResumesWithAKeyframe() throws IOException {
    try (RtspProbe probe = probe(700).play()) {
      probe.unit();
      camera.fault(Fault.STALL);
      assertThatThrownBy(
              () -> {
                while (true) {
                  probe.unit();
                }
              })
          .isInstanceOf(SocketTimeoutException.class);
      camera.fault(Fault.NONE);
      probe.send("GET_PARAMETER", probe.url);
      assertThat(probe.reply().status()).isEqualTo(200);
      assertThat(probe.unit().keyframe()).isTrue();
    }
  }

  @Test
  void closesMidStream() throws IOException {
    camera.fault(Fault.CLOSE);
    try (RtspProbe probe = probe(5000).play()) {
      assertThat(probe.unit().keyframe()).isTrue();
      assertThatThrownBy(
              () -> {
                while (true) {
                  probe.unit();
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void putsRubbishIntoTheStream() throws IOException {
    try (RtspProbe probe = probe(5000).play()) {
      probe.unit();
      camera.fault(Fault.RUBBISH);
      assertThatThrownBy(
              () -> {
                while (true) {
                  probe.frame();
                }
              })
          .hasMessageContaining("no interleaved frame");
    }
  }

  @Test
  void losesPackets() throws IOException {
    camera.fault(Fault.LOSE_PACKETS);
    try (RtspProbe probe = probe(5000).play()) {
      int last = -1;
      boolean gap = false;
      for (int i = 0; i < 45; i++) {
        RtspProbe.Frame frame = probe.frame();
        if (frame.channel() == 0) {
          gap |= last >= 0 && ((frame.sequence() - last) & 0xffff) == 2;
          last = frame.sequence();
        }
      }
      assertThat(gap).isTrue();
    }
  }

  @Test
  void changesItsResolution() throws IOException {
    EncodedScene other = TestCard.scene(320, 192);
    try (RtspProbe probe = probe(5000).play()) {
      RtspProbe.Unit before = probe.unit();
      assertThat(before.nals().get(0)).isEqualTo(SCENE.gop(0).parameterSets().sps());
      camera.show(other);
      RtspProbe.Unit unit = probe.unit();
      while (!unit.keyframe()) {
        unit = probe.unit();
      }
      assertThat(unit.nals().get(0)).isEqualTo(other.gop(0).parameterSets().sps());
      assertThat((unit.timestamp() - before.timestamp()) & 0xffff_ffffL).isBetween(1L, 180_000L);
    }
  }

  @Test
  void throwsOutWhoIsNotHeard() throws IOException {
    try (SimulatedCameraServer strict =
        new SimulatedCameraServer(0, 1, 1, InstantSource.system())) {
      SimulatedCamera watched = strict.add("cam", SCENE);
      strict.start();
      try (RtspProbe probe = new RtspProbe(strict.url("cam"), 10_000).play()) {
        assertThat(watched.viewers()).isEqualTo(1);
        assertThatThrownBy(
                () -> {
                  while (true) {
                    probe.frame();
                  }
                })
            .isInstanceOf(EOFException.class);
      }
      // Answered behind the end of the other connection, by the only event loop.
      try (RtspProbe probe = new RtspProbe(strict.url("cam"), 10_000)) {
        assertThat(probe.ask("DESCRIBE", probe.url).status()).isEqualTo(200);
      }
      assertThat(watched.viewers()).isZero();
    }
  }

  @Test
  void swallowsEveryAttemptToConnect() throws IOException {
    int port;
    try (DeafPort deaf = new DeafPort(0)) {
      port = deaf.port();
      assertThatThrownBy(() -> connect(port)).isInstanceOf(SocketTimeoutException.class);
    }
    assertThatThrownBy(() -> connect(port)).isInstanceOf(ConnectException.class);
  }

  private static void connect(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 300);
    }
  }

  @Test
  void tellsTheTimeOfAWrongClock() throws IOException {
    camera.clockOffset(Duration.ofHours(-8));
    try (RtspProbe probe = probe(5000).play()) {
      RtspProbe.Frame frame = probe.frame();
      while (frame.channel() != 1) {
        frame = probe.frame();
      }
      long told = ByteBuffer.wrap(frame.bytes()).getInt(8) & 0xffff_ffffL;
      long now = InstantSource.system().instant().getEpochSecond() + 2_208_988_800L;
      assertThat(now - told).isBetween(8 * 3600 - 5L, 8 * 3600 + 5L);
    }
  }

  @Test
  void losesItsPowerAndComesBackOnTheSamePort() throws IOException {
    int port = server.port();
    try (RtspProbe probe = probe(5000).play()) {
      probe.unit();
      server.unplug();
      assertThatThrownBy(
              () -> {
                while (true) {
                  probe.frame();
                }
              })
          .isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> probe(2000).close()).isInstanceOf(ConnectException.class);
    server.plug();
    assertThat(server.port()).isEqualTo(port);
    assertThat(describe().status()).isEqualTo(200);
  }
}
