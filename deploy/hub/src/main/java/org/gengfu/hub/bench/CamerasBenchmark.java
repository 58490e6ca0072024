package org.gengfu.hub.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What 80 cameras cost: the hub as a process of its own on 80 streams of {@code sub.mp4} from a
 * third-party RTSP server, beside Debian's {@code motion} on 16 of them in the same run, scaled by
 * five.
 */
final class CamerasBenchmark implements Benchmark {
  private static final int CAMERAS = 80;
  private static final int MOTION_CAMERAS = 16;
  private static final double WINDOW_SECONDS = 60;
  private static final double SETTLE_SECONDS = 20;
  private static final int RTSP_PORT = 28_554;
  private static final int HTTP_PORT = 28_080;
  private static final int MANAGEMENT_PORT = 28_090;
  private static final Pattern STREAMING =
      Pattern.compile("^gengfu_cameras\\{state=\"streaming\"\\} ([0-9.]+)", Pattern.MULTILINE);

  private final HttpClient http = HttpClient.newHttpClient();

  @Override
  public String name() {
    return "cameras";
  }

  @Override
  public String about() {
    return CAMERAS + " cameras: CPU and memory of the hub, beside motion in the same run";
  }

  @Override
  public List<Figure> run(Workplace workplace) throws IOException, InterruptedException {
    String paths = startServer(workplace);
    Process hub = startHub(workplace, paths);
    List<Long> watched = new ArrayList<>(List.of(hub.pid()));
    boolean besideMotion = Workplace.installed("motion");
    if (besideMotion) {
      watched.add(startMotion(workplace, paths).pid());
    }
    double secondsToStream = awaitStreaming(hub, workplace);
    Thread.sleep((long) (SETTLE_SECONDS * 1000));
    double streaming = streaming();
    List<CpuReadings.Usage> usage = CpuReadings.watch(watched, WINDOW_SECONDS);

    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.atLeast("cameras streaming", streaming, "", CAMERAS));
    figures.add(
        Figure.stated("all streaming after the start of the process", secondsToStream, "s"));
    CpuReadings.Usage ours = usage.get(0);
    figures.add(Figure.stated("hub, " + CAMERAS + " cameras", ours.cores(), "cores"));
    figures.add(Figure.stated("hub, resident memory", ours.megabytes(), "MB"));
    if (besideMotion) {
      CpuReadings.Usage motion = usage.get(1);
      double scaled = motion.cores() * CAMERAS / MOTION_CAMERAS;
      figures.add(Figure.stated("motion, " + MOTION_CAMERAS + " cameras", motion.cores(), "cores"));
      figures.add(Figure.stated("motion, scaled to " + CAMERAS, scaled, "cores"));
      figures.add(Figure.stated("hub over motion", ours.cores() / scaled, ""));
    }
    return figures;
  }

  /** Starts the cameras; returns the form of their addresses, with %d for the number. */
  private static String startServer(Workplace workplace) throws IOException, InterruptedException {
    if (workplace.shared().isPresent() && Workplace.installed("ffmpeg")) {
      Path shared = workplace.shared().get();
      Path longFile = workplace.scratch().resolve("long.mp4");
      workplace.run(
          List.of(
              "ffmpeg",
              "-v",
              "error",
              "-stream_loop",
              "59",
              "-i",
              shared.resolve("streams/sub.mp4").toString(),
              "-c",
              "copy",
              "-t",
              "3600",
              longFile.toString()));
      workplace.start(
          "server.log",
          List.of(
              "/usr/bin/python3",
              shared.resolve("tools/rtsp-server.py").toString(),
              String.valueOf(CAMERAS),
              longFile.toString(),
              "--port",
              String.valueOf(RTSP_PORT)));
      return "rtsp://127.0.0.1:" + RTSP_PORT + "/cam%d";
    }
    workplace.start(
        "server.log",
        workplace.self(
            List.of(
                "simulate",
                "--open",
                "--rtsp-port",
                String.valueOf(RTSP_PORT),
                "--mqtt-port",
                "0")));
    return "rtsp://127.0.0.1:" + RTSP_PORT + "/cam-%02d";
  }

  private static Process startHub(Workplace workplace, String paths) throws IOException {
    StringBuilder seed = new StringBuilder("cameras:\n");
    StringBuilder zones = new StringBuilder("zones:\n");
    for (int number = 1; number <= CAMERAS; number++) {
      seed.append(
          "  - {id: cam-%1$d, name: 'camera %1$d', url: '%2$s', enabled: true}%n"
              .formatted(number, paths.formatted(number)));
      zones.append(
          ("  - {id: zone-%1$d, cameraId: cam-%1$d, name: street, kind: no-parking, dwellSeconds: 60,"
                  + " severity: medium, enabled: true, polygon: [[0.05, 0.4], [0.95, 0.4], [0.95, 0.95], [0.05, 0.95]]}%n")
              .formatted(number));
    }
    Path seedFile = workplace.scratch().resolve("seed.yaml");
    Files.writeString(seedFile, seed.append(zones).toString());
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

  private static Process startMotion(Workplace workplace, String paths) throws IOException {
    Path folder = Files.createDirectories(workplace.scratch().resolve("motion"));
    StringBuilder config =
        new StringBuilder(
            """
            daemon off
            log_level 4
            target_dir %s
            picture_output off
            movie_output off
            webcontrol_port 0
            stream_port 0
            width 640
            height 360
            framerate 15
            """
                .formatted(folder));
    for (int number = 1; number <= MOTION_CAMERAS; number++) {
      Path camera = folder.resolve("camera" + number + ".conf");
      Files.writeString(
          camera, "camera_id %d%nnetcam_url %s%n".formatted(number, paths.formatted(number)));
      config.append("camera ").append(camera).append('\n');
    }
    Path main = folder.resolve("motion.conf");
    Files.writeString(main, config.toString());
    return workplace.start("motion.log", List.of("motion", "-n", "-c", main.toString()));
  }

  private double awaitStreaming(Process hub, Workplace workplace)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (true) {
      double seconds = (System.nanoTime() - start) / 1e9;
      if (!hub.isAlive()) {
        throw new IOException(
            "the hub ended:\n" + Files.readString(workplace.scratch().resolve("hub.log")));
      }
      if (seconds > 120 || streaming() >= CAMERAS) {
        return seconds;
      }
      Thread.sleep(250);
    }
  }

  /** Cameras that stream by the hub's own metrics; 0 while it does not answer. */
  private double streaming() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + MANAGEMENT_PORT + "/metrics"))
            .build();
    try {
      Matcher matcher =
          STREAMING.matcher(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
      return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
