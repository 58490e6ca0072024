package org.gengfu.hub.bench;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.faults.FaultSink;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.recording.RecordedSegment;
import org.gengfu.core.recording.Segment;
import org.gengfu.core.storage.Database;
import org.gengfu.core.storage.DatabaseConfig;
import org.gengfu.core.village.Camera;
import org.gengfu.ingest.Ingest;
import org.gengfu.ingest.IngestConfig;
import org.gengfu.ingest.recording.Recorder;
import org.gengfu.ingest.recording.RecordingConfig;
import org.gengfu.ingest.recording.RecordingConfig.Directory;
import org.gengfu.ingest.rtsp.RtspLimits;

/**
 * Ingest, recorder and database of the hub as a process of its own, in the current directory:
 * receives and records the cameras of a file, one address a line, and lets a {@link Witness} note
 * what came. When the files of the run before are completed it writes {@code last ID
 * MILLIS-OF-LAST-FRAGMENT} for each camera and {@code completed}; for every line that it reads,
 * what it has counted and {@code end}; it ends with its input.
 */
final class RecordingReceiver {
  static final String WITNESS = "witness";
  static final String RECORDINGS = "recordings";
  private static final Duration COMPLETED_WITHIN = Duration.ofMinutes(2);

  private RecordingReceiver() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> urls = Files.readAllLines(Path.of(args[0]));
    Path here = Path.of("").toAbsolutePath();
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Clock clock = Clock.systemUTC();
    try (Database database =
        new Database(DatabaseConfig.embedded(here.resolve("data")), meters, clock)) {
      database.start();
      configure(database, urls);
      DomainEvents events = new DomainEvents();
      Ingest ingest =
          new Ingest(
              Vertx.vertx(),
              database.registry(),
              events,
              database.readings(),
              database.cameraHealth(),
              meters,
              clock,
              IngestConfig.standard(here.resolve("data"), 0, RtspLimits.STANDARD, 1 << 20));
      Recorder recorder =
          new Recorder(
              ingest.feeds(),
              ingest.sounds(),
              database.registry(),
              database.cases(),
              events,
              database.segments(),
              FaultSink.NONE,
              meters,
              clock,
              new RecordingConfig(
                  List.of(new Directory(here.resolve(RECORDINGS), null, null)), ZoneOffset.UTC));
      Witness witness = Witness.create(here.resolve(WITNESS), urls.size());
      Instant start = clock.instant();
      recorder.start();
      tellLast(recorder, urls.size(), start);
      for (int n = 0; n < urls.size(); n++) {
        int camera = n;
        ingest
            .feeds()
            .subscribe(
                id(camera),
                StreamName.MAIN,
                unit -> witness.note(camera, unit.keyframe(), unit.wallClock().toEpochMilli()));
      }
      ingest.start();
      answer(witness, recorder, meters, urls.size());
      ingest.close();
      recorder.close();
    }
    System.exit(0);
  }

  static String id(int camera) {
    return "cam-" + (camera + 1);
  }

  private static void configure(Database database, List<String> urls) {
    for (int n = 0; n < urls.size(); n++) {
      if (database.registry().current().camera(id(n)).isEmpty()) {
        database
            .registry()
            .create(new Camera(id(n), id(n), urls.get(n), null, null, null, null, true), "bench");
      }
    }
  }

  /** Waits until no file of an earlier run is open any more, as a hub completes them. */
  private static void tellLast(Recorder recorder, int cameras, Instant start)
      throws InterruptedException {
    long end = System.nanoTime() + COMPLETED_WITHIN.toNanos();
    while (System.nanoTime() < end && !recorder.completed()) {
      Thread.sleep(50);
    }
    for (int n = 0; n < cameras; n++) {
      List<RecordedSegment> all =
          recorder
              .recordings()
              .between(id(n), StreamName.MAIN, start.minus(Duration.ofHours(12)), start);
      if (!all.isEmpty()) {
        RecordedSegment last = all.get(all.size() - 1);
        if (last.segment().state() == Segment.State.CLOSED) {
          Instant begin = last.fragments().get(last.fragments().size() - 1).wallClock();
          say("last " + id(n) + " " + begin.toEpochMilli());
        }
      }
    }
    say("completed");
  }

  private static void answer(
      Witness witness, Recorder recorder, SimpleMeterRegistry meters, int cameras)
      throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (in.readLine() != null) {
      long dropped =
          recorder.status().cameras().stream().mapToLong(one -> one.droppedGroups()).sum();
      for (int n = 0; n < cameras; n++) {
        say("camera " + id(n) + " " + witness.received(n).units());
      }
      say("dropped " + dropped);
      say("bytes " + (long) meters.counter(MetricNames.RECORDED_BYTES).count());
      Timer sync = meters.timer(MetricNames.RECORDING_SYNC);
      say("sync " + sync.mean(TimeUnit.MILLISECONDS) + " " + sync.max(TimeUnit.MILLISECONDS));
      say("end");
    }
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
