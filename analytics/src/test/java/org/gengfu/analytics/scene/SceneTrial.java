package org.gengfu.analytics.scene;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.gengfu.analytics.decode.UnreadableVideoException;
import org.gengfu.analytics.decode.VideoFile;
import org.gengfu.analytics.offline.SceneFile;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.geometry.Point;
import org.gengfu.core.geometry.Polygon;

/**
 * Judges a folder of scenes in variations, so that a change is not fitted to the clips as they are.
 * Not a test: run it by hand, score its events with {@code scenes/score.py}.
 *
 * <p>Arguments: SCENES EVENTS [mirror] [reverse] [gain=1] [noise=0] [every=1] [trace]. {@code
 * every=2} takes each second keyframe; {@code reverse} needs a truth of its own; {@code trace}
 * prints the verdicts.
 */
public final class SceneTrial {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double NANOS = 1e9;

  private final List<String> options;
  private final List<byte[]> rasters = new ArrayList<>();
  private final List<Double> times = new ArrayList<>();
  private final Map<String, Map<String, Object>> events = new LinkedHashMap<>();
  private int width;
  private int height;

  private SceneTrial(List<String> options) {
    this.options = options;
  }

  /** Entry. */
  public static void main(String[] arguments) throws IOException, UnreadableVideoException {
    Path scenes = Path.of(arguments[0]);
    Path out = Files.createDirectories(Path.of(arguments[1]));
    List<Path> videos;
    try (Stream<Path> files = Files.list(scenes)) {
      videos = files.filter(file -> file.toString().endsWith(".mp4")).sorted().toList();
    }
    for (Path video : videos) {
      String name = video.getFileName().toString().replace(".mp4", "");
      SceneTrial trial = new SceneTrial(List.of(arguments));
      trial.read(video);
      trial.judge(SceneFile.read(scenes.resolve(name + ".json")).zones(), name);
      StringBuilder lines = new StringBuilder();
      for (Map<String, Object> event : trial.events.values()) {
        lines.append(JSON.writeValueAsString(event)).append('\n');
      }
      Files.writeString(out.resolve(name + ".jsonl"), lines);
    }
  }

  private void read(Path video) throws UnreadableVideoException {
    new VideoFile(video)
        .read(
            (picture, nanos) -> {
              RasterReducer reducer = new RasterReducer(picture.width(), picture.height());
              width = reducer.width();
              height = reducer.height();
              byte[] raster = new byte[width * height];
              reducer.reduce(picture.luma(), picture.lumaStride(), raster);
              rasters.add(raster);
              times.add(nanos / NANOS);
            });
    if (options.contains("reverse")) {
      double end = times.get(times.size() - 1);
      Collections.reverse(rasters);
      times.replaceAll(time -> end - time);
      Collections.reverse(times);
    }
  }

  private void judge(List<ZoneRule> zones, String name) {
    SceneAnalyzer analyzer =
        new SceneAnalyzer(width, height, zones.stream().map(this::mirrored).toList());
    Random random = new Random(name.hashCode());
    for (int i = 0; i < rasters.size(); i += (int) option("every", 1)) {
      double time = times.get(i);
      byte[] raster = varied(rasters.get(i), random);
      LumaPicture picture =
          new LumaPicture(width, height, raster, (long) (time * NANOS), (long) (time * 1000));
      analyzer.analyze(picture).forEach(this::note);
      if (options.contains("trace")) {
        trace(analyzer, name, time);
      }
    }
  }

  private byte[] varied(byte[] raster, Random random) {
    double gain = option("gain", 1);
    double noise = option("noise", 0);
    byte[] varied = new byte[raster.length];
    for (int i = 0; i < raster.length; i++) {
      int x = i % width;
      int from = options.contains("mirror") ? i - x + width - 1 - x : i;
      double luma = (raster[from] & 0xff) * gain + noise * random.nextGaussian();
      varied[i] = (byte) Math.max(0, Math.min(255, Math.round(luma)));
    }
    return varied;
  }

  private ZoneRule mirrored(ZoneRule zone) {
    if (!options.contains("mirror")) {
      return zone;
    }
    List<Point> points =
        zone.polygon().points().stream().map(point -> new Point(1 - point.x(), point.y())).toList();
    return new ZoneRule(
        zone.zoneId(), zone.kind(), new Polygon(points), zone.dwell(), zone.terms());
  }

  private void note(SceneEvent event) {
    if (event instanceof SceneEvent.Raised raised) {
      Box box = raised.box();
      double left = options.contains("mirror") ? 1 - box.x() - box.width() : box.x();
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("type", raised.kind().caseType().code());
      line.put("zone", raised.zoneId());
      line.put("onset_s", raised.onset().toEpochMilli() / 1000.0);
      line.put("raised_s", raised.raisedAt().toEpochMilli() / 1000.0);
      line.put("box", List.of(left, box.y(), box.width(), box.height()));
      events.put(raised.episodeId(), line);
    } else if (event instanceof SceneEvent.Cleared cleared) {
      Map<String, Object> line = events.get(cleared.episodeId());
      if (line != null) {
        line.put("cleared_s", cleared.clearedAt().toEpochMilli() / 1000.0);
      }
    }
  }

  private static void trace(SceneAnalyzer analyzer, String name, double time) {
    for (StationaryObject object : analyzer.stationary()) {
      if (object.verdict != Verdict.YOUNG) {
        System.out.printf(
            "%s %.1f since %.1f %s vote %.2f still %d/%d/%d like %.2f person %.3f vehicle %.3f size"
                + " %.3f owner %s %s%s%n",
            name,
            time,
            object.onsetMillis / 1000.0,
            object.verdict,
            object.vote(),
            object.stillPairs(),
            object.pairs(),
            object.pictures(),
            ThingKind.vehicleLikeness(object.box(), analyzer.scale()),
            analyzer.scale().personHeight(object.box().y() + object.box().height()),
            analyzer.scale().vehicleSize(object.box().y() + object.box().height()),
            analyzer.scale().size(object.box()),
            object.owner.gone() ? object.owner.seen() ? "gone" : "none" : "here",
            object.box(),
            object.raised() ? " raised" : "");
      }
    }
  }

  private double option(String name, double otherwise) {
    for (String option : options) {
      if (option.startsWith(name + "=")) {
        return Double.parseDouble(option.substring(name.length() + 1));
      }
    }
    return otherwise;
  }
}
