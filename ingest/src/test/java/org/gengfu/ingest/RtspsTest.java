package org.gengfu.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.testing.Eventually.eventually;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Objects;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.village.Camera.Transport;
import org.gengfu.ingest.testing.CameraPark;
import org.gengfu.simulator.encode.TestCard;
import org.gengfu.simulator.rtsp.SelfSigned;
import org.gengfu.simulator.rtsp.SimulatedCameraServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cameras over TLS, with self-signed certificates as cameras have them. */
class RtspsTest {
  private static final SelfSigned CERTIFICATE = made();
  private static final SelfSigned OTHER = made();

  private final CameraPark park = new CameraPark();
  private final SimulatedCameraServer server = new SimulatedCameraServer(0).secure(CERTIFICATE);

  private static SelfSigned made() {
    try {
      return SelfSigned.make();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() {
    park.close();
    server.close();
  }

  @Test
  void namesTheFingerprintAndStreamsOnceItIsEntered() {
    server.add("cam", TestCard.scene(160, 96));
    server.start();
    assertThat(server.url("cam")).startsWith("rtsps://");
    park.put("a", server.url("cam"), Transport.TCP);
    park.cameras.start();
    park.expect("a", CameraState.UNSUPPORTED, "is not signed by anybody known");
    String detail = Objects.requireNonNull(park.status("a").detail());
    String shown = CERTIFICATE.sha256().toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");
    assertThat(detail).contains("SHA-256 fingerprint is " + shown + ":");

    // As an admin enters it: just as it was shown.
    park.put("a", server.url("cam"), Transport.TCP, shown, null);
    park.expect("a", CameraState.STREAMING, null);
    assertThat(server.viewers()).isEqualTo(1);

    park.cameras.close();
    eventually(server::viewers, () -> server.viewers() == 0);
  }

  @Test
  void refusesAnotherCertificateThanTheOneEntered() {
    server.add("cam", TestCard.scene(160, 96));
    server.start();
    park.put("a", server.url("cam"), Transport.TCP, OTHER.sha256(), null);
    park.cameras.start();
    park.expect("a", CameraState.UNSUPPORTED, "is not the one whose fingerprint was entered");
    assertThat(server.viewers()).isZero();
  }

  @Test
  void knowsAPortWithoutTls() throws IOException {
    try (ServerSocket plain = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        SimulatedCameraServer waiting = new SimulatedCameraServer(0)) {
      Thread answering = new Thread(() -> answerInClear(plain));
      answering.setDaemon(true);
      answering.start();
      waiting.add("cam", TestCard.scene(160, 96));
      waiting.start();
      park.put("a", "rtsps://127.0.0.1:" + plain.getLocalPort() + "/cam", Transport.TCP);
      park.put("b", waiting.url("cam").replace("rtsp:", "rtsps:"), Transport.TCP);
      park.cameras.start();
      park.expect("a", CameraState.UNSUPPORTED, "does not speak TLS");
      // It waits for the end of what it takes for a request.
      park.expect("b", CameraState.REFUSED, "accepts the connection but does not secure it");
    }
  }

  private static void answerInClear(ServerSocket plain) {
    try {
      while (true) {
        Socket socket = plain.accept();
        socket.getOutputStream().write("RTSP/1.0 400 Bad Request\r\n\r\n".getBytes(UTF_8));
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }
}
