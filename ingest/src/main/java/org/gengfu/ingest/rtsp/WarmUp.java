package org.gengfu.ingest.rtsp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.ingest.source.CameraLoop;
import org.gengfu.ingest.source.StreamFailure;
import org.gengfu.ingest.source.StreamListener;
import org.gengfu.ingest.source.StreamSource.OpenStream;
import org.gengfu.ingest.source.StreamTarget;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives two pictures from a camera that this process plays itself, before the first real one is
 * opened. Loading the classes of a whole conversation takes a quarter of a second, and then makes
 * no camera's loop late. The camera is a socket of the loopback interface that lives as long.
 */
final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final int READ_MILLIS = 2_000;
  private static final int PICTURE_BYTES = 1_000;
  private static final int TICKS_A_PICTURE = 3_600;
  private static final byte IDR = 0x65;

  private static final String SDP =
      """
      v=0\r
      s=warm-up\r
      a=control:*\r
      m=video 0 RTP/AVP 96\r
      a=rtpmap:96 H264/90000\r
      a=fmtp:96 packetization-mode=1;sprop-parameter-sets=Z01AFtoCgL/lhAAAAwAEAAADAHg8WLqA,aO8yyA==\r
      a=control:track1\r
      """;

  private final RtspClient rtsp;
  private final CameraLoop loop;
  private final CompletableFuture<Boolean> received = new CompletableFuture<>();

  // The loop's alone.
  private @Nullable OpenStream stream;

  WarmUp(RtspClient rtsp, CameraLoop loop) {
    this.rtsp = rtsp;
    this.loop = loop;
  }

  /**
   * Does it, and waits for it.
   *
   * @return whether the pictures came within this time; nothing depends on it
   */
  boolean run(Duration patience) {
    try (ServerSocket camera = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread player = new Thread(() -> play(camera), "warm-up");
      player.setDaemon(true);
      player.start();
      InetAddress address = camera.getInetAddress();
      StreamTarget target =
          StreamTarget.of(
              "rtsp://%s:%d/".formatted(address.getHostAddress(), camera.getLocalPort()), null);
      loop.execute(() -> stream = rtsp.open(loop, target, 0, new Listener()));
      try {
        return received.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        loop.execute(this::closeStream);
      }
    } catch (IOException | ExecutionException | TimeoutException | RejectedExecutionException e) {
      LOG.debug("not warmed up: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private void closeStream() {
    if (stream != null) {
      stream.close();
    }
  }

  private final class Listener implements StreamListener {
    @Override
    public void playing() {}

    @Override
    public void unit(AccessUnit unit) {
      received.complete(true);
    }

    @Override
    public void received(int packets, int bytes, int lost, int damagedUnits) {}

    @Override
    public void failed(StreamFailure failure) {
      LOG.debug("not warmed up: {}", failure);
      received.complete(false);
    }
  }

  /** Answers as a camera until the other side hangs up. */
  private static void play(ServerSocket camera) {
    try (Socket socket = camera.accept()) {
      socket.setSoTimeout(READ_MILLIS);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      OutputStream out = socket.getOutputStream();
      String method = "";
      String sequence = "";
      String line = in.readLine();
      while (line != null) {
        if (line.isEmpty()) {
          out.write(answer(method, sequence).getBytes(StandardCharsets.UTF_8));
          if (method.equals("PLAY")) {
            out.write(picture(0));
            out.write(picture(1));
          }
          method = "";
        } else if (method.isEmpty()) {
          method = line.substring(0, Math.max(0, line.indexOf(' ')));
        } else if (line.toLowerCase(Locale.ROOT).startsWith("cseq:")) {
          sequence = line;
        }
        line = in.readLine();
      }
    } catch (IOException e) {
      LOG.debug("the warm-up's camera: {}", e.toString());
    }
  }

  private static String answer(String method, String sequence) {
    String head = "RTSP/1.0 200 OK\r\n" + sequence + "\r\n";
    return switch (method) {
      case "OPTIONS" -> head + "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n\r\n";
      case "DESCRIBE" ->
          head
              + "Content-Type: application/sdp\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(SDP.length(), SDP);
      case "SETUP" ->
          head + "Session: warm-up\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n";
      default -> head + "Session: warm-up\r\n\r\n";
    };
  }

  /** One interleaved RTP packet (RFC 2326 §10.12, RFC 3550 §5.1) with a whole keyframe. */
  private static byte[] picture(int number) {
    int rtpBytes = 12 + PICTURE_BYTES;
    return ByteBuffer.allocate(4 + rtpBytes)
        .put((byte) '$')
        .put((byte) 0)
        .putShort((short) rtpBytes)
        .put((byte) 0x80)
        .put((byte) (0x80 | 96))
        .putShort((short) number)
        .putInt(number * TICKS_A_PICTURE)
        .putInt(1)
        .put(IDR)
        .put((byte) 0x88)
        .array();
  }
}
