package org.gengfu.hub.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.accounts.Account;
import org.gengfu.core.accounts.Role;
import org.gengfu.core.storage.Database;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Secret;
import org.gengfu.dashboard.login.Passwords;
import org.gengfu.hub.Hub;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole hub on 16 cameras of a server that isn't ours (GStreamer's), with and without Digest.
 */
class ThirdPartyCamerasIT {
  private static final int CAMERAS = 16;
  private static final String PASSWORD = "a password of the test";

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"sub.mp4, false", "main.mp4, false", "sub.mp4, true"})
  void sixteenCamerasStreamAndShowPictures(String file, boolean digest) throws Exception {
    Path shared = Path.of(System.getProperty("gengfu.root")).resolveSibling("shared");
    assumeTrue(Files.isDirectory(shared), "the third-party server and its streams are not here");
    int port = freePort();
    Process server = server(shared, file, port, digest);
    try (Hub hub = hub(port, digest)) {
      hub.start();
      HubClient admin = new HubClient(hub.http().toString()).login("admin", PASSWORD);
      Await.until(
          CAMERAS + " streaming cameras",
          Duration.ofSeconds(60),
          () -> admin.get("/summary").body().at("/cameras/streaming").asInt() == CAMERAS);
      for (int number = 1; number <= CAMERAS; number++) {
        String snapshot = "/cameras/cam-" + number + "/snapshot?width=320";
        Await.until(
            "a picture of camera " + number,
            Duration.ofSeconds(20),
            () -> admin.get(snapshot).status() == 200);
      }
      assertThat(server.isAlive()).isTrue();
    } finally {
      server.destroy();
      server.waitFor(10, TimeUnit.SECONDS);
      server.destroyForcibly();
    }
  }

  private Process server(Path shared, String file, int port, boolean digest) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "/usr/bin/python3",
                shared.resolve("tools/rtsp-server.py").toString(),
                String.valueOf(CAMERAS),
                shared.resolve("streams").resolve(file).toString(),
                "--port",
                String.valueOf(port)));
    if (digest) {
      command.add("--auth");
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("server.log").toFile())
        .start();
  }

  private Hub hub(int port, boolean digest) {
    return new Hub(
        TestConfig.under(directory, null),
        InstantSource.system(),
        database -> prepare(database, port, digest));
  }

  private static void prepare(Database database, int port, boolean digest) {
    database
        .accounts()
        .create(new Account("admin", Role.ADMIN, null), new Passwords(6).hash(PASSWORD), "test");
    for (int number = 1; number <= CAMERAS; number++) {
      database
          .registry()
          .create(
              new Camera(
                  "cam-" + number,
                  "camera " + number,
                  "rtsp://127.0.0.1:" + port + "/cam" + number,
                  digest ? "admin" : null,
                  digest ? new Secret("pass1234") : null,
                  null,
                  null,
                  true),
              "test");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
