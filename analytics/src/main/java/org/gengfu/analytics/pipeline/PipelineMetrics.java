package org.gengfu.analytics.pipeline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.gengfu.analytics.activity.Activity;
import org.gengfu.analytics.activity.ActivityReason;
import org.gengfu.analytics.budget.DecodeBudget;
import org.gengfu.analytics.decode.Picture;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.media.AnalysisLoad.CameraLoad;
import org.gengfu.core.media.AnalysisLoad.Load;
import org.gengfu.core.media.AnalysisLoad.Omission;
import org.gengfu.core.media.AnalysisLoad.Reason;
import org.gengfu.core.media.Hindrance;
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
  private final Map<Omission, Counter> omitted = new EnumMap<>(Omission.class);
  private final Map<ActivityReason, Counter> wakeUps = new EnumMap<>(ActivityReason.class);

  PipelineMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.frames = meters.counter(MetricNames.DECODED_FRAMES);
    this.pixels = meters.counter(MetricNames.DECODED_PIXELS);
    this.errors = meters.counter(MetricNames.DECODE_ERRORS);
    this.dropped = meters.counter(MetricNames.DROPPED_UNITS, "consumer", "analysis");
    this.analysis = meters.timer(MetricNames.ANALYSIS);
    this.wakeUp = meters.timer(MetricNames.WAKE_UP);
    for (Omission reason : Omission.values()) {
      omitted.put(reason, meters.counter(MetricNames.PASSED_OVER, "reason", code(reason)));
    }
    for (ActivityReason reason : ActivityReason.values()) {
      wakeUps.put(reason, meters.counter(MetricNames.WAKE_UPS, "reason", reason.code()));
    }
  }

  /** Shows how active the cameras are, which can't be judged, and how the budget is used. */
  void show(
      Supplier<Collection<CameraWatch>> cameras,
      Supplier<DecodeBudget.Use> budget,
      InstantSource clock) {
    for (Hindrance reason : Hindrance.values()) {
      Gauge.builder(
              MetricNames.UNJUDGED_CAMERAS, () -> unjudged(cameras.get(), reason, clock.instant()))
          .tag("reason", reason.code())
          .register(meters);
    }
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

  private static long unjudged(Collection<CameraWatch> cameras, Hindrance reason, Instant now) {
    return cameras.stream()
        .map(camera -> camera.sight(now))
        .filter(sight -> sight != null && sight.worst() == reason)
        .count();
  }

  CameraMeter camera(String cameraId) {
    return new CameraMeter(meters, this, cameraId);
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

  void omitted(Omission reason, int pictures) {
    count(omitted, reason).increment(pictures);
  }

  private static String code(Omission reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
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

  /** All counts, for people; those of the budget and of the cameras are the caller's. */
  Load load(int workers, DecodeBudget.Use use, List<CameraLoad> loads) {
    Map<Omission, Long> left = new EnumMap<>(Omission.class);
    omitted.forEach((reason, counter) -> left.put(reason, (long) counter.count()));
    Map<Reason, Long> woken = new EnumMap<>(Reason.class);
    wakeUps.forEach(
        (reason, counter) -> woken.put(Reason.valueOf(reason.name()), (long) counter.count()));
    return new Load(
        workers,
        use.cores(),
        use.keyframes(),
        use.used(),
        (long) frames.count(),
        (long) pixels.count(),
        (long) errors.count(),
        (long) dropped.count(),
        left,
        woken,
        wakeUp.count() == 0 ? null : Double.valueOf(wakeUp.mean(TimeUnit.SECONDS)),
        loads);
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
