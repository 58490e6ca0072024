package org.gengfu.hub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.gengfu.hub.Demo;
import org.gengfu.hub.config.HubConfig.Address;

/**
 * The simulated village's first minutes: one car is parked, one bag is dumped, somebody walks about
 * where nobody may be, which two cameras see; 80 cameras see nothing wrong.
 */
final class SimulatedScenes {
  private static final Address ANY_PORT = new Address("127.0.0.1", 0);
  private static final Duration WATCHED = Duration.ofMinutes(4);

  private SimulatedScenes() {}

  static List<Figure> run(Path scratch) throws IOException, InterruptedException {
    try (Demo demo = new Demo(scratch, ANY_PORT, ANY_PORT, 0, InstantSource.system())) {
      demo.start();
      Thread.sleep(WATCHED.toMillis());
      JsonNode counts = summary(demo.hub().http().toString()).at("/cases/openByType");
      int parking = counts.path("illegal-parking").asInt();
      int dumping = counts.path("illegal-dumping").asInt();
      int intrusion = counts.path("intrusion").asInt();
      int loitering = counts.path("loitering").asInt();
      return List.of(
          Figure.atLeast("simulated: parking found", Math.min(parking, 1), "", 1),
          Figure.atLeast("simulated: dumping found", Math.min(dumping, 1), "", 1),
          Figure.atLeast("simulated: intrusion found", Math.min(intrusion, 1), "", 1),
          Figure.atLeast("simulated: loitering found", Math.min(loitering, 1), "", 1),
          Figure.atMost(
              "simulated: any other",
              Math.max(0, parking - 1)
                  + Math.max(0, dumping - 1)
                  + Math.max(0, intrusion - 1)
                  + Math.max(0, loitering - 1),
              "",
              0));
    }
  }

  private static JsonNode summary(String address) throws IOException, InterruptedException {
    HttpClient http = HttpClient.newHttpClient();
    ObjectMapper json = new ObjectMapper();
    URI base = URI.create("http://" + address + "/api/v1/");
    String login =
        http.send(
                HttpRequest.newBuilder(base.resolve("session"))
                    .header("Content-Type", "application/json")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            "{\"name\":\"office\",\"password\":\"" + Demo.PASSWORD + "\"}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    String token = json.readTree(login).path("token").asText();
    return json.readTree(
        http.send(
                HttpRequest.newBuilder(base.resolve("summary"))
                    .header("Authorization", "Bearer " + token)
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body());
  }
}
