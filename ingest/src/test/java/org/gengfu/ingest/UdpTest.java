package org.gengfu.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.testing.Eventually.eventually;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.village.Camera.Transport;
import org.gengfu.ingest.testing.CameraPark;
import org.gengfu.ingest.testing.ScriptedCamera;
import org.gengfu.ingest.testing.ScriptedCamera.Connection;
import org.gengfu.simulator.encode.TestCard;
import org.gengfu.simulator.rtsp.Fault;
import org.gengfu.simulator.rtsp.SimulatedCamera;
import org.gengfu.simulator.rtsp.SimulatedCameraServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RTP by UDP over real sockets. */
class UdpTest {
  private static final Pattern CLIENT_PORTS = Pattern.compile("client_port=(\\d+)-(\\d+)");

  private final CameraPark park = new CameraPark();
  private final SimulatedCameraServer server = new SimulatedCameraServer(0);
  private final SimulatedCamera camera = server.add("cam", TestCard.scene(640, 480));

  @AfterEach
  void close() {
    park.close();
    server.close();
  }

  @Test
  void losesNothingWhenPacketsComeInAnotherOrderAndTwice() {
    server.start();
    AtomicInteger units = new AtomicInteger();
    park.feeds.subscribe("a", StreamName.MAIN, unit -> units.incrementAndGet());
    park.put("a", server.url("cam"), Transport.UDP);
    park.cameras.start();

    eventually(units::get, () -> units.get() >= 1);
    camera.fault(Fault.SHUFFLE_PACKETS);
    eventually(units::get, () -> units.get() >= 30);
    eventually(server::udpReports, () -> server.udpReports() >= 2);
    assertThat(park.meters.counter(MetricNames.DUPLICATE_PACKETS).count()).isPositive();
    assertThat(park.status("a").lostPackets()).isZero();
    assertThat(park.meters.counter(MetricNames.DAMAGED_UNITS).count()).isZero();
  }

  @Test
  void countsLossAndGoesOnAtTheNextKeyframe() {
    camera.fault(Fault.LOSE_PACKETS);
    server.start();
    park.put("a", server.url("cam"), Transport.UDP);
    park.cameras.start();
    eventually(
        () -> park.status("a"),
        () -> park.cameras.of("a").isPresent() && park.status("a").lostPackets() >= 3);
    park.expect("a", CameraState.STREAMING, null);
  }

  @Test
  void saysWhichTransportTheCameraWants() {
    server.start();
    camera.transports(true, false);
    server.add("old", TestCard.scene(160, 96)).transports(false, true);
    park.put("a", server.url("cam"), Transport.UDP);
    park.put("b", server.url("old"), Transport.TCP);
    park.cameras.start();
    park.expect("a", CameraState.UNSUPPORTED, "does not send over UDP");
    park.expect("a", CameraState.UNSUPPORTED, "set its transport to TCP here");
    park.expect("b", CameraState.UNSUPPORTED, "set its transport to UDP here");

    park.put("b", server.url("old"), Transport.UDP);
    park.expect("b", CameraState.STREAMING, null);
  }

  @Test
  void saysThatNothingArrives() throws IOException {
    try (ScriptedCamera mute =
        new ScriptedCamera((request, to) -> agreesToUdp(request, new AtomicInteger()))) {
      park.put("a", mute.url(), Transport.UDP);
      park.cameras.start();
      park.expect("a", CameraState.UNSUPPORTED, "but nothing arrives (ports ");
      eventually(mute::requests, () -> mute.count("TEARDOWN") >= 1);
    }
  }

  @Test
  void listensOnlyToTheCamera() throws IOException {
    AtomicInteger port = new AtomicInteger();
    AtomicInteger units = new AtomicInteger();
    park.feeds.subscribe("a", StreamName.MAIN, unit -> units.incrementAndGet());
    Connection[] connection = new Connection[1];
    try (ScriptedCamera scripted =
            new ScriptedCamera(
                (request, to) -> {
                  connection[0] = to;
                  return agreesToUdp(request, port);
                });
        DatagramSocket stranger =
            new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0));
        DatagramSocket own =
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      park.put("a", scripted.url(), Transport.UDP);
      park.cameras.start();
      eventually(scripted::requests, () -> scripted.count("PLAY") == 1);
      assertThat(port.get() % 2).isZero();

      for (int n = 0; n < 20; n++) {
        send(stranger, connection[0].frames(1), port.get());
      }
      send(own, connection[0].frames(1), port.get());
      eventually(units::get, () -> units.get() > 0);
      assertThat(units).hasValue(1);
    }
  }

  @Test
  void takesWhatComesInTheConnectionAllTheSame() throws IOException {
    try (ScriptedCamera stubborn = new ScriptedCamera((request, to) -> null)) {
      park.put("a", stubborn.url(), Transport.UDP);
      park.cameras.start();
      park.expect("a", CameraState.STREAMING, null);
    }
  }

  private static void send(DatagramSocket from, byte[] frame, int port) throws IOException {
    byte[] packet = Arrays.copyOfRange(frame, 4, frame.length);
    from.send(new DatagramPacket(packet, packet.length, InetAddress.getLoopbackAddress(), port));
  }

  /** Agrees to UDP, and sends nothing by itself. */
  private static byte[] agreesToUdp(ScriptedCamera.Request request, AtomicInteger port) {
    if (request.method().equals("SETUP")) {
      Matcher ports = CLIENT_PORTS.matcher(request.header("Transport"));
      assertThat(ports.find()).isTrue();
      port.set(Integer.parseInt(ports.group(1)));
      assertThat(Integer.parseInt(ports.group(2))).isEqualTo(port.get() + 1);
      return ScriptedCamera.reply(
          request, 200, "Session: 1\r\nTransport: RTP/AVP;unicast;" + ports.group() + "\r\n", "");
    }
    return request.method().equals("PLAY")
        ? "RTSP/1.0 200 OK\r\nCSeq: %s\r\n\r\n"
            .formatted(request.cseq())
            .getBytes(StandardCharsets.UTF_8)
        : ScriptedCamera.good(request);
  }
}
