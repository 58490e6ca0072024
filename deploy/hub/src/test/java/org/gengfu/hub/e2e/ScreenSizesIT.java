package org.gengfu.hub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.gengfu.core.accounts.Account;
import org.gengfu.core.accounts.Role;
import org.gengfu.core.storage.Database;
import org.gengfu.dashboard.login.Passwords;
import org.gengfu.hub.Hub;
import org.gengfu.simulator.encode.TestCard;
import org.gengfu.simulator.rtsp.SimulatedCameraServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The big screen in a real browser, by the size of its window: all at once on a wall, one column on
 * a phone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScreenSizesIT {
  private static final String PASSWORD = "a password of the test";
  private static final int CAMERAS = 20;

  /** What reaches past the window, beside the drawing of the map, which is cut at its frame. */
  private static final String TOO_WIDE =
      """
      return [...document.querySelectorAll('body *')]
        .filter((one) => !one.closest('svg'))
        .map((one) => [one, one.getBoundingClientRect()])
        .filter(([, box]) => box.width > 0 && (box.left < -1 || box.right > innerWidth + 1))
        .map(([one]) => one.tagName + '.' + one.className)
        .join(', ');
      """;

  @TempDir static Path directory;
  private final SimulatedCameraServer cameras = new SimulatedCameraServer(0);
  private Hub hub;
  private Browser browser;

  @BeforeAll
  void start() {
    cameras.add("gate", TestCard.scene(320, 180));
    cameras.start();
    hub =
        new Hub(
            TestConfig.under(directory, null),
            InstantSource.system(),
            ScreenSizesIT::createAccounts);
    hub.start();
    String address = hub.http().toString();
    HubClient admin = new HubClient(address).login("admin", PASSWORD);
    for (int i = 1; i <= CAMERAS; i++) {
      Map<String, Object> camera =
          Map.of("id", "c" + i, "name", "老樟树路口往祠堂方向第" + i + "路摄像头", "url", cameras.url("gate"));
      assertThat(admin.post("/cameras", camera).status()).isEqualTo(201);
    }
    browser = new Browser(address, 1920, 1080);
    browser.login("office", PASSWORD);
    browser.open("/screen");
    Await.until(
        "all cameras stream",
        Duration.ofSeconds(60),
        () -> browser.see("stat-cameras").getText().startsWith(CAMERAS + "/"));
  }

  private static void createAccounts(Database database) {
    for (Role role : new Role[] {Role.ADMIN, Role.OFFICE}) {
      String name = role == Role.ADMIN ? "admin" : "office";
      database
          .accounts()
          .create(new Account(name, role, null), new Passwords(6).hash(PASSWORD), "test");
    }
  }

  @AfterAll
  void stop() {
    browser.close();
    hub.close();
    cameras.close();
  }

  private void size(int width, int height) {
    browser.resize(width, height);
    browser.open("/screen");
    browser.see("stat-cameras");
    browser.see("camera-tile", "[data-camera-id='c1']");
    Await.until(
        "the trend is drawn",
        Duration.ofSeconds(30),
        () -> number("return document.querySelectorAll('.trend svg').length") > 0);
    browser.screenshot(Path.of("target/screenshots/screen-" + width + ".png"));
  }

  private double number(String javascript) {
    return browser.script(javascript) instanceof Number found ? found.doubleValue() : Double.NaN;
  }

  @Test
  void isOneColumnOnAPhone() {
    size(390, 844);
    assertThat(number("return document.documentElement.scrollWidth")).isEqualTo(390);
    assertThat(browser.script(TOO_WIDE)).isEqualTo("");
    assertThat(
            number(
                "return new Set([...document.querySelectorAll('main .box')]"
                    + ".map((one) => Math.round(one.getBoundingClientRect().left))).size"))
        .as("panels below each other")
        .isEqualTo(1);
    assertThat(number("return document.querySelectorAll('main .box').length")).isEqualTo(5);
    assertThat(
            number(
                "return Math.min(...[...document.querySelectorAll('.tile')]"
                    + ".map((one) => one.getBoundingClientRect().width))"))
        .as("a tile that a finger hits")
        .isGreaterThanOrEqualTo(80);
    assertThat(number("return parseFloat(getComputedStyle(document.body).fontSize)"))
        .as("letters that can be read")
        .isGreaterThanOrEqualTo(14);
  }

  @ParameterizedTest
  @CsvSource({"1920,1080", "3840,2160"})
  void showsAllAtOnceOnAWall(int width, int height) {
    size(width, height);
    assertThat(number("return document.documentElement.scrollWidth")).isEqualTo(width);
    assertThat(number("return document.documentElement.scrollHeight")).isEqualTo(height);
    assertThat(browser.script(TOO_WIDE)).isEqualTo("");
    assertThat(
            number(
                "return Math.max(...[...document.querySelectorAll('.tile')]"
                    + ".map((one) => one.getBoundingClientRect().bottom))"))
        .as("every camera in sight")
        .isLessThan(height);
  }
}
