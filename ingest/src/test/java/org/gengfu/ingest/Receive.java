package org.gengfu.ingest;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.CameraStatus;
import org.gengfu.core.media.LiveStreams;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Camera.Transport;
import org.gengfu.core.village.RecordingPlan;
import org.gengfu.core.village.Secret;
import org.gengfu.ingest.av.Transcoders;
import org.gengfu.ingest.camera.Cameras;
import org.gengfu.ingest.camera.Feeds;
import org.gengfu.ingest.live.LiveFanOut;
import org.gengfu.ingest.rtsp.RtspClient;
import org.gengfu.ingest.testing.FakeVillageRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Receives cameras of any server, by hand: {@code Receive rtsp://host:port/cam COUNT SECONDS
 * FMP4-FILE|- [USER PASSWORD]}; camera n is at the address with n behind it. With {@code
 * -Dtransport=UDP} it comes by UDP.
 */
public final class Receive {
  private Receive() {}

  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[1]);
    boolean named = args.length > 5;
    FakeVillageRegistry registry = new FakeVillageRegistry();
    for (int n = 1; n <= count; n++) {
      String user = named ? args[4] : null;
      Secret password = named ? new Secret(args[5]) : null;
      registry.put(camera("cam" + n, args[0] + n, user, password));
    }
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    AtomicLong[] totals = {new AtomicLong(), new AtomicLong(), new AtomicLong()};
    RtspClient rtsp = new RtspClient(1, Clock.systemUTC());
    Feeds feeds = new Feeds(rtsp::nextLoop, 8 << 20);
    LiveFanOut live = new LiveFanOut(feeds, new Transcoders(feeds, 0, meters), meters);
    try (rtsp;
        Cameras cameras =
            new Cameras(registry, rtsp, feeds, new DomainEvents(), meters, Clock.systemUTC())) {
      for (int n = 1; n <= count; n++) {
        feeds.subscribe(
            "cam" + n,
            StreamName.MAIN,
            unit -> {
              totals[0].incrementAndGet();
              totals[1].addAndGet(unit.keyframe() ? 1 : 0);
              totals[2].addAndGet(unit.size());
            });
      }
      long start = System.nanoTime();
      cameras.start();
      OutputStream file = args[3].equals("-") ? null : Files.newOutputStream(Path.of(args[3]));
      if (file != null) {
        live.open("cam1", LiveStreams.Wish.STANDARD, new ToFile(file));
      }
      boolean told = false;
      double loopThen = 0;
      long toldAt = start;
      long end = start + Long.parseLong(args[2]) * 1_000_000_000L;
      while (System.nanoTime() < end) {
        Thread.sleep(20);
        boolean all = cameras.all().stream().allMatch(c -> c.state() == CameraState.STREAMING);
        if (all && !told) {
          told = true;
          loopThen = loopSeconds();
          toldAt = System.nanoTime();
          System.out.printf("all streaming after %.2f s%n", (System.nanoTime() - start) / 1e9);
        }
      }
      for (CameraStatus status : cameras.all()) {
        System.out.println(status);
      }
      System.out.printf(
          "the loop used %.3f core%n",
          (loopSeconds() - loopThen) / ((System.nanoTime() - toldAt) / 1e9));
      System.out.printf(
          "units %d keyframes %d bytes %d%n", totals[0].get(), totals[1].get(), totals[2].get());
      if (file != null) {
        file.close();
      }
    }
  }

  private static Camera camera(
      String id, String url, @Nullable String user, @Nullable Secret password) {
    Transport transport = Transport.valueOf(System.getProperty("transport", "TCP"));
    return new Camera(
        id,
        id,
        url,
        null,
        user,
        password,
        transport,
        false,
        RecordingPlan.STANDARD,
        null,
        null,
        true);
  }

  /** What the cameras' loop has used so far. */
  private static double loopSeconds() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (long id : threads.getAllThreadIds()) {
      ThreadInfo thread = threads.getThreadInfo(id);
      if (thread != null && thread.getThreadName().startsWith("cameras-")) {
        return threads.getThreadCpuTime(id) / 1e9;
      }
    }
    return 0;
  }

  private record ToFile(OutputStream file) implements LiveStreams.Viewer {
    @Override
    public void note(LiveStreams.Note note) {}

    @Override
    public void start(String mimeType, Buffer segment) {
      System.out.println(mimeType);
      write(segment);
    }

    @Override
    public void fragment(Buffer fragment, boolean keyframe) {
      write(fragment);
    }

    private void write(Buffer bytes) {
      try {
        file.write(bytes.getBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean ready() {
      return true;
    }
  }
}
