package org.gengfu.analytics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import org.gengfu.analytics.detect.DetectorLimits;
import org.gengfu.analytics.detect.ModelException;
import org.gengfu.analytics.detect.ObjectDetector;
import org.gengfu.core.life.HealthCheck;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The detector that the configuration asks for, if it can be had: a model that can't be used is
 * told, and the hub runs without it.
 *
 * @param present null where there is none
 * @param health one line where a model is configured, none else
 */
record SiteDetector(@Nullable ObjectDetector present, List<HealthCheck> health) {
  private static final Logger LOG = LoggerFactory.getLogger(SiteDetector.class);

  static SiteDetector of(@Nullable Path model, MeterRegistry meters) {
    if (model == null) {
      return new SiteDetector(null, List.of());
    }
    try {
      ObjectDetector detector = ObjectDetector.load(model, DetectorLimits.LIVE, meters);
      return new SiteDetector(detector, List.of(detector.health()));
    } catch (ModelException unusable) {
      LOG.error("no object detector, the rules go on without it: {}", unusable.getMessage());
      return new SiteDetector(null, List.of(new Missing(String.valueOf(unusable.getMessage()))));
    }
  }

  /**
   * Another detector of the same model, for pictures that can wait; the caller closes it. Null
   * where there is none.
   */
  static @Nullable ObjectDetector forFiles(@Nullable Path model) {
    if (model == null) {
      return null;
    }
    try {
      return ObjectDetector.load(model, DetectorLimits.FILES, new SimpleMeterRegistry());
    } catch (ModelException unusable) {
      // Live goes on without it too, and its health check says so.
      LOG.warn("no object detector for a replay: {}", unusable.getMessage());
      return null;
    }
  }

  /** The hub works without it, so that it does not make the hub unready. */
  private record Missing(String why) implements HealthCheck {
    @Override
    public String name() {
      return "detector";
    }

    @Override
    public Result check() {
      return new Result(true, "off, the rules go on without it: " + why);
    }
  }
}
