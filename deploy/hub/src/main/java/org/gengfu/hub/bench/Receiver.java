package org.gengfu.hub.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gengfu.core.events.DomainEvent;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.CameraStatus;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFeeds;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Secret;
import org.gengfu.ingest.Ingest;
import org.gengfu.ingest.IngestConfig;
import org.gengfu.ingest.rtsp.RtspLimits;

/**
 * Ingest alone, as a process of its own: receives the cameras of a file, one a line (its address,
 * and after blanks user and password where it has them), and counts. Camera {@code cam-N} is the
 * N-th line. It writes {@code state NANOS CAMERA STATE} for every change and, for every line that
 * it reads, {@code camera ID STATE UNITS MISSING LOST} for each camera and {@code end}; it ends
 * with its input.
 */
final class Receiver {
  private final String cameraId;
  private long lastPts = -1;
  private long usualStep;
  private volatile long units;
  private volatile long missing;

  private Receiver(String cameraId) {
    this.cameraId = cameraId;
  }

  public static void main(String[] args) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(args[0]));
    Map<String, Receiver> receivers = new TreeMap<>();
    FixedVillage village = new FixedVillage();
    for (int n = 1; n <= lines.size(); n++) {
      String id = "cam-" + n;
      receivers.put(id, new Receiver(id));
      village.add(camera(id, lines.get(n - 1)));
    }
    DomainEvents events = new DomainEvents();
    events.subscribe(Receiver::tell);
    Vertx vertx = Vertx.vertx();
    Ingest ingest =
        new Ingest(
            vertx,
            village,
            events,
            new NoReadings(),
            (time, statuses) -> {},
            new SimpleMeterRegistry(),
            Clock.systemUTC(),
            IngestConfig.standard(Path.of("").toAbsolutePath(), 1, RtspLimits.STANDARD, 1 << 20));
    receivers.forEach(
        (id, receiver) -> ingest.feeds().subscribe(id, StreamName.MAIN, receiver.new Counter()));
    ingest.start();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (in.readLine() != null) {
      report(receivers, ingest.cameras().all());
    }
    ingest.close();
    System.exit(0);
  }

  private static Camera camera(String id, String line) {
    String[] words = line.split(" ", -1);
    boolean login = words.length == 3;
    return new Camera(
        id,
        id,
        words[0],
        login ? words[1] : null,
        login ? new Secret(words[2]) : null,
        null,
        null,
        true);
  }

  private static void tell(DomainEvent event) {
    if (event instanceof DomainEvent.CameraChanged changed) {
      CameraStatus status = changed.status();
      say("state " + System.nanoTime() + " " + status.cameraId() + " " + status.state());
    }
  }

  private static void report(Map<String, Receiver> receivers, Collection<CameraStatus> statuses) {
    for (CameraStatus status : statuses) {
      Receiver receiver = receivers.get(status.cameraId());
      if (receiver != null) {
        say(
            "camera %s %s %d %d %d"
                .formatted(
                    receiver.cameraId,
                    status.state(),
                    receiver.units,
                    receiver.missing,
                    status.lostPackets()));
      }
    }
    say("end");
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  /** Counts on the camera's loop; what is missing shows as a step of the presentation time. */
  private final class Counter implements VideoFeeds.AccessUnitConsumer {
    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // Written by the camera's loop alone.
    public void accept(AccessUnit unit) {
      long step = unit.pts() - lastPts;
      if (units == 1) {
        usualStep = step;
      } else if (units > 1 && usualStep > 0 && step > usualStep + usualStep / 2) {
        missing += Math.round((double) step / usualStep) - 1;
      }
      lastPts = unit.pts();
      units++;
    }
  }
}
