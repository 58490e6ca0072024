package org.gengfu.analytics.motion;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.gengfu.analytics.decode.UnreadableVideoException;
import org.gengfu.analytics.decode.VideoFile;
import org.gengfu.analytics.offline.SceneFile;
import org.gengfu.analytics.scene.LumaPicture;
import org.gengfu.analytics.scene.RasterReducer;
import org.gengfu.analytics.scene.SceneAnalyzer;
import org.gengfu.analytics.scene.SceneEvent;
import org.gengfu.analytics.scene.ZoneRule;

/**
 * Shows what the motion stage makes of a video, picture by picture. Not a test: run it by hand.
 *
 * <p>Arguments: VIDEO SCENE.json [SECONDS], the least distance of the pictures taken.
 */
public final class MotionTrial {
  private final double every;
  private double last = -1e9;
  private double lastScene = -1e9;
  private final MotionStage stage;
  private final SceneAnalyzer analyzer;

  private MotionTrial(List<ZoneRule> zones, double every, int width, int height) {
    this.every = every;
    this.stage = new MotionStage(width, height, zones);
    this.analyzer = new SceneAnalyzer(width, height, List.of());
  }

  /** Entry. */
  public static void main(String[] arguments) throws IOException, UnreadableVideoException {
    List<ZoneRule> zones = SceneFile.read(Path.of(arguments[1])).zones();
    double every = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 0;
    MotionTrial[] trial = new MotionTrial[1];
    new VideoFile(Path.of(arguments[0]))
        .read(
            (picture, nanos) -> {
              RasterReducer reducer = new RasterReducer(picture.width(), picture.height());
              if (trial[0] == null) {
                trial[0] = new MotionTrial(zones, every, reducer.width(), reducer.height());
              }
              byte[] raster = new byte[reducer.width() * reducer.height()];
              reducer.reduce(picture.luma(), picture.lumaStride(), raster);
              trial[0].look(raster, reducer.width(), reducer.height(), nanos / 1e9);
            });
  }

  private void look(byte[] luma, int width, int height, double time) {
    if (time - last < every - 0.01) {
      return;
    }
    last = time;
    LumaPicture picture =
        new LumaPicture(width, height, luma, (long) (time * 1e9), (long) (time * 1000));
    if (time - lastScene >= 1.4) {
      lastScene = time;
      analyzer.analyze(picture);
    }
    List<SceneEvent> events = stage.look(picture, analyzer.sizes());
    StringBuilder line = new StringBuilder("%6.1f".formatted(time));
    for (Track track : stage.tracks()) {
      line.append(
          " %s%s[%.2f,%.2f %.2fx%.2f age %.0f still %.0f %s]"
              .formatted(
                  track.confirmed() ? "*" : "",
                  track.shape() == null ? "?" : track.vehicle() ? "V" : "P",
                  Track.footX(track.box()),
                  Track.footY(track.box()),
                  track.box().width(),
                  track.box().height(),
                  track.ageMillis((long) (time * 1000)) / 1000.0,
                  track.stillMillis((long) (time * 1000)) / 1000.0,
                  track.shape() == null
                      ? ""
                      : "ch %.2f ar %.2f%s"
                          .formatted(
                              track.shape().changed(),
                              track.shape().arrived(),
                              track.shape().restless() ? " restless" : "")));
    }
    System.out.println(line);
    events.forEach(event -> System.out.println("   >>> " + event));
  }
}
