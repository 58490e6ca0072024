package org.gengfu.hub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A headless Chromium with one page, told what to do over its DevTools protocol. */
final class Chromium implements AutoCloseable, WebSocket.Listener {
  private static final String PROGRAM = "/usr/bin/chromium";
  private static final long START_SECONDS = 60;
  private static final long ANSWER_SECONDS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final StringBuilder partial = new StringBuilder();
  private final WebSocket socket;

  /** Starts it; the process ends with the workplace. */
  Chromium(Workplace workplace, int width, int height) throws IOException, InterruptedException {
    if (!Files.isExecutable(Path.of(PROGRAM))) {
      throw new IOException(PROGRAM + " is missing (Debian: apt-get install chromium)");
    }
    Path profile = workplace.scratch().resolve("chromium");
    Process process =
        workplace.start(
            "chromium.log",
            List.of(
                PROGRAM,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--autoplay-policy=no-user-gesture-required",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--window-size=" + width + "," + height,
                "about:blank"));
    int port = port(process, profile.resolve("DevToolsActivePort"));
    URI page = URI.create(page(port));
    socket = http.newWebSocketBuilder().buildAsync(page, this).join();
  }

  private static int port(Process process, Path file) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < end && process.isAlive()) {
      if (Files.exists(file)) {
        List<String> lines = Files.readAllLines(file);
        if (!lines.isEmpty() && !lines.get(0).isBlank()) {
          return Integer.parseInt(lines.get(0).trim());
        }
      }
      Thread.sleep(50);
    }
    throw new IOException("Chromium does not start: see chromium.log");
  }

  private String page(int port) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < end) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build();
      JsonNode list =
          JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
      for (JsonNode target : list) {
        if (target.path("type").asText().equals("page")) {
          return target.path("webSocketDebuggerUrl").asText();
        }
      }
      Thread.sleep(50);
    }
    throw new IOException("Chromium shows no page");
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      String text = partial.toString();
      partial.setLength(0);
      try {
        JsonNode message = JSON.readTree(text);
        CompletableFuture<JsonNode> answer = asked.remove(message.path("id").asInt(-1));
        if (answer != null) {
          answer.complete(message);
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }

  private JsonNode ask(String method, ObjectNode parameters)
      throws IOException, InterruptedException {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", parameters);
    socket.sendText(message.toString(), true).join();
    try {
      return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("Chromium does not answer " + method, e);
    }
  }

  /** Runs this in the page and gives its value; a promise is waited for. */
  JsonNode evaluate(String javascript) throws IOException, InterruptedException {
    ObjectNode parameters =
        JSON.createObjectNode()
            .put("expression", javascript)
            .put("awaitPromise", true)
            .put("returnByValue", true);
    JsonNode result = ask("Runtime.evaluate", parameters).path("result");
    if (result.has("exceptionDetails")) {
      throw new IOException("in the page: " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** Goes to an address, and waits until this is true there. */
  void open(String address, String until) throws IOException, InterruptedException {
    ask("Page.navigate", JSON.createObjectNode().put("url", address));
    await(until);
  }

  /** Waits until this is true in the page. */
  void await(String condition) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < end) {
      try {
        if (evaluate("!!(" + condition + ")").asBoolean()) {
          return;
        }
      } catch (IOException e) {
        // A page that is just being left.
        if (System.nanoTime() > end) {
          throw e;
        }
      }
      Thread.sleep(20);
    }
    throw new IOException("the page does not come to " + condition);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
