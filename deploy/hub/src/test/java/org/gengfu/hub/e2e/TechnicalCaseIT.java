package org.gengfu.hub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.gengfu.core.accounts.Account;
import org.gengfu.core.accounts.Role;
import org.gengfu.core.storage.Database;
import org.gengfu.core.village.Secret;
import org.gengfu.dashboard.login.Passwords;
import org.gengfu.hub.Hub;
import org.gengfu.simulator.encode.TestCard;
import org.gengfu.simulator.rtsp.Credentials;
import org.gengfu.simulator.rtsp.Fault;
import org.gengfu.simulator.rtsp.SimulatedCameraServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Never silently blind, in a real browser: a camera that sends no more becomes a technical case on
 * the admin's page and a word on the big screen, the doctor says why, and both go when it is well
 * again. A camera is tested in the form before it is saved.
 */
class TechnicalCaseIT {
  private static final String PASSWORD = "a password of the test";

  /** A minute until it is a fault, a while for others to join, and what a busy machine takes. */
  private static final Duration OPENS = Duration.ofSeconds(150);

  private static final Duration ENDS = Duration.ofSeconds(150);
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path directory;
  private final SimulatedCameraServer cameras = new SimulatedCameraServer(0);
  private Hub hub;
  private HubClient admin;

  @BeforeEach
  void start() {
    var scene = TestCard.scene(320, 180);
    cameras.add("gate", scene);
    cameras
        .add("locked", scene)
        .credentials(new Credentials(Credentials.Scheme.DIGEST_MD5, "viewer", new Secret("right")));
    cameras.start();
    hub =
        new Hub(
            TestConfig.under(directory, null),
            InstantSource.system(),
            TechnicalCaseIT::createAccounts);
    hub.start();
    admin = new HubClient(hub.http().toString()).login("admin", PASSWORD);
    HubClient.Answer answer =
        admin.post("/cameras", Map.of("id", "gate", "name", "村口", "url", cameras.url("gate")));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    Await.until(
        "a streaming camera",
        SOON,
        () -> admin.get("/summary").body().at("/cameras/streaming").asInt() == 1);
  }

  private static void createAccounts(Database database) {
    String hash = new Passwords(6).hash(PASSWORD);
    database.accounts().create(new Account("admin", Role.ADMIN, null), hash, "test");
    database.accounts().create(new Account("office", Role.OFFICE, null), hash, "test");
  }

  @AfterEach
  void stop() {
    hub.close();
    cameras.close();
  }

  @Test
  void fromTheSilentCameraToTheClosedCase() {
    cameras.camera("gate").fault(Fault.NOT_FOUND);
    try (Browser desk = browser("admin");
        Browser wall = browser("office")) {
      desk.open("/admin/faults");
      desk.see("faults-none");
      wall.open("/screen");
      wall.see("stat-open");
      aTestBeforeSavingSaysWhatIsWrong(desk);

      desk.open("/admin/faults");
      long id = openCase();
      desk.see("fault-item", "[data-case-id='" + id + "'][data-kind='no-frames']");
      assertThat(desk.see("nav-faults-count").getText()).isEqualTo("1");
      assertThat(wall.see("fault-badge").getText()).contains("1 个设备故障");
      assertThat(wall.see("stat-open").getText()).as("no case of the village").isEqualTo("0");

      desk.click("fault-item", "[data-case-id='" + id + "']");
      desk.click("doctor-examine");
      assertThat(desk.see("finding", "[data-code='path-unknown']").getText())
          .contains("摄像头上没有这个视频路径", "地址的后半段不对");
      desk.click("case-accept");
      desk.see("fault-detail", "[data-handling='accepted']");
      desk.screenshot(Path.of("target/screenshots/technical-case.png"));
      theOfficeLooksAndDoesNotAct(wall, id);

      cameras.camera("gate").fault(Fault.NONE);
      Await.until("the end of the case", ENDS, () -> handling(id).equals("closed"));
      desk.see("fault-detail", "[data-handling='closed']");
      desk.click("panel-close");
      desk.see("faults-none");
      assertThat(desk.see("fault-item", "[data-case-id='" + id + "']").getText()).contains("已恢复");
      Await.until(
          "a quiet screen",
          SOON,
          () ->
              Boolean.TRUE.equals(
                  wall.script("return !document.querySelector(\"[data-testid='fault-badge']\");")));
    }
  }

  private Browser browser(String name) {
    Browser browser = new Browser(hub.http().toString(), 1920, 1080);
    browser.login(name, PASSWORD);
    Await.until("the login", SOON, () -> !browser.path().startsWith("/login"));
    return browser;
  }

  private void aTestBeforeSavingSaysWhatIsWrong(Browser desk) {
    desk.open("/admin/cameras");
    desk.click("entity-add");
    desk.fill("url", cameras.url("locked"));
    desk.click("doctor-test");
    desk.see("finding", "[data-code='login-missing']");
    desk.fill("username", "viewer");
    desk.fill("password", "right");
    desk.click("doctor-test");
    assertThat(desk.see("doctor-result", "[data-stream='main']").getText()).contains("320×180");
    desk.screenshot(Path.of("target/screenshots/test-before-saving.png"));
    assertThat(admin.get("/cameras").body().path("items")).as("nothing is saved").hasSize(1);
  }

  private long openCase() {
    return Await.value(
        "a technical case",
        OPENS,
        () ->
            StreamSupport.stream(
                    admin.get("/cases?about=technical").body().path("items").spliterator(), false)
                .filter(item -> item.at("/fault/kind").asText().equals("no-frames"))
                .filter(item -> item.at("/fault/details/reason").asText().equals("path-unknown"))
                .map(item -> item.path("id").asLong())
                .findFirst()
                .orElse(null));
  }

  private static void theOfficeLooksAndDoesNotAct(Browser wall, long id) {
    wall.click("fault-badge");
    wall.click("fault-list", " [data-case-id='" + id + "']");
    assertThat(wall.see("fault-detail").getText()).contains("由管理员处理");
    assertThat(
            wall.script("return document.querySelectorAll(\"[data-testid='case-close']\").length;"))
        .isEqualTo(0L);
    wall.click("panel-close");
  }

  private String handling(long id) {
    JsonNode detail = admin.get("/cases/" + id).body();
    return detail.at("/case/handling").asText();
  }
}
