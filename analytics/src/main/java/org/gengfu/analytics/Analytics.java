package org.gengfu.analytics;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import org.gengfu.analytics.pipeline.AnalysisPipeline;
import org.gengfu.analytics.sensor.SensorRules;
import org.gengfu.core.cases.ObservationSink;
import org.gengfu.core.life.Component;
import org.gengfu.core.life.HealthCheck;
import org.gengfu.core.media.Snapshots;
import org.gengfu.core.media.VideoFeeds;
import org.gengfu.core.sensing.ReadingConsumer;
import org.gengfu.core.village.VillageRegistry;

/** Analytics as the hub sees it. */
public final class Analytics implements Component {
  private final AnalysisPipeline pipeline;
  private final SensorRules rules;

  public Analytics(
      VideoFeeds feeds,
      VillageRegistry registry,
      ObservationSink sink,
      MeterRegistry meters,
      InstantSource clock,
      AnalyticsConfig config) {
    this.pipeline = new AnalysisPipeline(feeds, registry, sink, meters, clock, config.pipeline());
    this.rules = new SensorRules(registry, sink, meters, clock, config.sensorRules());
  }

  @Override
  public void start() {
    pipeline.start();
    rules.start();
  }

  @Override
  public void close() {
    rules.close();
    pipeline.close();
  }

  /** Still pictures of the cameras. */
  public Snapshots snapshots() {
    return pipeline;
  }

  /** Judges readings by the sensors' thresholds. */
  public ReadingConsumer readings() {
    return rules;
  }

  public List<HealthCheck> healthChecks() {
    return List.of(pipeline.health());
  }
}
