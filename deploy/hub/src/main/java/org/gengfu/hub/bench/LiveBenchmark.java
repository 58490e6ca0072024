package org.gengfu.hub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gengfu.simulator.clip.EncodedScene;
import org.gengfu.simulator.encode.ClockCard;
import org.gengfu.simulator.rtsp.SimulatedCameraServer;

/**
 * How late a live picture is: a camera with a clock in its picture, the hub as a process of its
 * own, and the page in a real Chromium, which reads the clock off the video; beside it 63 further
 * viewers, one of them at a tenth of the speed.
 */
final class LiveBenchmark implements Benchmark {
  private static final int HTTP_PORT = 28_180;
  private static final int MANAGEMENT_PORT = 28_190;
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;
  private static final int BITS_PER_SECOND = 2_000_000;
  private static final int QUICK_VIEWERS = 62;
  private static final int FIRST_PICTURES = 10;
  private static final double WARM_UP_SECONDS = 15;

  /** What the page does: reads the clock of each picture when it is shown. */
  private static final String READER =
      """
      window.clock = (() => {
        const tickZero = %d, rate = %d, loop = %d, blocks = %d, across = %d;
        const canvas = document.createElement('canvas');
        canvas.width = blocks * 8; canvas.height = 8;
        const paper = canvas.getContext('2d', { willReadFrequently: true });
        const state = { late: [], shown: 0, unread: 0, firstAt: 0, before: '', video: null };
        function number(video) {
          const side = video.videoWidth / across;
          paper.drawImage(video, 0, 0, side * blocks, side, 0, 0, blocks * 8, 8);
          const pixels = paper.getImageData(0, 4, blocks * 8, 1).data;
          let code = 0;
          for (let i = 0; i < blocks; i++) code = code * 2 + (pixels[(i * 8 + 4) * 4] > 128 ? 1 : 0);
          const n = code >> 4;
          return ((n >> 8) + ((n >> 4) & 15) + (n & 15)) %% 16 === (code & 15) && n < loop ? n : -1;
        }
        function seen(now, meta) {
          const video = this;
          const n = number(video);
          const shownAt = Math.max(Date.now(), performance.timeOrigin + (meta.expectedDisplayTime || 0));
          if (n < 0) state.unread++;
          else {
            const sent = tickZero + (n * 1000) / rate;
            const cycle = (loop * 1000) / rate;
            state.late.push((((shownAt - sent) %% cycle) + cycle) %% cycle);
            state.shown++;
            if (!state.firstAt && video.currentSrc !== state.before) state.firstAt = performance.now();
          }
          video.requestVideoFrameCallback(seen.bind(video));
        }
        function find() {
          const video = document.querySelector("[data-testid='live-video']");
          if (video && video !== state.video) { state.video = video; video.requestVideoFrameCallback(seen.bind(video)); }
        }
        setInterval(find, 5);
        return state;
      })();
      true
      """;

  private final HttpClient http = HttpClient.newHttpClient();

  @Override
  public String name() {
    return "live";
  }

  @Override
  public String about() {
    return "picture to screen in a real browser, 64 viewers, one of them slow";
  }

  @Override
  public List<Figure> run(Workplace workplace) throws IOException, InterruptedException {
    double seconds = Double.parseDouble(System.getProperty("gengfu.bench.seconds", "120"));
    EncodedScene scene = ClockCard.scene(WIDTH, HEIGHT, BITS_PER_SECOND);
    try (SimulatedCameraServer cameras = new SimulatedCameraServer(0)) {
      cameras.add("one", scene);
      cameras.add("two", scene);
      cameras.start();
      Process hub = startHub(workplace, cameras);
      String token = login(workplace, hub);
      try (Chromium browser = new Chromium(workplace, 1600, 900)) {
        return measure(workplace, cameras, hub, token, browser, seconds);
      }
    }
  }

  private List<Figure> measure(
      Workplace workplace,
      SimulatedCameraServer cameras,
      Process hub,
      String token,
      Chromium browser,
      double seconds)
      throws IOException, InterruptedException {
    String base = "http://127.0.0.1:" + HTTP_PORT;
    String password = password(workplace);
    browser.open(base + "/login", "document.readyState === 'complete'");
    browser.evaluate(
        "fetch('/api/v1/session', {method: 'POST', headers: {'Content-Type': 'application/json'},"
            + " body: JSON.stringify({name: 'admin', password: '"
            + password
            + "'})}).then(r => r.status)");
    browser.open(
        base + "/screen",
        "document.querySelectorAll(\"[data-testid='camera-tile']\").length === 2");
    long tickZero = System.currentTimeMillis() - cameras.ticks() / 90;
    browser.evaluate(
        READER.formatted(
            tickZero,
            ClockCard.FRAMES_PER_SECOND,
            ClockCard.FRAMES,
            ClockCard.BLOCKS,
            ClockCard.BLOCKS_A_WIDTH));
    double[] first = firstPictures(browser);

    List<LiveClient> quick = new ArrayList<>();
    String address = "ws://127.0.0.1:" + HTTP_PORT + "/api/v1/live/one";
    try (LiveClient slow = new LiveClient(http, address, token, BITS_PER_SECOND / 8.0 / 10)) {
      for (int n = 0; n < QUICK_VIEWERS; n++) {
        quick.add(new LiveClient(http, address, token, 0));
      }
      Thread.sleep((long) (WARM_UP_SECONDS * 1000));
      double settled = CpuReadings.residentMegabytes(hub.pid());
      browser.evaluate("clock.late.length = 0; clock.unread = 0; true");
      long[] before = quick.stream().mapToLong(LiveClient::fragments).toArray();
      long slowBefore = slow.fragments();
      long start = cameras.ticks();
      CpuReadings.Usage usage = CpuReadings.watch(List.of(hub.pid()), seconds).get(0);
      double sent = (cameras.ticks() - start) / 90_000.0 * ClockCard.FRAMES_PER_SECOND;
      double[] late = numbers(browser.evaluate("clock.late"));
      double unread = browser.evaluate("clock.unread").asDouble();
      double worst = 0;
      for (int n = 0; n < before.length; n++) {
        double lost = sent - (quick.get(n).fragments() - before[n]);
        worst = Math.max(worst, lost);
        if (lost > 2) {
          System.err.printf(
              "viewer %d got %d of %.0f pictures, %d before: %s%n",
              n, quick.get(n).fragments() - before[n], sent, before[n], quick.get(n).end());
        }
      }
      double slowShare = (slow.fragments() - slowBefore) / sent;
      return figures(
          first, late, unread, sent, worst, slowShare, usage, usage.megabytes() - settled);
    } finally {
      quick.forEach(LiveClient::close);
    }
  }

  private static List<Figure> figures(
      double[] first,
      double[] late,
      double unread,
      double sent,
      double worst,
      double slowShare,
      CpuReadings.Usage usage,
      double growth) {
    return List.of(
        Figure.atMost("first picture, slowest of " + FIRST_PICTURES, max(first) / 1000, "s", 1),
        Figure.stated("first picture, median", median(first) / 1000, "s"),
        Figure.atMost("picture to screen, median", median(late), "ms", 500),
        Figure.stated("picture to screen, 95 %", quantile(late, 0.95), "ms"),
        Figure.stated("picture to screen, slowest", max(late), "ms"),
        Figure.stated("pictures shown of those sent", (late.length + unread) / sent, ""),
        Figure.stated("pictures whose clock could not be read", unread, ""),
        Figure.stated("viewers", QUICK_VIEWERS + 2.0, ""),
        // Two may be on their way when counting begins and ends.
        Figure.atMost(
            "pictures lost by any quick viewer", Math.max(0, Math.ceil(worst - 2)), "", 0),
        Figure.atMost("pictures that reached the slow viewer", slowShare, "of all", 0.5),
        Figure.atMost("hub, resident memory grown by", growth, "MB", 25),
        Figure.stated("hub, resident memory", usage.megabytes(), "MB"),
        Figure.stated("hub", usage.cores(), "cores"));
  }

  /** Goes from one camera to the other and back; milliseconds from the click to the picture. */
  private static double[] firstPictures(Chromium browser) throws IOException, InterruptedException {
    double[] times = new double[FIRST_PICTURES];
    for (int n = -1; n < FIRST_PICTURES; n++) {
      String camera = n % 2 == 0 ? "two" : "one";
      double clicked =
          browser
              .evaluate(
                  "(() => { clock.before = clock.video ? clock.video.currentSrc : ''; clock.firstAt = 0;"
                      + " const at = performance.now(); document.querySelector(\"[data-camera-id='"
                      + camera
                      + "']\").click(); return at; })()")
              .asDouble();
      browser.await(
          "clock.firstAt > 0 && document.querySelector('.live').dataset.state === 'playing'");
      double shown = browser.evaluate("clock.firstAt").asDouble();
      if (n >= 0) {
        times[n] = shown - clicked;
      }
      Thread.sleep(1500);
    }
    return times;
  }

  private static Process startHub(Workplace workplace, SimulatedCameraServer cameras)
      throws IOException {
    Files.writeString(
        workplace.scratch().resolve("seed.yaml"),
        """
        cameras:
          - {id: one, name: one, url: '%s', audio: false, enabled: true}
          - {id: two, name: two, url: '%s', audio: false, enabled: true}
        """
            .formatted(cameras.url("one"), cameras.url("two")));
    Path config = workplace.scratch().resolve("gengfu.yaml");
    Files.writeString(
        config,
        """
        dataDir: data
        http: {port: %d}
        management: {port: %d}
        seed: seed.yaml
        """
            .formatted(HTTP_PORT, MANAGEMENT_PORT));
    return workplace.start(
        "hub.log", workplace.self(List.of("run", "--config", config.toString())));
  }

  private static String password(Workplace workplace) throws IOException {
    return Files.readString(workplace.scratch().resolve("data/initial-admin-password.txt")).trim();
  }

  /** Waits for the hub and for its cameras; gives a token. */
  private String login(Workplace workplace, Process hub) throws IOException, InterruptedException {
    long end = System.nanoTime() + 180_000_000_000L;
    String token = "";
    while (System.nanoTime() < end) {
      if (!hub.isAlive()) {
        throw new IOException(
            "the hub ended:\n" + Files.readString(workplace.scratch().resolve("hub.log")));
      }
      try {
        if (token.isEmpty()) {
          token = token(password(workplace));
        }
        if (get("/summary", token).at("/cameras/streaming").asInt() == 2) {
          return token;
        }
      } catch (IOException e) {
        // Not up yet.
      }
      Thread.sleep(250);
    }
    throw new IOException("the hub does not come up with its cameras: see hub.log");
  }

  private String token(String password) throws IOException, InterruptedException {
    String body =
        new ObjectMapper().writeValueAsString(Map.of("name", "admin", "password", password));
    HttpRequest request =
        HttpRequest.newBuilder(api("/session"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return json(request).path("token").asText();
  }

  private JsonNode get(String path, String token) throws IOException, InterruptedException {
    return json(
        HttpRequest.newBuilder(api(path)).header("Authorization", "Bearer " + token).build());
  }

  private static URI api(String path) {
    return URI.create("http://127.0.0.1:" + HTTP_PORT + "/api/v1" + path);
  }

  private JsonNode json(HttpRequest request) throws IOException, InterruptedException {
    return new ObjectMapper()
        .readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  private static double[] numbers(JsonNode array) {
    double[] values = new double[array.size()];
    for (int n = 0; n < values.length; n++) {
      values[n] = array.get(n).asDouble();
    }
    return values;
  }

  private static double max(double[] values) {
    return Arrays.stream(values).max().orElse(Double.NaN);
  }

  private static double median(double[] values) {
    return quantile(values, 0.5);
  }

  private static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))];
  }
}
