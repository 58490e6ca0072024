package org.gengfu.hub.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * 200 cameras at once after a start from nothing: the hub with its database, every camera with a
 * zone to watch.
 */
final class ColdStartBenchmark implements Benchmark {
  private static final int CAMERAS = 200;
  private static final double WATCHED_SECONDS = 120;
  private static final double BAR_SECONDS = 60;
  private static final double BAR_LATE_MILLIS = 50;
  private static final double GIVE_UP_SECONDS = 180;
  private static final long EVERY_MILLIS = 500;
  private static final String LATENESS = "gengfu_loop_lateness_seconds";

  @Override
  public String name() {
    return "cold-start";
  }

  @Override
  public String about() {
    return CAMERAS
        + " cameras from nothing: until all stream, what is lost, how late the loops are";
  }

  @Override
  public List<Figure> run(Workplace workplace) throws IOException, InterruptedException {
    int cameras = workplace.scale().cameras(CAMERAS);
    double watched = workplace.scale().seconds(WATCHED_SECONDS);
    BenchCameras server =
        BenchCameras.start(workplace, cameras, "sub.mp4", GIVE_UP_SECONDS + watched + 60);
    HubProcess hub = HubProcess.start(workplace, seed(server, cameras));
    double worst = 0;
    double secondsToStream = -1;
    double least = cameras;
    double end = GIVE_UP_SECONDS;
    Map<String, Double> metrics = Map.of();
    while (hub.secondsSinceStart() < end) {
      metrics = hub.metrics();
      worst = Math.max(worst, metrics.getOrDefault(LATENESS + "_max", 0.0));
      double streaming = metrics.getOrDefault("gengfu_cameras{state=\"streaming\"}", 0.0);
      if (secondsToStream >= 0) {
        least = Math.min(least, streaming);
      } else if (streaming >= cameras) {
        secondsToStream = hub.secondsSinceStart();
        end = secondsToStream + watched;
      }
      Thread.sleep(EVERY_MILLIS);
    }
    List<Figure> figures = new ArrayList<>();
    boolean all = secondsToStream >= 0;
    figures.add(
        Figure.atMost(
            all ? "all " + cameras + " streaming after the command" : "given up after",
            all ? secondsToStream : GIVE_UP_SECONDS,
            "s",
            BAR_SECONDS));
    figures.add(
        Figure.atLeast(
            "fewest streaming from then on",
            all ? least : metrics.getOrDefault("gengfu_cameras{state=\"streaming\"}", 0.0),
            "",
            cameras));
    figures.add(
        Figure.atMost(
            "packets lost", metrics.getOrDefault("gengfu_lost_packets_total", 0.0), "", 0));
    figures.add(
        Figure.atMost(
            "access units left out",
            metrics.getOrDefault("gengfu_damaged_units_total", 0.0),
            "",
            0));
    figures.add(Figure.atMost("event loops, latest tick", worst * 1000, "ms", BAR_LATE_MILLIS));
    double ticks = metrics.getOrDefault(LATENESS + "_count", 0.0);
    figures.add(Figure.stated("event loops, ticks", ticks, ""));
    figures.add(
        Figure.stated(
            "event loops, ticks later than 50 ms",
            ticks - metrics.getOrDefault(LATENESS + "_bucket{le=\"0.05\"}", ticks),
            ""));
    figures.add(
        Figure.stated(
            "hub, resident memory",
            CpuReadings.watch(List.of(hub.pid()), 0).get(0).megabytes(),
            "MB"));
    return figures;
  }

  private static String seed(BenchCameras server, int cameras) {
    StringBuilder seed = new StringBuilder("cameras:\n");
    StringBuilder zones = new StringBuilder("zones:\n");
    for (int number = 1; number <= cameras; number++) {
      seed.append(
          "  - {id: cam-%1$d, name: 'camera %1$d', url: '%2$s', enabled: true}%n"
              .formatted(number, server.url(number)));
      zones.append(
          ("  - {id: zone-%1$d, cameraId: cam-%1$d, name: street, kind: no-parking, dwellSeconds: 60,"
                  + " severity: medium, enabled: true, polygon: [[0.05, 0.4], [0.95, 0.4], [0.95, 0.95], [0.05, 0.95]]}%n")
              .formatted(number));
    }
    return seed.append(zones).toString();
  }
}
