package org.gengfu.hub.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cameras of 1920×1080 and 3.1 Mbit/s for recording: a third-party RTSP server with the recorded
 * street {@code main.mp4}, which must lie beside the project.
 */
final class StreetCameras {
  private static final int SECONDS_OF_THE_STREET = 60;
  private static final double PATIENCE_SECONDS = 120;

  private StreetCameras() {}

  /**
   * Starts the server and waits until it listens.
   *
   * @param seconds how long each stream lasts, at least
   * @return the cameras' addresses
   */
  static List<String> start(Workplace workplace, int count, double seconds)
      throws IOException, InterruptedException {
    Path shared =
        workplace
            .shared()
            .orElseThrow(
                () -> new IOException("the folder 'shared' beside the project is missing"));
    if (!Workplace.installed("ffmpeg")) {
      throw new IOException("ffmpeg is missing (Debian: apt-get install ffmpeg)");
    }
    Path street = workplace.scratch().resolve("street.mp4");
    int again = (int) Math.ceil(seconds / SECONDS_OF_THE_STREET);
    workplace.run(
        List.of(
            "ffmpeg",
            "-v",
            "error",
            "-stream_loop",
            String.valueOf(again),
            "-i",
            shared.resolve("streams/main.mp4").toString(),
            "-c",
            "copy",
            street.toString()));
    int port = freePort();
    workplace.start(
        "server.log",
        List.of(
            "/usr/bin/python3",
            shared.resolve("tools/rtsp-server.py").toString(),
            String.valueOf(count),
            street.toString(),
            "--port",
            String.valueOf(port)));
    await(port);
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> "rtsp://127.0.0.1:" + port + "/cam" + number)
        .toList();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void await(int port) throws IOException, InterruptedException {
    long end = System.nanoTime() + (long) (PATIENCE_SECONDS * 1e9);
    while (true) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw new IOException("no RTSP server listens on port " + port, e);
        }
      }
      Thread.sleep(200);
    }
  }
}
