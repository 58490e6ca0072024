package org.gengfu.hub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Broker and hub of the sensors' benchmark, each a process that can be stopped and started. */
final class SensorsSetup {
  static final int MQTT_PORT = 28_883;
  private static final int HTTP_PORT = 28_180;
  private static final int MANAGEMENT_PORT = 28_190;

  /** Without another reading for this long, all have come. */
  private static final long QUIET_MILLIS = 5000;

  private static final double START_LIMIT_SECONDS = 180;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Workplace workplace;
  private final int sensors;
  private final HttpClient http = HttpClient.newHttpClient();
  private final HubMetrics metrics = new HubMetrics(MANAGEMENT_PORT);
  private @Nullable Process broker;
  private @Nullable Process hub;
  private HubMetrics.@Nullable Snapshot lastLook;
  private @Nullable String token;

  SensorsSetup(Workplace workplace, int sensors) throws IOException {
    this.workplace = workplace;
    this.sensors = sensors;
    writeConfig();
  }

  private void writeConfig() throws IOException {
    StringBuilder seed =
        new StringBuilder(
            """
            sensor-types:
              - id: load
                name: load
                topic: load/{device}
                metrics: [{name: level, valuePointer: /v, timePointer: /t, unit: m}]
                rules: [{metric: level, direction: above, threshold: 1.0e15, clear: 1.0e14, holdSeconds: 0, severity: high}]
            sensors:
            """);
    for (int number = 0; number < sensors; number++) {
      seed.append(
          "  - {id: %1$s, name: %1$s, kind: other, typeId: load}%n"
              .formatted(SensorLoad.sensorId(number)));
    }
    Files.writeString(workplace.scratch().resolve("seed.yaml"), seed.toString());
    Files.writeString(
        workplace.scratch().resolve("gengfu.yaml"),
        """
        dataDir: data
        http: {port: %d}
        management: {port: %d}
        mqtt: {uri: 'tcp://127.0.0.1:%d', clientId: gengfu-bench}
        seed: seed.yaml
        """
            .formatted(HTTP_PORT, MANAGEMENT_PORT, MQTT_PORT));
    Path folder = Files.createDirectories(workplace.scratch().resolve("mosquitto"));
    // Its own limits would drop what waits while the hub is away: 1000 messages by default.
    Files.writeString(
        workplace.scratch().resolve("mosquitto.conf"),
        """
        listener %d 127.0.0.1
        allow_anonymous true
        user root
        persistence true
        persistence_location %s/
        max_queued_messages 0
        max_inflight_messages 2000
        """
            .formatted(MQTT_PORT, folder));
  }

  /** Mosquitto where it is installed, as on a village's gateway; else the embedded broker. */
  String brokerName() {
    return mosquitto() == null ? "HiveMQ CE, embedded" : "Mosquitto";
  }

  private static @Nullable String mosquitto() {
    if (Workplace.installed("mosquitto")) {
      return "mosquitto";
    }
    return Files.isExecutable(Path.of("/usr/sbin/mosquitto")) ? "/usr/sbin/mosquitto" : null;
  }

  void startBroker() throws IOException, InterruptedException {
    String program = mosquitto();
    broker =
        program == null
            ? workplace.start(
                "broker.log",
                workplace.self(
                    List.of(
                        "simulate", "--open", "--rtsp-port", "0", "--mqtt-port", "" + MQTT_PORT)))
            : workplace.start(
                "broker.log",
                List.of(program, "-c", workplace.scratch().resolve("mosquitto.conf").toString()));
    await("the broker", () -> listens(MQTT_PORT));
  }

  void stopBroker() throws InterruptedException {
    stop(broker, true);
  }

  void startHub() throws IOException, InterruptedException {
    Path config = workplace.scratch().resolve("gengfu.yaml");
    hub = workplace.start("hub.log", workplace.self(List.of("run", "--config", config.toString())));
    lastLook = null;
    await("the hub", () -> metrics.value("gengfu_broker_connected", 0) > 0);
  }

  void stopHub(boolean inOrder) throws InterruptedException {
    stop(hub, inOrder);
  }

  private static void stop(@Nullable Process process, boolean inOrder) throws InterruptedException {
    Process running = Objects.requireNonNull(process);
    if (inOrder) {
      running.destroy();
      if (running.waitFor(120, TimeUnit.SECONDS)) {
        return;
      }
    }
    running.destroyForcibly().waitFor();
  }

  private interface Condition {
    boolean holds() throws InterruptedException;
  }

  private static void await(String what, Condition condition)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (!condition.holds()) {
      if ((System.nanoTime() - start) / 1e9 > START_LIMIT_SECONDS) {
        throw new IOException(what + " is not there after " + START_LIMIT_SECONDS + " s");
      }
      Thread.sleep(200);
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  HubMetrics metrics() {
    return metrics;
  }

  /** Process ids of hub and broker. */
  List<Long> watched() {
    return List.of(Objects.requireNonNull(hub).pid(), Objects.requireNonNull(broker).pid());
  }

  /** Mean delay in seconds of the readings judged since the last call; infinite while none were. */
  double late() throws InterruptedException {
    try {
      HubMetrics.Snapshot now = metrics.read();
      HubMetrics.Snapshot before = lastLook;
      lastLook = now;
      if (before == null) {
        return Double.POSITIVE_INFINITY;
      }
      String name = "gengfu_reading_delay_seconds_";
      double count = now.value(name + "count") - before.value(name + "count");
      double sum = now.value(name + "sum") - before.value(name + "sum");
      return count <= 0 ? Double.POSITIVE_INFINITY : sum / count;
    } catch (IOException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  /** Stops or continues every process of the hub's own PostgreSQL. */
  void signalDatabase(String signal) throws IOException, InterruptedException {
    // Its server is nobody's child: pg_ctl leaves it behind.
    Path pidFile;
    try (Stream<Path> files = Files.walk(workplace.scratch().resolve("data"), 3)) {
      pidFile =
          files
              .filter(file -> file.endsWith("postmaster.pid"))
              .findAny()
              .orElseThrow(() -> new IOException("the hub has no PostgreSQL of its own"));
    }
    long server = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
    List<String> command = new ArrayList<>(List.of("kill", signal, Long.toString(server)));
    ProcessHandle.of(server)
        .orElseThrow(() -> new IOException("the hub's PostgreSQL does not run"))
        .descendants()
        .forEach(child -> command.add(Long.toString(child.pid())));
    workplace.run(command);
  }

  /** Waits until every reading is in the database: nothing waits here, and nothing more comes. */
  void awaitEmpty(SensorLoad load) throws IOException, InterruptedException {
    await("the broker's acknowledgements", () -> load.waiting() == 0);
    await(
        "an empty spool and a broker that has sent all",
        () -> {
          double stored = metrics.value("gengfu_readings_total", 0);
          Thread.sleep(QUIET_MILLIS);
          return metrics.value("gengfu_spool_readings", 1) == 0
              && metrics.value("gengfu_readings_total", 0) == stored;
        });
  }

  /** What the database holds of a sensor. */
  record Rows(long count, double least, double greatest) {}

  /** Asks the hub's API. */
  Rows rows(String sensorId) throws IOException, InterruptedException {
    String path = "/sensors/" + sensorId + "/series?metric=level&bucketSeconds=86400";
    long count = 0;
    double least = Double.MAX_VALUE;
    double greatest = -1;
    for (JsonNode bucket : call("GET", path, null).path("items")) {
      count += bucket.path("count").asLong();
      least = Math.min(least, bucket.path("least").asDouble());
      greatest = Math.max(greatest, bucket.path("greatest").asDouble());
    }
    return new Rows(count, least, greatest);
  }

  private JsonNode call(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + HTTP_PORT + "/api/v1" + path));
    if (body == null) {
      request.GET().header("Authorization", "Bearer " + token());
    } else {
      request
          .method(method, HttpRequest.BodyPublishers.ofString(body))
          .header("Content-Type", "application/json");
    }
    HttpResponse<String> reply = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (reply.statusCode() != 200 && reply.statusCode() != 201) {
      throw new IOException(path + ": " + reply.statusCode() + " " + reply.body());
    }
    return JSON.readTree(reply.body());
  }

  private String token() throws IOException, InterruptedException {
    String known = token;
    if (known == null) {
      Path file = workplace.scratch().resolve("data/initial-admin-password.txt");
      String password = Files.readString(file).strip();
      String body =
          JSON.writeValueAsString(java.util.Map.of("name", "admin", "password", password));
      known = call("POST", "/session", body).path("token").asText();
      token = known;
    }
    return known;
  }
}
