package org.gengfu.analytics.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.analytics.decode.FileUnits;
import org.gengfu.analytics.decode.UnreadableVideoException;
import org.gengfu.analytics.motion.PresenceListener;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.core.cases.Observation.Raised;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.village.Zone;
import org.gengfu.core.village.ZoneKind;

/**
 * Which intrusions the decode by activity misses that a decode of everything finds. Each video is
 * played with nine zones, a third of the picture wide and high, one at a time: once always active
 * and once as it comes. Not a test: run it by hand. Arguments: DWELL_SECONDS VIDEO...
 */
public final class MissedEventsTrial {
  private static final int TILES = 3;
  private static final String CAMERA = "gate";

  /** Onsets that differ by less are those of one event. */
  private static final Duration SAME = Duration.ofSeconds(5);

  private MissedEventsTrial() {}

  private record Run(List<Instant> onsets, double pictures) {}

  /** Entry. */
  public static void main(String[] arguments) throws IOException, UnreadableVideoException {
    int dwell = Integer.parseInt(arguments[0]);
    int found = 0;
    int missed = 0;
    int more = 0;
    double allPictures = 0;
    double pictures = 0;
    double lateness = 0;
    for (int i = 1; i < arguments.length; i++) {
      FileUnits video = FileUnits.read(Path.of(arguments[i]));
      for (int tile = 0; tile < TILES * TILES; tile++) {
        Run whole = play(video, zone(tile, dwell), true);
        Run activity = play(video, zone(tile, dwell), false);
        List<Instant> unmatched = new ArrayList<>(activity.onsets());
        for (Instant onset : whole.onsets()) {
          Instant match =
              unmatched.stream()
                  .filter(one -> Duration.between(onset, one).abs().compareTo(SAME) <= 0)
                  .findFirst()
                  .orElse(null);
          if (match == null) {
            missed++;
          } else {
            found++;
            lateness += Duration.between(onset, match).toMillis() / 1000.0;
            unmatched.remove(match);
          }
        }
        more += unmatched.size();
        allPictures += whole.pictures();
        pictures += activity.pictures();
      }
      System.out.printf(
          "%s: so far %d found, %d missed, %d more; decoded %.3f of all pictures; onset %.2f s"
              + " later on average%n",
          arguments[i], found, missed, more, pictures / allPictures, lateness / Math.max(1, found));
    }
  }

  private static Zone zone(int tile, int dwell) {
    double left = tile % TILES / (double) TILES;
    double top = Math.floorDiv(tile, TILES) / (double) TILES;
    double right = left + 1.0 / TILES;
    double bottom = top + 1.0 / TILES;
    return new Zone(
        "tile-" + tile,
        CAMERA,
        "tile",
        ZoneKind.INTRUSION,
        Polygon.ofPairs(
            List.of(
                List.of(left, top),
                List.of(right, top),
                List.of(right, bottom),
                List.of(left, bottom))),
        dwell,
        Severity.HIGH,
        true);
  }

  private static Run play(FileUnits video, Zone zone, boolean always) throws IOException {
    FakeSink sink = new FakeSink();
    ManualClock clock = new ManualClock(Hub.START);
    Path directory = Files.createTempDirectory("missed-events");
    double pictures;
    try (Hub hub = new Hub(directory, sink, clock, PresenceListener.NONE)) {
      hub.registry.set(Hub.camera(CAMERA), zone);
      hub.pipeline.start();
      Subscription viewer = always ? hub.pipeline.attend(CAMERA) : () -> {};
      for (FileUnits.Unit unit : video.units()) {
        clock.set(Hub.START.plus(Duration.ofNanos(unit.pts() * 100_000 / 9)));
        if (unit.keyframe()) {
          hub.pipeline.tick();
        }
        hub.feeds.send(CAMERA, video.accessUnit(unit, Hub.START));
        hub.workers.runAll();
      }
      pictures = hub.count(MetricNames.DECODED_FRAMES);
      viewer.close();
    }
    List<Instant> onsets =
        sink.kept().stream()
            .filter(Raised.class::isInstance)
            .map(kept -> ((Raised) kept).onset())
            .toList();
    return new Run(onsets, pictures);
  }
}
