package org.gengfu.hub.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Cameras for a benchmark: a third-party RTSP server with a recorded street where it is beside the
 * project, else the simulated village's.
 *
 * @param form of the addresses, with a place for the number
 * @param numbers how many addresses there are; beyond, they begin again
 * @param thirdParty whether the server isn't ours
 */
record BenchCameras(String form, int numbers, boolean thirdParty) {
  /** Real cameras are other machines: their server takes no time from the hub that is measured. */
  private static final int NICENESS = 10;

  private static final int SIMULATED = 84;
  private static final int SECONDS_OF_A_STREET = 60;
  private static final double PATIENCE_SECONDS = 120;

  String url(int number) {
    return form.formatted((number - 1) % numbers + 1);
  }

  /**
   * Starts the server and waits until it listens.
   *
   * @param file {@code main.mp4} or {@code sub.mp4}
   * @param seconds how long each stream lasts, at least
   */
  static BenchCameras start(Workplace workplace, int count, String file, double seconds)
      throws IOException, InterruptedException {
    int port = Workplace.freePort();
    Optional<Path> shared = workplace.shared();
    if (shared.isEmpty() || !Workplace.installed("ffmpeg")) {
      workplace.start(
          "server.log",
          workplace.self(
              List.of(
                  "simulate", "--open", "--rtsp-port", String.valueOf(port), "--mqtt-port", "0")));
      await(port);
      return new BenchCameras("rtsp://127.0.0.1:" + port + "/cam-%02d", SIMULATED, false);
    }
    Path street = workplace.scratch().resolve("long-" + file);
    int times = (int) Math.ceil(seconds / SECONDS_OF_A_STREET);
    workplace.run(
        List.of(
            "ffmpeg",
            "-v",
            "error",
            "-stream_loop",
            String.valueOf(times),
            "-i",
            shared.get().resolve("streams").resolve(file).toString(),
            "-c",
            "copy",
            street.toString()));
    workplace.start(
        "server.log",
        List.of(
            "nice",
            "-n",
            String.valueOf(NICENESS),
            "/usr/bin/python3",
            shared.get().resolve("tools/rtsp-server.py").toString(),
            String.valueOf(count),
            street.toString(),
            "--port",
            String.valueOf(port)));
    await(port);
    return new BenchCameras("rtsp://127.0.0.1:" + port + "/cam%d", count, true);
  }

  private static void await(int port) throws IOException, InterruptedException {
    long end = System.nanoTime() + (long) (PATIENCE_SECONDS * 1e9);
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw new IOException("no RTSP server listens on port " + port, e);
        }
      }
      Thread.sleep(200);
    }
  }
}
