package org.gengfu.hub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What 80 cameras cost: the hub as a process of its own on 80 streams from a third-party RTSP
 * server, beside Debian's {@code motion} on some of them in the same run, scaled to all.
 */
final class CamerasBenchmark implements Benchmark {
  private static final int CAMERAS = 80;
  private static final double WINDOW_SECONDS = 60;

  /** A hub runs for months: what its compilers take in the first minutes is stated apart. */
  private static final double SETTLE_SECONDS = 420;

  private static final double PATIENCE_SECONDS = 120;
  private static final int LAST_WORDS = 200;
  private static final double MOST_MEGABYTES = 600;

  /**
   * What is measured.
   *
   * @param name of the benchmark
   * @param about one line
   * @param file which of the recorded streets every camera sends
   * @param size of motion's pictures
   * @param watched one camera in so many has a zone in which nobody may be, and is active while
   *     people walk there; the others watch for parking
   * @param mostOfMotion bar of the ratio
   * @param motionCameras that motion gets: what two cores bear beside the hub
   */
  private record Mode(
      String name,
      String about,
      String file,
      String size,
      int watched,
      double mostOfMotion,
      int motionCameras) {}

  private static final String SMALL = "width 640\nheight 360\nframerate 15\n";
  private static final String LARGE = "width 1920\nheight 1080\nframerate 25\n";

  private final Mode mode;

  private CamerasBenchmark(Mode mode) {
    this.mode = mode;
  }

  /** A tenth of the cameras active at most. */
  static CamerasBenchmark quiet() {
    return new CamerasBenchmark(
        new Mode(
            "cameras",
            CAMERAS + " small streams, a tenth active: CPU and memory of the hub, beside motion",
            "sub.mp4",
            SMALL,
            10,
            0.30,
            16));
  }

  /** All cameras active while people walk. */
  static CamerasBenchmark active() {
    return new CamerasBenchmark(
        new Mode(
            "cameras-active",
            CAMERAS + " small streams, all active while people walk, beside motion",
            "sub.mp4",
            SMALL,
            1,
            0.85,
            16));
  }

  /** Large streams alone, all quiet. */
  static CamerasBenchmark large() {
    return new CamerasBenchmark(
        new Mode(
            "cameras-main",
            CAMERAS + " streams of 1920x1080 as the only ones, quiet, beside motion",
            "main.mp4",
            LARGE,
            Integer.MAX_VALUE,
            0.12,
            3));
  }

  @Override
  public String name() {
    return mode.name();
  }

  @Override
  public String about() {
    return mode.about();
  }

  @Override
  public List<Figure> run(Workplace workplace) throws IOException, InterruptedException {
    int cameras = workplace.scale().cameras(CAMERAS);
    int motionCameras = Math.min(mode.motionCameras(), cameras);
    double window = workplace.scale().seconds(WINDOW_SECONDS);
    BenchCameras source =
        BenchCameras.start(
            workplace, cameras, mode.file(), window + SETTLE_SECONDS + PATIENCE_SECONDS);
    HubProcess hub = HubProcess.start(workplace, seed(source, cameras));
    List<Long> watched = new ArrayList<>(List.of(hub.pid()));
    boolean besideMotion = Workplace.installed("motion");
    if (besideMotion) {
      watched.add(startMotion(workplace, source, motionCameras).pid());
    }
    double secondsToStream = awaitStreaming(hub, cameras);
    double settling =
        CpuReadings.watch(List.of(hub.pid()), workplace.scale().seconds(SETTLE_SECONDS))
            .get(0)
            .cores();
    Map<String, Double> before = hub.metrics();
    double streaming = streaming(before);
    Activity activity = new Activity(hub);
    List<CpuReadings.Usage> usage = activity.during(watched, window);
    Map<String, Double> after = hub.metrics();

    if (streaming < cameras) {
      tellLogs(workplace);
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.atLeast("cameras streaming", streaming, "", cameras));
    figures.add(
        Figure.stated("all streaming after the start of the process", secondsToStream, "s"));
    figures.add(Figure.stated("hub, while its code is being compiled", settling, "cores"));
    figures.add(Figure.stated("hub, " + cameras + " cameras", usage.get(0).cores(), "cores"));
    figures.add(
        Figure.atMost("hub, resident memory", usage.get(0).megabytes(), "MB", MOST_MEGABYTES));
    if (besideMotion) {
      double motion = usage.get(1).cores();
      double scaled = motion * cameras / motionCameras;
      figures.add(Figure.stated("motion, " + motionCameras + " cameras", motion, "cores"));
      figures.add(Figure.stated("motion, scaled to " + cameras, scaled, "cores"));
      figures.add(
          Figure.atMost("hub over motion", usage.get(0).cores() / scaled, "", mode.mostOfMotion()));
    }
    activity.state(figures, before, after, window, cameras);
    return figures;
  }

  /** Why cameras do not stream stands in the last words of the hub and of their server. */
  private static void tellLogs(Workplace workplace) throws IOException {
    for (String log : List.of("hub.log", "server.log")) {
      List<String> lines = Files.readAllLines(workplace.scratch().resolve(log));
      lines
          .subList(Math.max(0, lines.size() - LAST_WORDS), lines.size())
          .forEach(System.err::println);
    }
  }

  private String seed(BenchCameras source, int cameras) {
    StringBuilder seed = new StringBuilder("cameras:\n");
    StringBuilder zones = new StringBuilder("zones:\n");
    for (int number = 1; number <= cameras; number++) {
      seed.append(
          "  - {id: cam-%1$d, name: 'camera %1$d', url: '%2$s', enabled: true}%n"
              .formatted(number, source.url(number)));
      boolean yard = number % mode.watched() == 0;
      zones.append(
          ("  - {id: zone-%1$d, cameraId: cam-%1$d, name: street, kind: %2$s, dwellSeconds: %3$d,"
                  + " severity: medium, enabled: true, polygon: [[0.05, 0.4], [0.95, 0.4], [0.95,"
                  + " 0.95], [0.05, 0.95]]}%n")
              .formatted(number, yard ? "intrusion" : "no-parking", yard ? 5 : 60));
    }
    return seed.append(zones).toString();
  }

  private Process startMotion(Workplace workplace, BenchCameras source, int cameras)
      throws IOException {
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
            """
                .formatted(folder));
    config.append(mode.size());
    for (int number = 1; number <= cameras; number++) {
      Path camera = folder.resolve("camera" + number + ".conf");
      Files.writeString(
          camera, "camera_id %d%nnetcam_url %s%n".formatted(number, source.url(number)));
      config.append("camera ").append(camera).append('\n');
    }
    Path main = folder.resolve("motion.conf");
    Files.writeString(main, config.toString());
    return workplace.start("motion.log", List.of("motion", "-n", "-c", main.toString()));
  }

  private static double awaitStreaming(HubProcess hub, int cameras)
      throws IOException, InterruptedException {
    while (hub.secondsSinceStart() < PATIENCE_SECONDS && streaming(hub.metrics()) < cameras) {
      Thread.sleep(250);
    }
    return hub.secondsSinceStart();
  }

  private static double streaming(Map<String, Double> metrics) {
    return metrics.getOrDefault("gengfu_cameras{state=\"streaming\"}", 0.0);
  }

  /** What was decoded meanwhile; the number of active cameras is looked at every two seconds. */
  private static final class Activity {
    private static final double LOOK_SECONDS = 2;
    private final HubProcess hub;
    private double active;
    private double capped;
    private int looks;

    Activity(HubProcess hub) {
      this.hub = hub;
    }

    List<CpuReadings.Usage> during(List<Long> processes, double seconds)
        throws IOException, InterruptedException {
      Thread looking = new Thread(this::look, "activity");
      looking.start();
      try {
        return CpuReadings.watch(processes, seconds);
      } finally {
        looking.interrupt();
        looking.join();
      }
    }

    private void look() {
      try {
        while (true) {
          Map<String, Double> metrics = hub.metrics();
          active += metrics.getOrDefault("gengfu_cameras_activity{activity=\"active\"}", 0.0);
          capped += metrics.getOrDefault("gengfu_capped_cameras", 0.0);
          looks++;
          Thread.sleep((long) (LOOK_SECONDS * 1000));
        }
      } catch (InterruptedException | IOException end) {
        // The window is over, or the hub is: its own figures tell.
        looks = Math.max(1, looks);
      }
    }

    void state(
        List<Figure> figures,
        Map<String, Double> before,
        Map<String, Double> after,
        double seconds,
        int cameras) {
      figures.add(Figure.stated("active cameras, mean", active / looks, ""));
      figures.add(Figure.stated("of them at a lowered rate, mean", capped / looks, ""));
      double pictures = risen(before, after, "gengfu_decoded_frames_total") / seconds;
      double pixels = risen(before, after, "gengfu_decoded_pixels_total") / seconds;
      double cpu = risen(before, after, "gengfu_decode_cpu_seconds_total{") / seconds;
      figures.add(Figure.stated("decoded pictures a second", pictures, ""));
      figures.add(Figure.stated("decoded pixels a second", pixels / 1e6, "million"));
      figures.add(
          Figure.stated("decoding, thousandths of a core a camera", 1000 * cpu / cameras, ""));
      figures.add(
          Figure.stated(
              "pictures given up a second for want of budget",
              risen(before, after, "gengfu_passed_over_pictures_total{reason=\"budget\"}")
                  / seconds,
              ""));
      double wakes = risen(before, after, "gengfu_wake_up_seconds_count");
      if (wakes > 0) {
        figures.add(
            Figure.stated(
                "wake-up, mean",
                1000 * risen(before, after, "gengfu_wake_up_seconds_sum") / wakes,
                "ms"));
      }
    }

    /** By how much the metrics whose name and tags begin so have risen, all together. */
    private static double risen(
        Map<String, Double> before, Map<String, Double> after, String prefix) {
      return sum(after, prefix) - sum(before, prefix);
    }

    private static double sum(Map<String, Double> metrics, String prefix) {
      return metrics.entrySet().stream()
          .filter(entry -> entry.getKey().startsWith(prefix))
          .mapToDouble(Map.Entry::getValue)
          .sum();
    }
  }
}
