package org.gengfu.analytics.pipeline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.metrics.MetricNames;

/** What one camera costs; thread-safe. */
final class CameraMeter {
  private final MeterRegistry meters;
  private final Counter decode;

  CameraMeter(MeterRegistry meters, String cameraId) {
    this.meters = meters;
    this.decode = meters.counter(MetricNames.DECODE_CPU, "camera", cameraId);
  }

  /** Processor time that decoding took. */
  void decoded(long nanos) {
    decode.increment(Math.max(0, nanos) / (double) TimeUnit.SECONDS.toNanos(1));
  }

  /** The camera is no more. */
  void close() {
    meters.remove(decode);
  }
}
