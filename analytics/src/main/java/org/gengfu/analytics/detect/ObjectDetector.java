package org.gengfu.analytics.detect;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.gengfu.analytics.decode.PictureCrop;
import org.gengfu.core.life.HealthCheck;
import org.gengfu.core.metrics.MetricNames;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The site's one object detector: bounded per second, one call at a time, and off where it fails or
 * is slow. Thread-safe; not to be called on an event loop, as a call takes milliseconds.
 */
public final class ObjectDetector implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectDetector.class);

  /** Below this a detector of this size guesses. */
  private static final float LEAST_SCORE = 0.1f;

  /** Longest that a caller waits for another's call. */
  private static final long PATIENCE_MILLIS = 200;

  private final ReentrantLock lock = new ReentrantLock();
  private final Network network;
  private final DetectorLimits limits;
  private final LongSupplier nanos;
  private final CallBudget budget;
  private final Breaker breaker;
  private final PictureCrop crop = new PictureCrop();
  private final Timer calls;
  private final Counter refused;
  private final Counter failed;
  private boolean closed;

  ObjectDetector(Network network, DetectorLimits limits, LongSupplier nanos, MeterRegistry meters) {
    this.network = network;
    this.limits = limits;
    this.nanos = nanos;
    this.budget = new CallBudget(limits.callsPerSecond(), nanos.getAsLong());
    this.breaker = new Breaker(limits);
    this.calls = meters.timer(MetricNames.DETECTOR_CALLS);
    this.refused = meters.counter(MetricNames.DETECTOR_REFUSED);
    this.failed = meters.counter(MetricNames.DETECTOR_FAILURES);
  }

  /**
   * Loads a model.
   *
   * @param model a YOLOX network as ONNX, trained on COCO
   * @param limits what it may take
   * @param meters count its calls
   * @throws ModelException when the file can't be used; the message says what is wrong with it
   */
  public static ObjectDetector load(Path model, DetectorLimits limits, MeterRegistry meters)
      throws ModelException {
    return new ObjectDetector(YoloxModel.load(model), limits, System::nanoTime, meters);
  }

  /** Whether it is worth to ask at all; false while it is turned off. */
  public boolean on() {
    return breaker.closed(nanos.getAsLong());
  }

  /** Says whether it works; the hub works without it, so that it never makes the hub unready. */
  public HealthCheck health() {
    return new HealthCheck() {
      @Override
      public String name() {
        return "detector";
      }

      @Override
      public Result check() {
        return new Result(true, words());
      }
    };
  }

  private String words() {
    String off = breaker.reason();
    if (off != null) {
      return "off, the rules go on without it: "
          + off
          + "; tried again every "
          + limits.rest().toMinutes()
          + " min";
    }
    return String.format(
        "on; %d calls of %.0f ms, %d not made as there were too many",
        calls.count(), calls.mean(TimeUnit.MILLISECONDS), (long) refused.count());
  }

  PictureCrop crop() {
    return crop;
  }

  /**
   * What it sees in a part of a picture.
   *
   * @return null where it can't be asked now: too many calls, turned off, failed
   */
  @Nullable List<Detection> see(Pixels pixels, int left, int top, int width, int height) {
    if (!on() || !locked()) {
      return null;
    }
    try {
      if (closed) {
        return null;
      }
      if (!budget.take(nanos.getAsLong())) {
        refused.increment();
        return null;
      }
      return call(
          pixels, Letterbox.fit(left, top, width, height, network.width(), network.height()));
    } finally {
      lock.unlock();
    }
  }

  private boolean locked() {
    try {
      if (lock.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        return true;
      }
      refused.increment();
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private @Nullable List<Detection> call(Pixels pixels, Letterbox part) {
    long start = nanos.getAsLong();
    try {
      List<Detection> seen =
          network.run(part, pixels.bgr(part), LEAST_SCORE, limits.call()).stream()
              .map(found -> detection(found, part, pixels))
              .toList();
      Duration took = Duration.ofNanos(nanos.getAsLong() - start);
      calls.record(took);
      complain(breaker.answered(took, nanos.getAsLong()));
      return seen;
    } catch (DetectorException | IllegalStateException failure) {
      failed.increment();
      complain(breaker.failed(String.valueOf(failure.getMessage()), nanos.getAsLong()));
      return null;
    }
  }

  private static Detection detection(YoloxOutput.Found found, Letterbox part, Pixels pixels) {
    return new Detection(
        found.kind(),
        found.score(),
        part.toPicture(
            found.x(), found.y(), found.width(), found.height(), pixels.width(), pixels.height()));
  }

  private static void complain(@Nullable String off) {
    if (off != null) {
      LOG.warn("the object detector is turned off, the rules go on without it: {}", off);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        network.close();
        crop.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
