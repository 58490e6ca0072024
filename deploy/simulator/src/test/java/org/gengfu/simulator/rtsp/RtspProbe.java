package org.gengfu.simulator.rtsp;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A plain blocking RTSP client for tests: asks, and takes pictures apart again. */
final class RtspProbe implements AutoCloseable {
  /** A reply. */
  record Reply(int status, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** A RTP or RTCP packet with its interleaved channel. */
  record Frame(int channel, byte[] bytes) {
    int sequence() {
      return (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
    }

    boolean marker() {
      return (bytes[1] & 0x80) != 0;
    }

    long timestamp() {
      return java.nio.ByteBuffer.wrap(bytes).getInt(4) & 0xffff_ffffL;
    }
  }

  /** An access unit put together again: NAL units in order of arrival. */
  record Unit(long timestamp, List<byte[]> nals) {
    boolean keyframe() {
      return nals.stream().anyMatch(nal -> (nal[0] & 0x1f) == 5);
    }
  }

  private final Socket socket = new Socket();
  private final DataInputStream in;
  final String url;
  private int cseq;
  private String session = "";
  private String authorization = "";

  RtspProbe(String url, int timeoutMillis) throws IOException {
    this.url = url;
    int port = Integer.parseInt(url.replaceAll("rtsp://127.0.0.1:(\\d+)/.*", "$1"));
    socket.setSoTimeout(timeoutMillis);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeoutMillis);
    in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
  }

  RtspProbe authorization(String value) {
    authorization = value;
    return this;
  }

  void send(String method, String uri, String... headers) throws IOException {
    StringBuilder text = new StringBuilder(method + " " + uri + " RTSP/1.0\r\n");
    text.append("CSeq: ").append(++cseq).append("\r\n");
    if (!session.isEmpty()) {
      text.append("Session: ").append(session).append("\r\n");
    }
    if (!authorization.isEmpty()) {
      text.append("Authorization: ").append(authorization).append("\r\n");
    }
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    sendRaw(text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
  }

  void sendRaw(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  Reply ask(String method, String uri, String... headers) throws IOException {
    send(method, uri, headers);
    return reply();
  }

  Reply reply() throws IOException {
    in.mark(1);
    while (in.read() == '$') {
      in.reset();
      frame();
      in.mark(1);
    }
    in.reset();
    String[] lines = head().split("\r\n", -1);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 1; i < lines.length - 2; i++) {
      int colon = lines[i].indexOf(':');
      headers.put(lines[i].substring(0, colon), lines[i].substring(colon + 1).trim());
    }
    byte[] body = new byte[Integer.parseInt(headers.getOrDefault("content-length", "0"))];
    in.readFully(body);
    return new Reply(
        Integer.parseInt(lines[0].split(" ", -1)[1]),
        headers,
        new String(body, StandardCharsets.UTF_8));
  }

  private String head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("closed after: " + text);
      }
      head.write(next);
      text = head.toString(StandardCharsets.US_ASCII);
      if (text.length() >= 5 && !text.startsWith("RTSP/")) {
        throw new IOException("no RTSP reply: " + text);
      }
    }
    return text;
  }

  /** Describe, set up, play. */
  RtspProbe play() throws IOException {
    expectOk(ask("DESCRIBE", url, "Accept: application/sdp"));
    Reply setup =
        ask("SETUP", url + "/trackID=1", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1");
    expectOk(setup);
    session = setup.header("Session").split(";", -1)[0];
    expectOk(ask("PLAY", url, "Range: npt=0.000-"));
    return this;
  }

  String session() {
    return session;
  }

  private static void expectOk(Reply reply) throws IOException {
    if (reply.status() != 200) {
      throw new IOException("status " + reply.status());
    }
  }

  Frame frame() throws IOException {
    int dollar = in.read();
    if (dollar < 0) {
      throw new EOFException("closed");
    }
    if (dollar != '$') {
      throw new IOException(String.format(Locale.ROOT, "no interleaved frame: %02x", dollar));
    }
    int channel = in.readUnsignedByte();
    byte[] bytes = new byte[in.readUnsignedShort()];
    in.readFully(bytes);
    return new Frame(channel, bytes);
  }

  /** The next access unit, sender reports skipped. */
  Unit unit() throws IOException {
    List<byte[]> nals = new ArrayList<>();
    ByteArrayOutputStream fragment = new ByteArrayOutputStream();
    while (true) {
      Frame frame = frame();
      if (frame.channel() != 0) {
        continue;
      }
      Depacketizer.take(frame.bytes(), nals, fragment);
      if (frame.marker()) {
        return new Unit(frame.timestamp(), nals);
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
