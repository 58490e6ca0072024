package org.gengfu.hub.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running hub's metrics, as Prometheus would read them. */
final class HubMetrics {
  private static final Pattern LINE =
      Pattern.compile("^(gengfu_[a-z_]+)(?:\\{([^}]*)})? ([0-9.Ee+-]+)$", Pattern.MULTILINE);
  private static final Pattern BOUND = Pattern.compile("le=\"([^\"]+)\"");
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;

  HubMetrics(int port) {
    this.address = URI.create("http://127.0.0.1:" + port + "/metrics");
  }

  /**
   * One reading of all metrics.
   *
   * @param values by name, of those without a histogram's bounds
   * @param delays of {@code gengfu_reading_delay_seconds}: by upper bound in seconds, how many took
   *     at most that
   */
  record Snapshot(Map<String, Double> values, TreeMap<Double, Double> delays) {
    double value(String name) {
      return values.getOrDefault(name, 0.0);
    }

    /**
     * The least bound in seconds within which this part of all readings since the earlier snapshot
     * were judged; infinite past the last.
     */
    double delayQuantile(Snapshot earlier, double part) {
      double all = since(earlier, Double.POSITIVE_INFINITY);
      for (double bound : delays.keySet()) {
        if (since(earlier, bound) >= part * all) {
          return bound;
        }
      }
      return Double.POSITIVE_INFINITY;
    }

    private double since(Snapshot earlier, double bound) {
      return delays.getOrDefault(bound, 0.0) - earlier.delays.getOrDefault(bound, 0.0);
    }
  }

  /** Reads them. */
  Snapshot read() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
    String text = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    Map<String, Double> values = new TreeMap<>();
    TreeMap<Double, Double> delays = new TreeMap<>();
    Matcher lines = LINE.matcher(text);
    while (lines.find()) {
      double value = Double.parseDouble(lines.group(3));
      Matcher bound = BOUND.matcher(lines.group(2) == null ? "" : lines.group(2));
      if (!bound.find()) {
        values.merge(lines.group(1), value, Double::sum);
      } else if (lines.group(1).equals("gengfu_reading_delay_seconds_bucket")) {
        delays.put(
            bound.group(1).equals("+Inf")
                ? Double.POSITIVE_INFINITY
                : Double.parseDouble(bound.group(1)),
            value);
      }
    }
    return new Snapshot(values, delays);
  }

  /** A value, or the fallback while the hub does not answer. */
  double value(String name, double fallback) throws InterruptedException {
    try {
      return read().value(name);
    } catch (IOException e) {
      return fallback;
    }
  }
}
