package org.gengfu.hub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.gengfu.hub.Demo;
import org.gengfu.hub.config.HubConfig.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job as people see it, in a real browser: rubbish is dumped before a camera, the grid
 * worker is told, accepts and reports back with a photo, the office sees it live on the big screen
 * and closes it. The parked car and the risen water go the same way.
 */
class ThreeCasesIT {
  private static final Address ANY_PORT = new Address("127.0.0.1", 0);
  private static final String WORKER = "chen";

  @TempDir private Path directory;

  @Test
  void fromThePlaceToTheClosedCase() throws IOException {
    try (Demo demo = new Demo(directory, ANY_PORT, ANY_PORT, 0, InstantSource.system())) {
      demo.start();
      String address = demo.hub().http().toString();
      HubClient office = new HubClient(address).login("office", Demo.PASSWORD);
      try (Browser wall = new Browser(address, 1920, 1080);
          Browser phone = new Browser(address, 500, 900)) {
        phone.login(WORKER, Demo.PASSWORD);
        wall.login("office", Demo.PASSWORD);
        Await.until(
            "84 streaming cameras",
            Duration.ofSeconds(60),
            () -> wall.see("stat-cameras").getText().startsWith("84"));

        aPictureMoves(wall);
        for (String type : List.of("illegal-dumping", "illegal-parking", "sensor-threshold")) {
          long id = openCase(office, type);
          workerHandles(phone, id);
          officeCloses(wall, id);
          historyIsComplete(office, id);
          if (!type.equals("sensor-threshold")) {
            cameraShowedIt(office, id);
          }
        }
      }
    }
  }

  private static long openCase(HubClient office, String type) {
    return Await.value(
        "a case of " + type,
        Duration.ofMinutes(3),
        () ->
            StreamSupport.stream(office.get("/cases").body().path("items").spliterator(), false)
                .filter(item -> item.path("type").asText().equals(type))
                .map(item -> item.path("id").asLong())
                .findFirst()
                .orElse(null));
  }

  private void workerHandles(Browser phone, long id) throws IOException {
    phone.open("/worker");
    phone.see("case-item", "[data-case-id='" + id + "']");
    phone.open("/worker/cases/" + id);
    phone.click("case-accept");
    phone.see("case-handle");
    phone.type("case-note", "两袋垃圾已清走");
    phone.upload("case-photo", photo());
    phone.see("case-photo-preview");
    phone.click("case-submit");
    phone.see("case-detail", "[data-handling='handled']");
  }

  private Path photo() throws IOException {
    BufferedImage image = new BufferedImage(2400, 1800, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.GRAY);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.dispose();
    Path file = directory.resolve("clean-corner.jpg");
    ImageIO.write(image, "jpeg", file.toFile());
    return file;
  }

  private static void aPictureMoves(Browser wall) {
    Await.until(
        "a playing live picture",
        Duration.ofSeconds(30),
        () ->
            Boolean.TRUE.equals(
                wall.script(
                    "const v = document.querySelector(\"[data-testid='live-video']\");"
                        + "return !!v && v.currentTime > 1 && v.videoWidth > 0;")));
  }

  private static void officeCloses(Browser wall, long id) {
    wall.open("/screen");
    wall.click("case-item", "[data-case-id='" + id + "']");
    wall.click("case-close");
    wall.type("case-note", "已复核");
    wall.click("case-confirm");
    Await.until(
        "the case leaves the feed of open cases",
        Duration.ofSeconds(15),
        () ->
            Boolean.FALSE.equals(
                wall.script(
                    "return !!document.querySelector(\"[data-testid='case-item'][data-case-id='"
                        + id
                        + "']:not([data-handling='closed'])\");")));
  }

  private static void historyIsComplete(HubClient office, long id) {
    JsonNode detail = office.get("/cases/" + id).body();
    assertThat(detail.at("/case/handling").asText()).isEqualTo("closed");
    assertThat(detail.at("/case/workerId").asText()).isEqualTo(WORKER);
    List<String> actions = detail.path("steps").findValuesAsText("action");
    assertThat(actions).containsSubsequence("opened", "accepted", "handled", "closed");
    assertThat(detail.at("/steps/0/handling").asText())
        .as("routed when opened")
        .isEqualTo("dispatched");
    assertThat(detail.at("/case/evidence").findValuesAsText("kind")).contains("photo");
    assertThat(detail.path("deliveries"))
        .as("told on the open page and by MQTT")
        .filteredOn(delivery -> delivery.path("state").asText().equals("delivered"))
        .extracting(delivery -> delivery.path("channel").asText())
        .contains("page", "mqtt");
  }

  private static void cameraShowedIt(HubClient office, long id) {
    JsonNode found = office.get("/cases/" + id).body().path("case");
    assertThat(found.path("evidence").findValuesAsText("kind")).contains("moment");
    assertThat(found.path("box").isMissingNode() || found.path("box").isNull()).isFalse();
  }
}
