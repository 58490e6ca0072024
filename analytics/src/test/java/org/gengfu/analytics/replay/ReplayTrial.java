package org.gengfu.analytics.replay;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.gengfu.analytics.decode.FileUnits;
import org.gengfu.analytics.testing.FakeRegistry;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.replay.Replay;
import org.gengfu.core.replay.Trial;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Zone;
import org.gengfu.core.village.ZoneKind;

/**
 * What a replay takes of a machine: {@code MINUTES CLIP...}. A clip is a recording that begins anew
 * whenever it ends; it is tried as long as that, once with a zone that asks what stays and once
 * with one that asks what moves as well. Prints the time of the replay, its processor time, and
 * both as ratios.
 */
final class ReplayTrial {
  private static final String CAMERA = "trial";
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  private ReplayTrial() {}

  public static void main(String[] arguments) throws Exception {
    Duration length = Duration.ofMinutes(Long.parseLong(arguments[0]));
    System.out.printf(
        "%-28s %-8s %9s %9s %9s %9s %9s%n",
        "clip", "asks", "rec. min", "took s", "CPU s", "cores", "x real");
    for (String clip : List.of(arguments).subList(1, arguments.length)) {
      FileUnits units = FileUnits.read(Path.of(clip));
      run(clip, units, length, "stays", zone("a", ZoneKind.NO_PARKING));
      run(
          clip,
          units,
          length,
          "moves",
          zone("a", ZoneKind.NO_PARKING),
          zone("b", ZoneKind.INTRUSION));
    }
  }

  private static void run(
      String clip, FileUnits units, Duration length, String asks, Zone... zones) {
    FakeRegistry registry = new FakeRegistry();
    registry.set(new Camera(CAMERA, CAMERA, "rtsp://10.0.0.1/1", null, null, null, null, true));
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Looped recording = new Looped(units, START.minus(ZoneReplay.LEAD_IN));
    ReplayDesk desk =
        new ReplayDesk(
            registry,
            recording,
            recording,
            new FakeReadings(),
            () -> null,
            ZoneOffset.UTC,
            meters,
            InstantSource.system());
    long began = System.nanoTime();
    String id =
        desk.begin(new Trial.OfZones(CAMERA, List.of(zones), START, START.plus(length)), "somebody")
            .id();
    Replay replay = desk.find(id);
    while (!replay.state().over()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      replay = desk.find(id);
    }
    double took = (System.nanoTime() - began) / 1e9;
    desk.close();
    double cpu = meters.counter(MetricNames.REPLAY_CPU).count();
    double recorded = length.plus(ZoneReplay.LEAD_IN).toSeconds();
    System.out.printf(
        "%-28s %-8s %9.0f %9.1f %9.1f %9.3f %9.0f  %s, %d pictures%n",
        Path.of(clip).getFileName(),
        asks,
        recorded / 60,
        took,
        cpu,
        cpu / took,
        recorded / took,
        replay.state(),
        replay.judged());
  }

  private static Zone zone(String id, ZoneKind kind) {
    return new Zone(
        id,
        CAMERA,
        id,
        kind,
        Polygon.ofPairs(
            List.of(List.of(0.1, 0.3), List.of(0.9, 0.3), List.of(0.9, 0.95), List.of(0.1, 0.95))),
        kind == ZoneKind.NO_PARKING ? 60 : 5,
        Severity.MEDIUM,
        true);
  }

  /** A clip again and again, from a moment on. */
  private record Looped(FileUnits units, Instant start) implements UnitsAlone {
    @Override
    public Reader read(String cameraId, Instant from, Instant to, boolean keyframesOnly) {
      return new Reader() {
        private Instant begins = start;
        private int next;

        @Override
        public List<AccessUnit> next() {
          List<AccessUnit> group = new ArrayList<>();
          while (begins.isBefore(to)) {
            if (next == units.units().size()) {
              FileUnits.Unit last = units.units().get(next - 1);
              begins = begins.plusNanos(last.pts() * 100_000 / 9).plusMillis(40);
              next = 0;
              return group.isEmpty() ? next() : group;
            }
            FileUnits.Unit unit = units.units().get(next);
            if (unit.keyframe() && !group.isEmpty()) {
              return group;
            }
            if (unit.keyframe() || !keyframesOnly) {
              group.add(units.accessUnit(unit, begins));
            }
            next++;
          }
          return group;
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public Timeline timeline(String cameraId, Instant from, Instant to) {
      return new Timeline(List.of(), List.of());
    }
  }
}
