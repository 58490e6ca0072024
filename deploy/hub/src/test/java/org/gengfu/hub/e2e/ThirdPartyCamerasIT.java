package org.gengfu.hub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
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
    String[] options = digest ? new String[] {"--auth"} : new String[0];
    try (ThirdPartyServer server =
            ThirdPartyServer.start(directory.resolve("server.log"), CAMERAS, file, options);
        Hub hub = hub(server, digest)) {
      hub.start();
      HubClient admin = new HubClient(hub.http().toString()).login("admin", PASSWORD);
      Await.until(
          CAMERAS + " streaming cameras",
          Duration.ofSeconds(60),
          () -> admin.get("/summary").body().at("/cameras/streaming").asInt() == CAMERAS,
          () -> admin.get("/cameras").body() + " " + server);
      for (int number = 1; number <= CAMERAS; number++) {
        String snapshot = "/cameras/cam-" + number + "/snapshot?width=320";
        Await.until(
            "a picture of camera " + number,
            Duration.ofSeconds(20),
            () -> admin.get(snapshot).status() == 200);
      }
      assertThat(server.isAlive()).isTrue();
    }
  }

  private Hub hub(ThirdPartyServer server, boolean digest) {
    return new Hub(
        TestConfig.under(directory, null),
        InstantSource.system(),
        database -> prepare(database, server, digest));
  }

  private static void prepare(Database database, ThirdPartyServer server, boolean digest) {
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
                  server.url(number),
                  digest ? "admin" : null,
                  digest ? new Secret("pass1234") : null,
                  null,
                  null,
                  true),
              "test");
    }
  }
}
