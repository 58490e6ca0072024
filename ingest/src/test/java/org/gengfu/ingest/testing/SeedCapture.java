package org.gengfu.ingest.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Asks a real server for its stream, by hand, and keeps what it says as seeds of the fuzz targets:
 *
 * <pre>java … org.gengfu.ingest.testing.SeedCapture rtsp://HOST:PORT/PATH SEED_NAME RESOURCES</pre>
 *
 * <p>Packets are cut short: what is in a picture means nothing to the parsers.
 */
public final class SeedCapture {
  private static final int PACKETS = 40;
  private static final int PACKET_BYTES = 72;
  private static final int NEXT = 0x00;
  private static final int FRESH = 0x0f;

  private final Socket socket;
  private final InputStream in;
  private final String url;
  private final ByteArrayOutputStream replies = new ByteArrayOutputStream();
  private final ByteArrayOutputStream interleaved = new ByteArrayOutputStream();
  private final ByteArrayOutputStream rtp = new ByteArrayOutputStream();
  private final ByteArrayOutputStream rtcp = new ByteArrayOutputStream();
  private final ByteArrayOutputStream payloads = new ByteArrayOutputStream();
  private String session = "";
  private int sequence;

  private SeedCapture(String url) throws IOException {
    URI uri = URI.create(url);
    this.url = url;
    this.socket = new Socket(uri.getHost(), uri.getPort());
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  public static void main(String[] args) throws IOException {
    SeedCapture capture = new SeedCapture(args[0]);
    Path ingest = Path.of(args[2]).resolve("org/gengfu/ingest");
    try (capture.socket) {
      capture.ask("OPTIONS", capture.url, "");
      String sdp = capture.ask("DESCRIBE", capture.url, "Accept: application/sdp\r\n");
      String control = sdp.substring(sdp.indexOf("a=control:", sdp.indexOf("m=video")) + 10);
      control = control.lines().findFirst().orElseThrow();
      String track = control.startsWith("rtsp:") ? control : capture.url + "/" + control;
      capture.ask("SETUP", track, "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n");
      capture.ask("PLAY", capture.url, "Range: npt=0.000-\r\n");
      capture.packets();
      boolean h265 = sdp.contains("H265/");
      byte[] sizes = {(byte) 200, 9};
      keep(ingest.resolve("rtsp/SdpFuzzTestInputs"), args[1], sdp.getBytes(StandardCharsets.UTF_8));
      keep(
          ingest.resolve("rtsp/RtspReplyFuzzTestInputs"),
          args[1],
          sizes,
          capture.replies.toByteArray(),
          capture.interleaved.toByteArray());
      keep(
          ingest.resolve("rtsp/InterleavedFuzzTestInputs"),
          args[1],
          sizes,
          sizes,
          capture.replies.toByteArray(),
          capture.interleaved.toByteArray());
      keep(
          ingest.resolve("rtsp/rtp/RtpFuzzTestInputs"),
          args[1],
          new byte[] {0},
          capture.rtp.toByteArray());
      keep(ingest.resolve("rtsp/rtp/RtcpFuzzTestInputs"), args[1], capture.rtcp.toByteArray());
      keep(
          ingest.resolve(
              h265
                  ? "rtsp/h265/H265DepacketizerFuzzTestInputs"
                  : "rtsp/h264/H264DepacketizerFuzzTestInputs"),
          args[1],
          capture.payloads.toByteArray());
    }
  }

  private static void keep(Path folder, String name, byte[]... parts) throws IOException {
    Files.createDirectories(folder);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(all::writeBytes);
    Files.write(folder.resolve(name), all.toByteArray());
  }

  private String ask(String method, String uri, String headers) throws IOException {
    sequence++;
    String request =
        "%s %s RTSP/1.0\r\nCSeq: %d\r\n%s%s\r\n".formatted(method, uri, sequence, session, headers);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    int length = 0;
    for (String line : head.toString().split("\r\n", -1)) {
      if (line.startsWith("Content-Length:")) {
        length = Integer.parseInt(line.substring(15).trim());
      } else if (line.startsWith("Session:")) {
        session = line.split(";", -1)[0] + "\r\n";
      }
    }
    byte[] body = in.readNBytes(length);
    replies.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    replies.writeBytes(body);
    return new String(body, StandardCharsets.UTF_8);
  }

  private void packets() throws IOException {
    int timestamp = 0;
    int taken = 0;
    while (taken < PACKETS || rtcp.size() == 0) {
      if (in.read() != '$') {
        throw new IOException("not interleaved");
      }
      int channel = in.read();
      byte[] packet = in.readNBytes(in.read() << 8 | in.read());
      boolean marker = (packet[1] & 0x80) != 0;
      int packetTimestamp = Arrays.hashCode(Arrays.copyOfRange(packet, 4, 8));
      boolean fragment = packet.length > 1000 && !marker && taken % 8 > 4;
      boolean enough = channel == 0 && taken >= PACKETS;
      if (fragment || enough) {
        continue;
      }
      byte[] cut = Arrays.copyOf(packet, Math.min(packet.length, PACKET_BYTES));
      interleaved.write('$');
      interleaved.write(channel);
      block(interleaved, cut);
      if (channel == 0) {
        rtp.write(4);
        block(rtp, cut);
        int step = packetTimestamp == timestamp ? 0 : 0x10;
        payloads.write((marker ? 0x80 : 0) | step | (taken == 0 ? FRESH : NEXT));
        block(payloads, Arrays.copyOfRange(cut, 12, cut.length));
        timestamp = packetTimestamp;
        taken++;
      } else {
        rtcp.write(1);
        rtcp.write(60);
        block(rtcp, packet);
      }
    }
  }

  private static void block(ByteArrayOutputStream out, byte[] bytes) {
    out.write(bytes.length >> 8);
    out.write(bytes.length);
    out.writeBytes(bytes);
  }
}
