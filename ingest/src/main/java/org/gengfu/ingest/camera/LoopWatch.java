package org.gengfu.ingest.camera;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.ingest.source.CameraLoop;

/**
 * Measures how late the cameras' event loops are: a tick on each that should come every 10 ms. Late
 * ticks are what a collection of garbage, a machine without a free core, or code of ours that
 * blocks does to every camera of the loop.
 */
public final class LoopWatch implements AutoCloseable {
  /** Between two ticks; a loop that stood still for this much longer is seen to be late. */
  static final Duration INTERVAL = Duration.ofMillis(10);

  /** More than this is late: some more, and a camera's packets pile up at its socket. */
  public static final Duration LATE = Duration.ofMillis(50);

  private final List<CameraLoop> loops;
  private final Timer lateness;
  private volatile boolean closed;

  public LoopWatch(List<CameraLoop> loops, MeterRegistry meters) {
    this.loops = loops;
    this.lateness =
        Timer.builder(MetricNames.LOOP_LATENESS)
            .serviceLevelObjectives(INTERVAL, LATE, LATE.multipliedBy(4))
            .register(meters);
  }

  public void start() {
    loops.forEach(loop -> loop.execute(() -> awaitTick(loop)));
  }

  private void awaitTick(CameraLoop loop) {
    if (closed) {
      return;
    }
    long due = loop.nanoTime() + INTERVAL.toNanos();
    loop.schedule(
        INTERVAL,
        () -> {
          lateness.record(Duration.ofNanos(Math.max(0, loop.nanoTime() - due)));
          awaitTick(loop);
        });
  }

  @Override
  public void close() {
    closed = true;
  }
}
