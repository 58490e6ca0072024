package org.gengfu.hub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.gengfu.core.accounts.Account;
import org.gengfu.core.accounts.Role;
import org.gengfu.core.storage.Database;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.RecordingPlan;
import org.gengfu.dashboard.login.Passwords;
import org.gengfu.hub.Hub;
import org.gengfu.hub.config.HubConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cameras that send H.265, from a server that isn't ours, in a Chromium that can't play it
 * (Debian's has no decoder): a picture comes all the same, and the page says how.
 */
class H265InBrowserIT {
  private static final String PASSWORD = "a password of the test";

  @TempDir private Path directory;

  @Test
  void aPictureComesAndThePageSaysHow() throws Exception {
    // A server each: this one's shared streams are no part of what is tested.
    try (ThirdPartyServer alone = server("alone", "main-h265.mp4", "--h265");
        ThirdPartyServer main = server("main", "main-h265.mp4", "--h265");
        ThirdPartyServer sub = server("sub", "sub.mp4");
        Hub hub = hub(alone.url(1), main.url(1), sub.url(1))) {
      hub.start();
      String address = hub.http().toString();
      HubClient admin = new HubClient(address).login("admin", PASSWORD);
      Await.until(
          "two streaming cameras",
          Duration.ofSeconds(60),
          () -> admin.get("/summary").body().at("/cameras/streaming").asInt() == 2,
          () -> admin.get("/cameras").body() + " " + List.of(alone, main, sub));
      try (Browser wall = new Browser(address, 1920, 1080)) {
        wall.login("admin", PASSWORD);
        Await.until("the login", Duration.ofSeconds(30), () -> !wall.path().startsWith("/login"));
        wall.open("/screen");
        assertThat(
                wall.script(
                    "return MediaSource.isTypeSupported('video/mp4; codecs=\"hvc1.1.6.L120.B0\"')"))
            .as("this browser can't play H.265 itself")
            .isEqualTo(false);

        wall.click("camera-tile", "[data-camera-id='alone']");
        plays(wall);
        wall.see("live-note", "[data-reason='transcoded']");
        assertThat(wall.see("live-note").getText()).contains("H.265");

        // In a picture of this size the page wishes the sub stream, which plays as it is.
        wall.click("camera-tile", "[data-camera-id='both']");
        plays(wall);
        assertThat(told(wall, "both", "sub")).contains("\"stream\":\"sub\"", "\"reason\":null");
        assertThat(told(wall, "both", "main"))
            .contains("\"stream\":\"sub\"", "\"reason\":\"other-stream\"");
      }
    }
  }

  /** What the live socket tells first whoever plays H.264 alone. */
  private static String told(Browser wall, String camera, String stream) {
    wall.script(
        "window.told = ''; const s = new WebSocket('ws://' + location.host + '/api/v1/live/"
            + camera
            + "?stream="
            + stream
            + "&codecs=h264'); s.onmessage = m => { window.told = m.data; s.close(); };");
    Await.until(
        "a word about the picture",
        Duration.ofSeconds(30),
        () -> Boolean.TRUE.equals(wall.script("return typeof told === 'string' && told !== ''")));
    return String.valueOf(wall.script("return told"));
  }

  private static void plays(Browser wall) {
    Await.until(
        "a playing live picture",
        Duration.ofSeconds(30),
        () ->
            Boolean.TRUE.equals(
                wall.script(
                    "const v = document.querySelector(\"[data-testid='live-video']\");"
                        + "return !!v && v.currentTime > 1 && v.videoWidth > 0;")));
  }

  private ThirdPartyServer server(String name, String file, String... options) throws Exception {
    return ThirdPartyServer.start(directory.resolve(name + ".log"), 1, file, options);
  }

  private Hub hub(String alone, String main, String sub) throws IOException {
    Path file = directory.resolve("gengfu.yaml");
    Files.writeString(
        file,
        """
        dataDir: hub
        http: {host: 127.0.0.1, port: 0}
        management: {host: 127.0.0.1, port: 0}
        analysis: {threads: 1}
        """);
    HubConfig config = HubConfig.read(file, name -> null);
    return new Hub(config, InstantSource.system(), database -> prepare(database, alone, main, sub));
  }

  private static void prepare(Database database, String alone, String main, String sub) {
    database
        .accounts()
        .create(new Account("admin", Role.ADMIN, null), new Passwords(6).hash(PASSWORD), "test");
    database.registry().create(camera("alone", alone, null), "test");
    database.registry().create(camera("both", main, sub), "test");
  }

  private static Camera camera(
      String id, String main, @org.jspecify.annotations.Nullable String sub) {
    return new Camera(
        id,
        id,
        main,
        sub,
        null,
        null,
        Camera.Transport.TCP,
        false,
        RecordingPlan.STANDARD,
        null,
        null,
        true);
  }
}
