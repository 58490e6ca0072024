package org.gengfu.hub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gengfu.hub.Demo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL in the middle of a case: after the restart the case is there, once, where it was, and its
 * push arrives.
 */
class KilledHubIT {
  private static final Pattern PAGES = Pattern.compile("http://(127\\.0\\.0\\.1:\\d+)/screen");

  @TempDir private Path directory;

  private final List<Long> pushed = new CopyOnWriteArrayList<>();
  private volatile boolean receiverWorks;
  private HttpServer receiver;
  private int starts;

  @BeforeEach
  void startReceiver() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/push",
        exchange -> {
          JsonNode body = new ObjectMapper().readTree(exchange.getRequestBody());
          if (receiverWorks) {
            pushed.add(body.at("/case/id").asLong());
          }
          exchange.sendResponseHeaders(receiverWorks ? 204 : 503, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stopReceiver() {
    receiver.stop(0);
  }

  @Test
  void aCaseSurvivesSigkill() throws Exception {
    long id;
    Process first = startDemo();
    try {
      HubClient admin = new HubClient(address()).login("admin", Demo.PASSWORD);
      assertThat(
              admin
                  .post(
                      "/webhooks",
                      Map.of(
                          "id", "town",
                          "name", "镇平台",
                          "url", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/push",
                          "secret", "a key of the test, long enough"))
                  .status())
          .isEqualTo(201);
      id =
          Await.value(
              "a case with a failing push", Duration.ofMinutes(4), () -> caseWithFailedPush(admin));
      assertThat(admin.post("/cases/" + id + "/accept", Map.of()).status()).isEqualTo(200);
    } finally {
      // destroyForcibly sends SIGKILL.
      first.destroyForcibly().waitFor();
    }

    receiverWorks = true;
    Process second = startDemo();
    try {
      HubClient admin = new HubClient(address()).login("admin", Demo.PASSWORD);
      JsonNode detail = admin.get("/cases/" + id).body();
      assertThat(detail.at("/case/handling").asText()).isEqualTo("accepted");
      assertThat(detail.path("steps").findValuesAsText("action"))
          .containsOnlyOnce("opened")
          .containsOnlyOnce("accepted");
      Await.until("the push of case " + id, Duration.ofSeconds(90), () -> pushed.contains(id));
      Await.until(
          "its receipt",
          Duration.ofSeconds(15),
          () -> webhookStates(admin, id).contains("delivered"));
      assertThat(ids(admin)).containsOnlyOnce(id);
    } finally {
      second.destroyForcibly().waitFor();
    }
  }

  private static @Nullable Long caseWithFailedPush(HubClient admin) {
    for (long id : ids(admin)) {
      JsonNode deliveries = admin.get("/cases/" + id).body().path("deliveries");
      for (JsonNode delivery : deliveries) {
        if (delivery.path("channel").asText().equals("webhook")
            && delivery.path("attempts").asInt() > 0) {
          return id;
        }
      }
    }
    return null;
  }

  private static List<Long> ids(HubClient admin) {
    List<Long> ids = new ArrayList<>();
    admin.get("/cases").body().path("items").forEach(item -> ids.add(item.path("id").asLong()));
    return ids;
  }

  private static List<String> webhookStates(HubClient admin, long id) {
    List<String> states = new ArrayList<>();
    for (JsonNode delivery : admin.get("/cases/" + id).body().path("deliveries")) {
      if (delivery.path("channel").asText().equals("webhook")) {
        states.add(delivery.path("state").asText());
      }
    }
    return states;
  }

  private Process startDemo() throws IOException {
    starts++;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx384m",
            "-cp",
            System.getProperty("java.class.path"),
            "org.gengfu.hub.Main",
            "demo",
            "--data",
            directory.resolve("data").toString(),
            "--port",
            "0",
            "--management-port",
            "0",
            "--rtsp-port",
            "0"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log().toFile())
        .start();
  }

  private Path log() {
    return directory.resolve("demo-" + starts + ".log");
  }

  /** Where the demo says that it listens. */
  private String address() {
    return Await.value(
        "the demo's welcome",
        Duration.ofMinutes(3),
        () -> {
          try {
            Matcher matcher = PAGES.matcher(Files.readString(log()));
            return matcher.find() ? matcher.group(1) : null;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
