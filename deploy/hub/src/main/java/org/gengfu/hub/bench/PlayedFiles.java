package org.gengfu.hub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Whether recorded files play: by ffprobe, and in a real Chromium. */
final class PlayedFiles {
  private static final int SECONDS_A_FILE = 60;
  private static final String PAGE =
      """
      <!doctype html><video muted></video><script>
      const video = document.querySelector('video');
      const post = (path, body) => fetch(path, {method: 'POST', body: JSON.stringify(body)});
      const once = (target, good, bad) => new Promise((resolve, reject) => {
        target.addEventListener(good, resolve, {once: true});
        target.addEventListener(bad, () => reject(new Error(bad)), {once: true});
        setTimeout(() => reject(new Error('no ' + good + ' within 30 s')), 30000);
      });
      async function play(file) {
        const bytes = await (await fetch('/file/' + file.index)).arrayBuffer();
        const source = new MediaSource();
        video.src = URL.createObjectURL(source);
        await once(source, 'sourceopen', 'sourceclose');
        const buffer = source.addSourceBuffer('video/mp4; codecs="' + file.codecs + '"');
        buffer.appendBuffer(bytes);
        await once(buffer, 'updateend', 'error');
        source.endOfStream();
        const ranges = buffer.buffered.length;
        const end = ranges ? buffer.buffered.end(ranges - 1) : 0;
        video.currentTime = Math.max(0, end - 0.02);
        await once(video, 'seeked', 'error');
        const shown = video.videoWidth > 0 && video.readyState >= 2 && !video.error;
        URL.revokeObjectURL(video.src);
        return {ranges, end, shown};
      }
      (async () => {
        const files = await (await fetch('/files')).json();
        for (const file of files) {
          try {
            await post('/played', {index: file.index, ...(await play(file))});
          } catch (e) {
            await post('/played', {index: file.index, ranges: 0, end: 0, shown: false, error: String(e)});
          }
        }
      })();
      </script>
      """;

  private PlayedFiles() {}

  /**
   * A recorded file.
   *
   * @param codecs as RFC 6381 has it
   * @param seconds how long it lasts
   */
  record Recorded(Path file, String codecs, double seconds) {}

  /** Those that ffprobe complains of or finds empty, each with what it said. */
  static List<String> badInFfprobe(Workplace workplace, List<Recorded> files)
      throws IOException, InterruptedException {
    List<String> bad = new ArrayList<>();
    for (Recorded one : files) {
      String told =
          workplace.run(
              List.of(
                  "ffprobe",
                  "-v",
                  "error",
                  "-count_packets",
                  "-show_entries",
                  "stream=nb_read_packets,duration",
                  "-of",
                  "csv=p=0",
                  one.file().toString()));
      String[] words = told.strip().split(",", -1);
      boolean good =
          words.length == 2
              && words[0].matches("[0-9.]+")
              && words[1].matches("[1-9][0-9]*")
              && Math.abs(Double.parseDouble(words[0]) - one.seconds()) < 0.05;
      if (!good) {
        bad.add(one.file() + ": " + told.strip() + ", expected " + one.seconds() + " s");
      }
    }
    return bad;
  }

  /** Those of which Chromium does not show the last picture, each with why. */
  static List<String> badInChromium(Workplace workplace, List<Recorded> files)
      throws IOException, InterruptedException {
    LinkedBlockingQueue<JsonNode> played = new LinkedBlockingQueue<>();
    HttpServer server = serve(files, played);
    List<String> bad = new ArrayList<>();
    try {
      Process chromium = browse(workplace, server.getAddress().getPort());
      for (int i = 0; i < files.size(); i++) {
        JsonNode one = played.poll(SECONDS_A_FILE, TimeUnit.SECONDS);
        if (one == null) {
          bad.add("Chromium stopped after " + i + " of " + files.size() + " files");
          break;
        }
        Recorded file = files.get(one.path("index").asInt());
        boolean good =
            one.path("shown").asBoolean()
                && one.path("ranges").asInt() == 1
                && Math.abs(one.path("end").asDouble() - file.seconds()) < 0.05;
        if (!good) {
          bad.add(file.file() + ": " + one + ", expected " + file.seconds() + " s");
        }
      }
      chromium.destroy();
    } finally {
      server.stop(0);
    }
    return bad;
  }

  private static Process browse(Workplace workplace, int port) throws IOException {
    return workplace.start(
        "chromium.log",
        List.of(
            "chromium",
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--autoplay-policy=no-user-gesture-required",
            "--user-data-dir=" + workplace.scratch().resolve("chromium"),
            "--remote-debugging-port=0",
            "http://127.0.0.1:" + port + "/"));
  }

  private static HttpServer serve(List<Recorded> files, LinkedBlockingQueue<JsonNode> played)
      throws IOException {
    ObjectMapper json = new ObjectMapper();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool(PlayedFiles::daemon));
    server.createContext(
        "/", exchange -> answer(exchange, "text/html", PAGE.getBytes(StandardCharsets.UTF_8)));
    server.createContext(
        "/files",
        exchange -> {
          var list = json.createArrayNode();
          for (int i = 0; i < files.size(); i++) {
            list.addObject().put("index", i).put("codecs", files.get(i).codecs());
          }
          answer(exchange, "application/json", json.writeValueAsBytes(list));
        });
    server.createContext(
        "/file/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          int index = Integer.parseInt(path.substring("/file/".length()));
          answer(exchange, "video/mp4", Files.readAllBytes(files.get(index).file()));
        });
    server.createContext(
        "/played",
        exchange -> {
          played.add(json.readTree(exchange.getRequestBody().readAllBytes()));
          answer(exchange, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
        });
    server.start();
    return server;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "played-files");
    thread.setDaemon(true);
    return thread;
  }

  private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
