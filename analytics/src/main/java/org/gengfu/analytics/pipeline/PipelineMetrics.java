package org.gengfu.analytics.pipeline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.gengfu.analytics.activity.Activity;
import org.gengfu.analytics.activity.ActivityReason;
import org.gengfu.analytics.budget.DecodeBudget;
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
  private final Timer wakeUp;
  private final Map<PassedOver, Counter> passedOver = new EnumMap<>(PassedOver.class);
  private final Map<ActivityReason, Counter> wakeUps = new EnumMap<>(ActivityReason.class);

  PipelineMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.frames = meters.counter(MetricNames.DECODED_FRAMES);
    this.pixels = meters.counter(MetricNames.DECODED_PIXELS);
    this.errors = meters.counter(MetricNames.DECODE_ERRORS);
    this.dropped = meters.counter(MetricNames.DROPPED_UNITS, "consumer", "analysis");
    this.analysis = meters.timer(MetricNames.ANALYSIS);
    this.wakeUp = meters.timer(MetricNames.WAKE_UP);
    for (PassedOver reason : PassedOver.values()) {
      passedOver.put(reason, meters.counter(MetricNames.PASSED_OVER, "reason", reason.code()));
    }
    for (ActivityReason reason : ActivityReason.values()) {
      wakeUps.put(reason, meters.counter(MetricNames.WAKE_UPS, "reason", reason.code()));
    }
  }

  /** Shows how active the cameras are, and how the budget is used. */
  void show(Supplier<Collection<CameraWatch>> cameras, Supplier<DecodeBudget.Use> budget) {
    for (Activity activity : Activity.values()) {
      Gauge.builder(
              MetricNames.CAMERA_ACTIVITY,
              () -> cameras.get().stream().filter(one -> one.activity() == activity).count())
          .tag("activity", activity.code())
          .register(meters);
    }
    Gauge.builder(MetricNames.DECODE_BUDGET, () -> budget.get().cores()).register(meters);
    Gauge.builder(MetricNames.DECODE_USED, () -> budget.get().keyframes())
        .tag("cameras", "quiet")
        .register(meters);
    Gauge.builder(MetricNames.DECODE_USED, () -> budget.get().used())
        .tag("cameras", "active")
        .register(meters);
    Gauge.builder(MetricNames.CAPPED_CAMERAS, () -> budget.get().capped()).register(meters);
  }

  CameraMeter camera(String cameraId) {
    return new CameraMeter(meters, cameraId);
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

  void passedOver(PassedOver reason, int pictures) {
    count(passedOver, reason).increment(pictures);
  }

  void woken(ActivityReason reason) {
    count(wakeUps, reason).increment();
  }

  /** From what woke a camera until it was decoded up to there. */
  void wokeUp(Duration latency) {
    wakeUp.record(latency);
  }

  void raised(CaseType type) {
    meters.counter(MetricNames.OBSERVATIONS, "type", type.code()).increment();
  }

  Timer analysis() {
    return analysis;
  }

  private static <K extends Enum<K>> Counter count(Map<K, Counter> counters, K key) {
    Counter counter = counters.get(key);
    if (counter == null) {
      throw new IllegalStateException("no counter for " + key);
    }
    return counter;
  }
}
