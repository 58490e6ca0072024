package org.gengfu.ingest.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An RTSP server that behaves as a test's script says, on a free port of this machine. The script
 * is asked for the answer to each request; what it leaves out is answered as a good camera would.
 */
public final class ScriptedCamera implements AutoCloseable {
  private static final int BACKLOG = 50;
  private static final long PICTURE_NANOS = 200_000_000L;

  /** A good camera's description: the parameter sets of sub.mp4. */
  public static final String SDP =
      """
      v=0\r
      s=camera\r
      a=control:*\r
      m=video 0 RTP/AVP 96\r
      a=rtpmap:96 H264/90000\r
      a=fmtp:96 packetization-mode=1;sprop-parameter-sets=Z01AFtoCgL/lhAAAAwAEAAADAHg8WLqA,aO8yyA==\r
      a=control:track1\r
      """;

  /** The description of one that sends H.265: the parameter sets of main-h265.mp4. */
  public static final String H265_SDP =
      """
      v=0\r
      s=camera\r
      a=control:*\r
      m=video 0 RTP/AVP 96\r
      a=rtpmap:96 H265/90000\r
      a=fmtp:96 sprop-vps=QAEMAf//AWAAAAMAkAAAAwAAAwB4ugJA;sprop-sps=QgEBAWAAAAMAkAAAAwAAAwB4oAPAgBDllupJMrmgIAAAAwAgAAADAyE=;sprop-pps=RAHBcrRiQA==\r
      a=control:track1\r
      """;

  /** One request. */
  public record Request(String method, String uri, String text) {
    public String cseq() {
      return header("CSeq");
    }

    /** The value of a header field; empty where there is none. */
    public String header(String name) {
      return text.lines()
          .filter(line -> line.startsWith(name + ": "))
          .map(line -> line.substring(name.length() + 2))
          .findFirst()
          .orElse("");
    }
  }

  /** What a camera does. */
  public interface Script {
    /**
     * Answers a request.
     *
     * @return the bytes to send; null for what a good camera does
     */
    byte @Nullable [] answer(Request request, Connection connection) throws IOException;
  }

  private final ServerSocket server;
  private final Script script;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  public ScriptedCamera(Script script) throws IOException {
    this.script = script;
    this.server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  private static void daemon(Runnable run) {
    Thread thread = new Thread(run, "scripted-camera");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket socket = server.accept();
        sockets.add(socket);
        connections.incrementAndGet();
        daemon(() -> new Connection(socket).serve());
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  public String url() {
    return "rtsp://127.0.0.1:" + server.getLocalPort() + "/stream";
  }

  /** All requests so far, of all connections. */
  public List<Request> requests() {
    return requests;
  }

  public long count(String method) {
    return requests.stream().filter(request -> request.method().equals(method)).count();
  }

  public int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** One client. */
  public final class Connection {
    private final Socket socket;
    private int sequence;
    private int timestamp;

    Connection(Socket socket) {
      this.socket = socket;
    }

    void serve() {
      try (socket) {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        Request request = read(in);
        while (request != null) {
          requests.add(request);
          byte[] answer = script.answer(request, this);
          send(answer == null ? good(request) : answer);
          if (answer == null && request.method().equals("PLAY")) {
            daemon(this::stream);
          }
          request = read(in);
        }
      } catch (IOException e) {
        // The client, or the test, has ended it.
      }
    }

    /** Five pictures a second, for as long as the connection stands. */
    private void stream() {
      try {
        while (!socket.isClosed()) {
          pictures(1);
          LockSupport.parkNanos(PICTURE_NANOS);
        }
      } catch (IOException e) {
        // The client, or the test, has ended it.
      }
    }

    private @Nullable Request read(InputStream in) throws IOException {
      StringBuilder text = new StringBuilder();
      int b = in.read();
      while (b == '$') {
        in.skipNBytes(1);
        in.skipNBytes((in.read() << 8) | in.read());
        b = in.read();
      }
      while (b >= 0 && text.indexOf("\r\n\r\n") < 0) {
        text.append((char) b);
        if (text.indexOf("\r\n\r\n") < 0) {
          b = in.read();
        }
      }
      if (text.isEmpty()) {
        return null;
      }
      String[] words = text.substring(0, text.indexOf("\r\n")).split(" ", -1);
      return new Request(words[0], words[1], text.toString());
    }

    public synchronized void send(byte[] bytes) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
    }

    /** Sends a keyframe and then pictures that refer to it. */
    public void pictures(int count) throws IOException {
      send(frames(count));
    }

    /** The frames of a keyframe and pictures that refer to it. */
    public synchronized byte[] frames(int count) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (int n = 0; n < count; n++) {
        byte[] nal = {(byte) (n == 0 ? 0x65 : 0x41), (byte) 0x88, 1, 2, 3, 4, 5};
        out.writeBytes(rtp(nal, 0x1234));
        timestamp += 18_000;
      }
      return out.toByteArray();
    }

    /** The frames of one access unit, 200 ms after the one before: a packet a NAL unit. */
    public synchronized byte[] unit(String... nals) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (String nal : nals) {
        out.writeBytes(rtp(HexFormat.of().parseHex(nal), 0x1234));
      }
      timestamp += 18_000;
      return out.toByteArray();
    }

    public synchronized byte[] rtp(byte[] payload, int ssrc) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write('$');
      out.write(0);
      write16(out, 12 + payload.length);
      out.write(0x80);
      out.write(0xe0);
      write16(out, sequence++);
      write16(out, timestamp >> 16);
      write16(out, timestamp);
      write16(out, ssrc >> 16);
      write16(out, ssrc);
      out.writeBytes(payload);
      return out.toByteArray();
    }

    /** Breaks the connection. */
    public void hangUp() throws IOException {
      socket.close();
    }
  }

  private static void write16(ByteArrayOutputStream out, int value) {
    out.write(value >> 8);
    out.write(value);
  }

  /** What a good camera answers. */
  public static byte[] good(Request request) {
    return switch (request.method()) {
      case "OPTIONS" ->
          reply(request, 200, "Public: OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER\r\n", "");
      case "DESCRIBE" ->
          reply(
              request,
              200,
              "Content-Type: application/sdp\r\nContent-Base: " + request.uri() + "/\r\n",
              SDP);
      case "SETUP" ->
          reply(
              request,
              200,
              "Session: 4711;timeout=10\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1;ssrc=00001234\r\n",
              "");
      default -> reply(request, 200, "Session: 4711\r\n", "");
    };
  }

  public static byte[] reply(Request request, int status, String headers, String body) {
    String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
    return ("RTSP/1.0 "
            + status
            + " Said\r\nCSeq: "
            + request.cseq()
            + "\r\n"
            + headers
            + length
            + "\r\n"
            + body)
        .getBytes(StandardCharsets.UTF_8);
  }
}
