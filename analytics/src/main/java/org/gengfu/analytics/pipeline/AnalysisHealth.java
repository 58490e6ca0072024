package org.gengfu.analytics.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.gengfu.analytics.budget.DecodeBudget;
import org.gengfu.core.life.HealthCheck;

/**
 * Frames flow: of the cameras that stream and have zones, most were judged lately. One camera that
 * sends rubbish is that camera's trouble and is named; when half of them lag, analysis is.
 */
final class AnalysisHealth implements HealthCheck {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MAX_NAMED = 5;

  private final Supplier<Collection<CameraWatch>> cameras;
  private final Supplier<DecodeBudget.Use> budget;
  private final InstantSource clock;

  AnalysisHealth(
      Supplier<Collection<CameraWatch>> cameras,
      Supplier<DecodeBudget.Use> budget,
      InstantSource clock) {
    this.cameras = cameras;
    this.budget = budget;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "analysis";
  }

  @Override
  public Result check() {
    Instant now = clock.instant();
    List<CameraWatch> streaming =
        cameras.get().stream().filter(camera -> camera.streamingWithZones(now, PATIENCE)).toList();
    List<String> lagging =
        streaming.stream()
            .filter(camera -> !camera.judged(now, PATIENCE))
            .map(CameraWatch::cameraId)
            .toList();
    String detail = streaming.size() - lagging.size() + " of " + streaming.size() + " judged";
    if (!lagging.isEmpty()) {
      detail +=
          "; no picture of "
              + String.join(", ", lagging.subList(0, Math.min(MAX_NAMED, lagging.size())))
              + (lagging.size() > MAX_NAMED ? " and others" : "")
              + " for "
              + PATIENCE.toSeconds()
              + " s: see gengfu_decode_errors_total and gengfu_dropped_units_total";
    }
    detail += activity();
    return new Result(lagging.size() * 2 < Math.max(1, streaming.size()), detail);
  }

  /** Said while cameras are active; a lowered rate is no failure, and never silent. */
  private String activity() {
    DecodeBudget.Use use = budget.get();
    if (use.active() == 0) {
      return "";
    }
    String words = "; " + use.active() + " active";
    if (use.capped() > 0) {
      words +=
          String.format(
              Locale.ROOT,
              ", %d of them at a lowered rate: the decode budget of %.2f cores is used up"
                  + " (analysis.decodePercent)",
              use.capped(),
              use.cores());
    }
    return words;
  }
}
