package org.gengfu.analytics.pipeline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.gengfu.core.media.AnalysisLoad.Omission;
import org.gengfu.core.metrics.MetricNames;

/** What one camera costs, and what of it is left out; thread-safe. */
final class CameraMeter {
  private final MeterRegistry meters;
  private final PipelineMetrics all;
  private final Counter decode;
  private final Map<Omission, LongAdder> omitted = new EnumMap<>(Omission.class);

  CameraMeter(MeterRegistry meters, PipelineMetrics all, String cameraId) {
    this.meters = meters;
    this.all = all;
    this.decode = meters.counter(MetricNames.DECODE_CPU, "camera", cameraId);
    for (Omission reason : Omission.values()) {
      omitted.put(reason, new LongAdder());
    }
  }

  /** Processor time that decoding took. */
  void decoded(long nanos) {
    decode.increment(Math.max(0, nanos) / (double) TimeUnit.SECONDS.toNanos(1));
  }

  /** Pictures that were not decoded, here and for all cameras. */
  void omitted(Omission reason, int pictures) {
    all.omitted(reason, pictures);
    LongAdder adder = omitted.get(reason);
    if (adder != null) {
      adder.add(pictures);
    }
  }

  /** Seconds of processor time that decoding took. */
  double decodeSeconds() {
    return decode.count();
  }

  /** Pictures that were not decoded. */
  Map<Omission, Long> omitted() {
    Map<Omission, Long> counts = new EnumMap<>(Omission.class);
    omitted.forEach((reason, adder) -> counts.put(reason, adder.sum()));
    return counts;
  }

  /** The camera is no more. */
  void close() {
    meters.remove(decode);
  }
}
