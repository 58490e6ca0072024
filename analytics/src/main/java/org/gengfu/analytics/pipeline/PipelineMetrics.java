package org.gengfu.analytics.pipeline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.gengfu.analytics.decode.Picture;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.metrics.MetricNames;

/** What the pipeline counts. */
final class PipelineMetrics {
  private final MeterRegistry meters;
  private final Counter frames;
  private final Counter pixels;
  private final Counter errors;
  private final Counter dropped;
  private final Timer analysis;

  PipelineMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.frames = meters.counter(MetricNames.DECODED_FRAMES);
    this.pixels = meters.counter(MetricNames.DECODED_PIXELS);
    this.errors = meters.counter(MetricNames.DECODE_ERRORS);
    this.dropped = meters.counter(MetricNames.DROPPED_UNITS, "consumer", "analysis");
    this.analysis = meters.timer(MetricNames.ANALYSIS);
  }

  void decoded(Picture picture) {
    frames.increment();
    pixels.increment((double) picture.width() * picture.height());
  }

  void broken() {
    errors.increment();
  }

  void dropped() {
    dropped.increment();
  }

  void raised(CaseType type) {
    meters.counter(MetricNames.OBSERVATIONS, "type", type.code()).increment();
  }

  Timer analysis() {
    return analysis;
  }
}
