package org.gengfu.hub.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An RTSP server that isn't ours, GStreamer's, which serves one file as cameras. Whoever holds it
 * may rely on its answering: one that does not, as its port was taken between the choice and the
 * start, is started again on another.
 */
final class ThirdPartyServer implements AutoCloseable {
  private static final int STARTS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Process process;
  private final int port;
  private final Path log;

  private ThirdPartyServer(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /** Where the server's script and the streams are; ends the test as not applicable without. */
  static Path shared() {
    Path shared = Path.of(System.getProperty("gengfu.root")).resolveSibling("shared");
    assumeTrue(Files.isDirectory(shared), "the third-party server and its streams are not here");
    return shared;
  }

  /**
   * A server that answers.
   *
   * @param file a stream's name in {@code shared/streams}
   * @param log where its output goes
   */
  static ThirdPartyServer start(Path log, int cameras, String file, String... options)
      throws IOException {
    for (int start = 1; ; start++) {
      ThirdPartyServer server = launch(log, cameras, file, options);
      if (server.answers()) {
        return server;
      }
      server.close();
      if (start == STARTS) {
        throw new IOException("no third-party server answers: " + server);
      }
    }
  }

  private static ThirdPartyServer launch(Path log, int cameras, String file, String... options)
      throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                "/usr/bin/python3",
                shared().resolve("tools/rtsp-server.py").toString(),
                String.valueOf(cameras),
                shared().resolve("streams").resolve(file).toString(),
                "--port",
                String.valueOf(port)));
    command.addAll(Arrays.asList(options));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new ThirdPartyServer(process, port, log);
  }

  private boolean answers() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(5));
        String asked = "OPTIONS " + url(1) + " RTSP/1.0\r\nCSeq: 1\r\n\r\n";
        socket.getOutputStream().write(asked.getBytes(StandardCharsets.US_ASCII));
        String begun = new String(socket.getInputStream().readNBytes(8), StandardCharsets.US_ASCII);
        return begun.equals("RTSP/1.0");
      } catch (IOException notYet) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
    }
    return false;
  }

  String url(int camera) {
    return "rtsp://127.0.0.1:" + port + "/cam" + camera;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(10, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }

  /** For the message of a failed test. */
  @Override
  public String toString() {
    String said;
    try {
      said = Files.readString(log).strip();
    } catch (IOException e) {
      said = e.toString();
    }
    return "port " + port + (isAlive() ? ", alive: " : ", ended: ") + said;
  }
}
