package org.gengfu.analytics.offline;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gengfu.analytics.decode.Picture;
import org.gengfu.analytics.decode.UnreadableVideoException;
import org.gengfu.analytics.decode.VideoFile;
import org.gengfu.analytics.detect.ObjectDetector;
import org.gengfu.analytics.pipeline.KeyframePace;
import org.gengfu.analytics.pipeline.SceneWatch;
import org.gengfu.analytics.scene.SceneEvent;
import org.gengfu.analytics.scene.SceneView;
import org.gengfu.analytics.scene.ZoneRule;
import org.gengfu.core.geometry.Polygon;
import org.jspecify.annotations.Nullable;

/** Judges a video file as if a camera had sent it, as fast as it can be read. */
public final class VideoAnalysis {
  private final SceneWatch watch;
  private final Instant startsAt;
  private final boolean everyPicture;
  private final Consumer<AnalyzedEvent> consumer;
  private final List<Polygon> masks;
  private final @Nullable AnalysisTrace trace;
  private final KeyframePace pace = new KeyframePace();
  private final Map<String, Open> open = new LinkedHashMap<>();
  private final SightLog sights = new SightLog();
  private long pictures;
  private long damaged;

  private record Open(SceneEvent.Raised raised, double raisedSeconds) {}

  /**
   * What was read.
   *
   * @param length of the video
   * @param pictures judged
   * @param broken encoded pictures that could not be decoded
   * @param unjudged when it was said that it can't be judged, the learning at the start included
   */
  public record Summary(Duration length, long pictures, long broken, List<UnjudgedSpan> unjudged) {}

  private VideoAnalysis(
      SceneFile scene,
      @Nullable ObjectDetector detector,
      @Nullable AnalysisTrace trace,
      Consumer<AnalyzedEvent> consumer) {
    this.masks = scene.masks();
    this.trace = trace;
    this.watch = new SceneWatch(scene.zones(), null, zone -> false, detector);
    this.watch.masks(masks);
    this.startsAt = scene.startsAt();
    this.everyPicture = scene.zones().stream().anyMatch(ZoneRule::needsPresence);
    this.consumer = consumer;
  }

  /**
   * Judges a video.
   *
   * @param video a file that libavformat can read
   * @param scene its zones
   * @param detector is asked about candidates; null for none
   * @param consumer gets each event when its episode is over, the rest at the end of the video
   * @return what was read
   * @throws UnreadableVideoException when the file can't be read, holds no video or no picture that
   *     can be decoded
   */
  public static Summary run(
      Path video,
      SceneFile scene,
      @Nullable ObjectDetector detector,
      Consumer<AnalyzedEvent> consumer)
      throws UnreadableVideoException {
    return run(video, scene, detector, null, consumer);
  }

  /**
   * Judges a video, and shows how.
   *
   * @param video a file that libavformat can read
   * @param scene its zones
   * @param detector is asked about candidates; null for none
   * @param trace sees every picture with what is held of it; null for none
   * @param consumer gets each event when its episode is over, the rest at the end of the video
   * @return what was read
   * @throws UnreadableVideoException when the file can't be read, holds no video or no picture that
   *     can be decoded
   */
  public static Summary run(
      Path video,
      SceneFile scene,
      @Nullable ObjectDetector detector,
      @Nullable AnalysisTrace trace,
      Consumer<AnalyzedEvent> consumer)
      throws UnreadableVideoException {
    VideoAnalysis analysis = new VideoAnalysis(scene, detector, trace, consumer);
    VideoFile file = new VideoFile(video);
    long nanos = file.read(analysis::look);
    analysis.finish();
    return new Summary(
        Duration.ofNanos(nanos),
        analysis.pictures,
        file.brokenPackets() + analysis.damaged,
        analysis.sights.finish(nanos / 1e9));
  }

  private void look(Picture picture, long nanos) {
    if (!everyPicture && !pace.accept(nanos)) {
      return;
    }
    if (picture.damaged()) {
      damaged++;
      return;
    }
    pictures++;
    picture.mask(masks);
    List<SceneEvent> events = watch.look(picture, nanos, wallMillis(nanos));
    sights.see(watch.sight(), nanos / 1e9);
    SceneView view = trace == null ? null : watch.view();
    if (trace != null && view != null) {
      trace.see(picture, nanos, view);
    }
    for (SceneEvent event : events) {
      if (event instanceof SceneEvent.Raised raised) {
        open.put(raised.episodeId(), new Open(raised, nanos / 1e9));
      } else if (event instanceof SceneEvent.Cleared cleared) {
        Open ended = open.remove(cleared.episodeId());
        if (ended != null) {
          tell(ended, seconds(cleared.clearedAt()));
        }
      }
    }
  }

  private void finish() {
    open.values().forEach(item -> tell(item, null));
    open.clear();
  }

  private void tell(Open item, @Nullable Double clearedSeconds) {
    SceneEvent.Raised raised = item.raised();
    consumer.accept(
        new AnalyzedEvent(
            raised.kind().caseType(),
            raised.zoneId(),
            seconds(raised.onset()),
            item.raisedSeconds(),
            clearedSeconds,
            raised.box()));
  }

  private long wallMillis(long nanos) {
    return startsAt.toEpochMilli() + TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  /** Since the start of the video. */
  private double seconds(Instant time) {
    return Duration.between(startsAt, time).toNanos() / 1e9;
  }
}
