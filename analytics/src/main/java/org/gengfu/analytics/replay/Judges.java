package org.gengfu.analytics.replay;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gengfu.analytics.decode.JpegEncoder;
import org.gengfu.analytics.decode.Picture;
import org.gengfu.analytics.detect.ObjectDetector;
import org.gengfu.analytics.motion.Presence;
import org.gengfu.analytics.pipeline.Anonymity;
import org.gengfu.analytics.pipeline.MotionRate;
import org.gengfu.analytics.pipeline.SceneWatch;
import org.gengfu.analytics.replay.ReplayRun.Side;
import org.gengfu.analytics.scene.SceneEvent;
import org.gengfu.analytics.scene.ZoneRule;
import org.gengfu.core.cases.Observation.ZoneSource;
import org.gengfu.core.replay.PastEpisode;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Zone;
import org.jspecify.annotations.Nullable;

/**
 * One set of zones over a camera's pictures: what the hub would judge of them live, written down
 * and told to nobody.
 */
final class Judges {
  private static final int STILL_WIDTH = 640;

  private final ReplayRun run;
  private final Side side;
  private final Camera camera;
  private final List<Zone> enabled;
  private final List<Zone> moving;
  private final Map<String, Zone> byId;
  private final SceneWatch watch;
  private final JpegEncoder jpegs;

  Judges(
      ReplayRun run,
      Side side,
      Camera camera,
      List<Zone> zones,
      ZoneId village,
      @Nullable ObjectDetector detector,
      JpegEncoder jpegs) {
    this.run = run;
    this.side = side;
    this.camera = camera;
    this.enabled = zones.stream().filter(Zone::enabled).toList();
    this.moving = enabled.stream().filter(zone -> zone.kind().needsMotion()).toList();
    this.byId = enabled.stream().collect(Collectors.toMap(Zone::id, Function.identity()));
    List<ZoneRule> rules = enabled.stream().map(zone -> ZoneRule.of(zone, village)).toList();
    this.watch = new SceneWatch(rules, null, zone -> false, detector);
    this.watch.masks(camera.masks());
    this.jpegs = jpegs;
  }

  /** Zones that are judged by what moves. */
  List<Zone> moving() {
    return moving;
  }

  void stay(Picture picture, long nanos, Instant at) {
    if (!enabled.isEmpty()) {
      write(watch.stay(picture, nanos, at.toEpochMilli()), picture);
    }
  }

  /**
   * Judges what moves.
   *
   * @return whether somebody is followed of whom a rule may still say something
   */
  boolean move(Picture picture, long nanos, Instant at) {
    if (moving.isEmpty()) {
      return false;
    }
    write(watch.move(picture, nanos, at.toEpochMilli()), picture);
    List<Presence> present = watch.present();
    return MotionRate.undecided(present, enabled, at.toEpochMilli());
  }

  private void write(List<SceneEvent> events, Picture picture) {
    for (SceneEvent event : events) {
      if (event instanceof SceneEvent.Cleared cleared) {
        run.clear(side, cleared.episodeId(), cleared.clearedAt());
      } else if (event instanceof SceneEvent.Raised raised) {
        write(raised, picture);
      }
    }
  }

  private void write(SceneEvent.Raised raised, Picture picture) {
    Zone zone = byId.get(raised.zoneId());
    if (zone == null || !run.wants(side, raised.raisedAt())) {
      return;
    }
    Anonymity anonymity = watch.anonymity(camera.sharpPeople());
    boolean somebody = raised.kind().needsMotion();
    byte[] still =
        jpegs.encode(
            picture,
            STILL_WIDTH,
            raised.box(),
            anonymity.places(raised.box(), somebody),
            anonymity.kept(raised.box(), somebody));
    run.raise(
        side,
        raised.episodeId(),
        new PastEpisode(
            run.still(still),
            raised.kind().caseType(),
            new ZoneSource(camera.id(), zone.id()),
            zone.severity(),
            raised.onset(),
            raised.raisedAt(),
            null,
            raised.box(),
            null));
  }
}
