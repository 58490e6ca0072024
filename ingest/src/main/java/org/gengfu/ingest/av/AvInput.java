package org.gengfu.ingest.av;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avutil;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.ingest.rtsp.rtp.StreamClock;
import org.gengfu.ingest.source.CameraLoop;
import org.gengfu.ingest.source.StreamFailure;
import org.gengfu.ingest.source.StreamListener;
import org.gengfu.ingest.source.StreamSource;
import org.gengfu.ingest.source.StreamTarget;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream through libavformat, from its opening to its end. libav blocks, so it has a worker of
 * its own, which may hang as long as it likes: all that others see of it happens on the camera's
 * loop, in bounded numbers.
 */
final class AvInput implements StreamSource.OpenStream {
  /** Pictures that wait for the loop; then the worker waits, and the peer's sending with it. */
  static final int MAX_IN_FLIGHT = 64;

  /** A live server's memory (a GOP or two) comes at once and is taken at once. */
  private static final long LIVE_AHEAD_NANOS = 5_000_000_000L;

  private static final Logger LOG = LoggerFactory.getLogger(AvInput.class);

  private final CameraLoop loop;
  private final StreamTarget target;
  private final StreamListener listener;
  private final Surroundings surroundings;
  private final StreamClock clock;
  private final InputWorker worker;
  private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
  private long packets;

  /** Touched on the loop alone. */
  private boolean over;

  /** What all inputs share. */
  record Surroundings(
      Path mediaDirectory, EncodeLimits limits, InstantSource wallClock, long openNanos) {}

  /**
   * @param ended called when the worker has ended, on it
   */
  AvInput(
      String name,
      CameraLoop loop,
      StreamTarget target,
      long firstPts,
      StreamListener listener,
      Surroundings surroundings,
      Runnable ended) {
    this.loop = loop;
    this.target = target;
    this.listener = listener;
    this.surroundings = surroundings;
    this.clock = new StreamClock(firstPts, (int) AccessUnit.PTS_PER_SECOND);
    this.worker =
        new InputWorker(
            name,
            () -> {
              try {
                work();
              } finally {
                ended.run();
              }
            });
  }

  void start() {
    worker.start();
  }

  @Override
  public void close() {
    over = true;
    worker.end();
  }

  /** Ends the worker; safe on any thread. */
  void end() {
    worker.end();
  }

  /** Waits for the worker's end; false where it hangs longer than that. */
  boolean awaitEnd(long millis) throws InterruptedException {
    worker.join(Math.max(1, millis));
    return !worker.isAlive();
  }

  // On the worker.

  private void work() {
    try {
      read();
    } catch (AvFailureException e) {
      fail(e);
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      LOG.error("input {} ended by a fault of ours", name(), e);
      fail(AvRefusals.broken());
    }
  }

  private String name() {
    return target.scheme() + " " + (target.host().isEmpty() ? target.path() : target.address());
  }

  private void read() throws AvFailureException {
    AvAddress address = AvAddress.of(target, surroundings.mediaDirectory());
    try (AvReader reader = AvReader.open(worker, target, address, surroundings.openNanos());
        PacketPath path = new PacketPath(reader.parameters(), surroundings.limits())) {
      LOG.debug("input {} is open: {}", name(), path);
      post(listener::playing);
      Pace pace = new Pace(address.file() || reader.comesInPieces() ? 0 : LIVE_AHEAD_NANOS);
      PacketTimes times = new PacketTimes(reader);
      AVCodecParameters ofSound = reader.soundParameters();
      SoundPath sound = ofSound == null ? null : SoundPath.of(ofSound);
      while (!worker.ended()) {
        AVPacket packet = reader.next();
        if (packet == null) {
          if (!address.file() || !times.beginAgain() || !reader.rewind()) {
            throw AvRefusals.ended();
          }
        } else if (reader.ofSound(packet)) {
          hear(packet, times, sound);
        } else if (packet.size() > 0) {
          take(packet, times, pace, path);
        }
      }
    }
  }

  private void take(AVPacket packet, PacketTimes times, Pace pace, PacketPath path) {
    packets++;
    long time = times.of(packet, System.nanoTime());
    worker.waitUntil(pace.due(time, System.nanoTime()));
    if (worker.ended()) {
      return;
    }
    long pts = clock.pts((int) time, System.nanoTime());
    int damagedBefore = path.damaged();
    int size = packet.size();
    path.take(packet, pts, this::wallClock, this::deliver);
    int damaged = path.damaged() - damagedBefore;
    submit(() -> listener.received(1, size, 0, damaged), null);
  }

  /** Its times are on the pictures' time line; what comes before the first of them is left out. */
  private void hear(AVPacket packet, PacketTimes times, @Nullable SoundPath path) {
    long time = times.beside(packet);
    if (path == null || time == avutil.AV_NOPTS_VALUE || !clock.started()) {
      return;
    }
    AudioUnit unit = path.unit(packet, clock.ptsAt((int) time));
    if (unit != null && unit.pts() >= 0) {
      submit(() -> listener.sound(unit), null);
    }
  }

  private Instant wallClock(long pts) {
    return clock.wallClock(pts, surroundings.wallClock().instant());
  }

  private void deliver(AccessUnit unit) {
    submit(() -> listener.unit(unit), unit);
  }

  /** Waits for room, then has the loop do it; the unit is released whatever happens. */
  private void submit(Runnable task, @Nullable AccessUnit unit) {
    boolean room = false;
    try {
      while (!room && !worker.ended()) {
        room = inFlight.tryAcquire(100, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      worker.end();
    }
    if (!room) {
      release(unit);
      return;
    }
    boolean taken =
        post(
            () -> {
              try {
                task.run();
              } finally {
                release(unit);
                inFlight.release();
              }
            },
            () -> {
              release(unit);
              inFlight.release();
            });
    if (!taken) {
      release(unit);
    }
  }

  private static void release(@Nullable AccessUnit unit) {
    if (unit != null) {
      unit.release();
    }
  }

  private void post(Runnable task) {
    post(task, () -> {});
  }

  private boolean post(Runnable task, Runnable instead) {
    try {
      loop.execute(
          () -> {
            if (over) {
              instead.run();
            } else {
              task.run();
            }
          });
      return true;
    } catch (RejectedExecutionException e) {
      // The loops have ended: nobody listens any more.
      worker.end();
      return false;
    }
  }

  private void fail(AvFailureException failure) {
    String trace = name() + ", packets received: " + packets;
    post(
        () -> {
          over = true;
          listener.failed(
              new StreamFailure(failure.kind(), failure.complaint(), failure.detail(), trace));
        });
  }

  /** The times of a stream's packets: its own, or those of their arrival; files go on and on. */
  static final class PacketTimes {
    private static final long USUAL_STEP = AccessUnit.PTS_PER_SECOND / 25;

    private final AvReader reader;
    private final long startNanos = System.nanoTime();
    private long offset;
    private long first = avutil.AV_NOPTS_VALUE;
    private long greatest;
    private long step = USUAL_STEP;

    PacketTimes(AvReader reader) {
      this.reader = reader;
    }

    /** In 90,000 units a second. */
    long of(AVPacket packet, long nowNanos) {
      long own = reader.timed() ? reader.pts(packet) : avutil.AV_NOPTS_VALUE;
      if (own == avutil.AV_NOPTS_VALUE) {
        own =
            reader.timed() && first != own
                ? greatest + step
                : (nowNanos - startNanos) * 9 / 100_000;
      }
      if (first == avutil.AV_NOPTS_VALUE) {
        first = own;
        greatest = own;
      } else if (own > greatest) {
        step = Math.min(own - greatest, AccessUnit.PTS_PER_SECOND);
        greatest = own;
      }
      return own + offset;
    }

    /** The time of a packet of sound on the same line; {@code AV_NOPTS_VALUE} for none. */
    long beside(AVPacket packet) {
      long own = reader.timed() ? reader.pts(packet) : avutil.AV_NOPTS_VALUE;
      return own == avutil.AV_NOPTS_VALUE ? own : own + offset;
    }

    /** The file ends, and goes on with its beginning; false where nothing was in it. */
    boolean beginAgain() {
      if (first == avutil.AV_NOPTS_VALUE) {
        return false;
      }
      offset += greatest + step - first;
      first = avutil.AV_NOPTS_VALUE;
      return true;
    }
  }
}
