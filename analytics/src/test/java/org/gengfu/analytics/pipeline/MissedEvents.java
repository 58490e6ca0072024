package org.gengfu.analytics.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.gengfu.analytics.decode.FileUnits;
import org.gengfu.analytics.motion.PresenceListener;
import org.gengfu.analytics.offline.SceneFile;
import org.gengfu.analytics.pipeline.EventMatch.Event;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.core.cases.Observation.Raised;
import org.gengfu.core.cases.Observation.ZoneSource;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.village.Entity;
import org.gengfu.core.village.Zone;
import org.gengfu.core.village.ZoneKind;

/**
 * What decoding by activity misses that decoding everything finds, over folders of scenes; started
 * by {@code ./gengfu bench missed-events}. Every clip is decoded whole once, with nine intrusion
 * zones (a third of the picture wide and high) and the scene's own zones. Then it is played by
 * activity: once for each of the nine zones alone, as a zone that covers less of the picture wakes
 * its camera less often, and once with the scene's own zones, which ask for keyframes only.
 *
 * <p>Arguments: FOLDER... Names of clips limit it to these.
 */
public final class MissedEvents {
  private static final int TILES = 3;
  private static final int DWELL_SECONDS = 1;
  private static final String CAMERA = "gate";

  private MissedEvents() {}

  private record Run(List<Event> events, double pictures, double seconds) {}

  /**
   * What came of one or several clips.
   *
   * @param moving against the nine zones
   * @param staying against the scenes' own
   * @param pictures decoded by activity, for the nine zones, of {@code all}
   * @param seconds of processor time for that, of {@code allSeconds}
   */
  private record Outcome(
      EventMatch moving,
      EventMatch staying,
      double pictures,
      double all,
      double seconds,
      double allSeconds) {
    Outcome with(Outcome other) {
      return new Outcome(
          moving.with(other.moving),
          staying.with(other.staying),
          pictures + other.pictures,
          all + other.all,
          seconds + other.seconds,
          allSeconds + other.allSeconds);
    }
  }

  /** Entry. */
  public static void main(String[] arguments) throws IOException {
    List<Path> folders = Arrays.stream(arguments).map(Path::of).filter(Files::isDirectory).toList();
    List<String> names =
        Arrays.stream(arguments).filter(name -> !Files.isDirectory(Path.of(name))).toList();
    List<Path> clips = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .filter(file -> file.toString().endsWith(".mp4"))
            .filter(file -> names.isEmpty() || names.contains(name(file)))
            .sorted()
            .forEach(clips::add);
      }
    }
    Outcome total =
        clips.parallelStream()
            .map(MissedEvents::clip)
            .reduce(new Outcome(EventMatch.NONE, EventMatch.NONE, 0, 0, 0, 0), Outcome::with);
    figure("clips", clips.size(), "");
    state("nine zones", total.moving());
    state("own zones", total.staying());
    figure("pictures decoded, of a full decode's", total.pictures() / total.all(), "");
    figure("processor time of it, of a full decode's", total.seconds() / total.allSeconds(), "");
  }

  private static void state(String what, EventMatch match) {
    int events = match.found() + match.missed().size();
    figure(what + ": events of a full decode", events, "");
    figure(what + ": found by activity", match.found(), "");
    figure(what + ": missed", match.missed().size(), "");
    if (events > 0) {
      figure(what + ": missed, of a full decode's", match.missed().size() / (double) events, "");
    }
    figure(what + ": found by activity alone", match.extra().size(), "");
    figure(what + ": raised later, median", match.laterQuantile(0.5), "s");
    figure(what + ": raised later, p95", match.laterQuantile(0.95), "s");
    figure(what + ": raised later, most", match.laterQuantile(1), "s");
  }

  private static void figure(String name, double value, String unit) {
    String number =
        value == Math.rint(value)
            ? String.valueOf((long) value)
            : String.format(Locale.ROOT, "%.3f", value);
    System.out.println(
        String.format(Locale.ROOT, "%-44s %10s %s", name, number, unit).stripTrailing());
  }

  private static String name(Path video) {
    return video.getFileName().toString().replace(".mp4", "");
  }

  private static Outcome clip(Path video) {
    try {
      return compare(video);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Outcome compare(Path video) throws IOException {
    FileUnits units = FileUnits.read(video);
    List<Zone> tiles = new ArrayList<>();
    for (int tile = 0; tile < TILES * TILES; tile++) {
      tiles.add(tile(tile));
    }
    List<Zone> own = own(video.resolveSibling(name(video) + ".json"));
    List<Zone> all = new ArrayList<>(tiles);
    all.addAll(own);
    Run whole = play(units, all, true);
    EventMatch moving = EventMatch.NONE;
    double pictures = 0;
    double seconds = 0;
    for (Zone tile : tiles) {
      Run run = play(units, List.of(tile), false);
      moving = moving.with(EventMatch.of(in(whole, List.of(tile)), run.events()));
      pictures += run.pictures();
      seconds += run.seconds();
    }
    EventMatch staying = EventMatch.of(in(whole, own), play(units, own, false).events());
    Outcome outcome =
        new Outcome(
            moving,
            staying,
            pictures,
            tiles.size() * whole.pictures(),
            seconds,
            tiles.size() * whole.seconds());
    System.err.print(row(name(video), outcome));
    return outcome;
  }

  /** A clip's line, and one for each event that only one of both ways found. */
  private static String row(String clip, Outcome outcome) {
    EventMatch moving = outcome.moving();
    EventMatch staying = outcome.staying();
    StringBuilder row = new StringBuilder();
    row.append(
        String.format(
            Locale.ROOT,
            "%-16s moving: %d found, %d missed, %d more, later by %.1f s, %.1f s at most;"
                + " staying: %d found, %d missed, %d more; pictures %.2f, processor time %.2f%n",
            clip,
            moving.found(),
            moving.missed().size(),
            moving.extra().size(),
            moving.laterQuantile(0.5),
            moving.laterQuantile(1),
            staying.found(),
            staying.missed().size(),
            staying.extra().size(),
            outcome.pictures() / outcome.all(),
            outcome.seconds() / outcome.allSeconds()));
    moving.missed().forEach(event -> row.append(one("missed", event)));
    staying.missed().forEach(event -> row.append(one("missed", event)));
    moving.extra().forEach(event -> row.append(one("more", event)));
    staying.extra().forEach(event -> row.append(one("more", event)));
    return row.toString();
  }

  private static String one(String what, Event event) {
    return String.format(
        Locale.ROOT,
        "  %s in %s: from %.1f s on, raised at %.1f s%n",
        what,
        event.zoneId(),
        seconds(event.onset()),
        seconds(event.raised()));
  }

  private static double seconds(Instant time) {
    return Duration.between(Hub.START, time).toMillis() / 1000.0;
  }

  private static List<Event> in(Run run, List<Zone> zones) {
    List<String> ids = zones.stream().map(Zone::id).toList();
    return run.events().stream().filter(event -> ids.contains(event.zoneId())).toList();
  }

  private static Zone tile(int tile) {
    double left = tile % TILES / (double) TILES;
    double top = Math.floorDiv(tile, TILES) / (double) TILES;
    double right = left + 1.0 / TILES;
    double bottom = top + 1.0 / TILES;
    return zone(
        "tile-" + tile,
        ZoneKind.INTRUSION,
        Polygon.ofPairs(
            List.of(
                List.of(left, top),
                List.of(right, top),
                List.of(right, bottom),
                List.of(left, bottom))),
        DWELL_SECONDS);
  }

  /** The scene's zones, at all hours. */
  private static List<Zone> own(Path file) throws IOException {
    return SceneFile.read(file).zones().stream()
        .map(
            rule ->
                zone(
                    rule.zoneId(),
                    rule.kind(),
                    rule.polygon(),
                    (int) Math.max(1, rule.dwell().toSeconds())))
        .toList();
  }

  private static Zone zone(String id, ZoneKind kind, Polygon polygon, int dwellSeconds) {
    return new Zone(id, CAMERA, id, kind, polygon, dwellSeconds, Severity.HIGH, true);
  }

  /** Plays a clip as a camera; {@code whole} as if somebody looked at it all the time. */
  private static Run play(FileUnits video, List<Zone> zones, boolean whole) throws IOException {
    FakeSink sink = new FakeSink();
    ManualClock clock = new ManualClock(Hub.START);
    Path directory = Files.createTempDirectory("missed-events");
    double pictures;
    double seconds;
    try (Hub hub = new Hub(directory, sink, clock, PresenceListener.NONE)) {
      hub.registry.set(
          Stream.concat(Stream.of(Hub.camera(CAMERA)), zones.stream()).toArray(Entity[]::new));
      hub.pipeline.start();
      Subscription viewer = whole ? hub.pipeline.attend(CAMERA) : () -> {};
      for (FileUnits.Unit unit : video.units()) {
        clock.set(Hub.START.plus(Duration.ofNanos(unit.pts() * 100_000 / 9)));
        if (unit.keyframe()) {
          hub.pipeline.tick();
        }
        hub.feeds.send(CAMERA, video.accessUnit(unit, Hub.START));
        hub.workers.runAll();
      }
      pictures = hub.count(MetricNames.DECODED_FRAMES);
      seconds = hub.count(MetricNames.DECODE_CPU, "camera", CAMERA);
      viewer.close();
    } finally {
      delete(directory);
    }
    return new Run(
        sink.kept().stream()
            .filter(Raised.class::isInstance)
            .map(Raised.class::cast)
            .filter(raised -> raised.source() instanceof ZoneSource)
            .map(
                raised ->
                    new Event(((ZoneSource) raised.source()).zoneId(), raised.onset(), raised.at()))
            .toList(),
        pictures,
        seconds);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
