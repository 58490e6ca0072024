package org.gengfu.hub.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A hub as a process of its own, with its database, watched through its metrics. */
final class HubProcess {
  private static final String LOG = "hub.log";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Workplace workplace;
  private final Process process;
  private final long startNanos;
  private final int managementPort;

  private HubProcess(Workplace workplace, Process process, long startNanos, int managementPort) {
    this.workplace = workplace;
    this.process = process;
    this.startNanos = startNanos;
    this.managementPort = managementPort;
  }

  /**
   * Starts a hub.
   *
   * @param seed its configuration, YAML
   */
  static HubProcess start(Workplace workplace, String seed) throws IOException {
    Files.writeString(workplace.scratch().resolve("seed.yaml"), seed);
    int management = Workplace.freePort();
    Path config = workplace.scratch().resolve("gengfu.yaml");
    Files.writeString(
        config,
        """
        dataDir: data
        http: {port: %d}
        management: {port: %d}
        seed: seed.yaml
        """
            .formatted(Workplace.freePort(), management));
    long start = System.nanoTime();
    Process process =
        workplace.start(LOG, workplace.self(List.of("run", "--config", config.toString())));
    return new HubProcess(workplace, process, start, management);
  }

  long pid() {
    return process.pid();
  }

  /** Since the command that started it. */
  double secondsSinceStart() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  /**
   * All metrics by name and tags as Prometheus writes them; empty while the hub doesn't answer.
   *
   * @throws IOException where the hub has ended; the message holds its log
   */
  Map<String, Double> metrics() throws IOException, InterruptedException {
    if (!process.isAlive()) {
      throw new IOException(
          "the hub ended:\n" + Files.readString(workplace.scratch().resolve(LOG)));
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/metrics"))
            .build();
    String body;
    try {
      body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return Map.of();
    }
    Map<String, Double> metrics = new HashMap<>();
    for (String line : body.lines().filter(text -> !text.startsWith("#")).toList()) {
      int space = line.lastIndexOf(' ');
      if (space > 0) {
        metrics.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
      }
    }
    return metrics;
  }
}
