package org.gengfu.analytics;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gengfu.analytics.activity.ActivityReason;
import org.gengfu.analytics.activity.NearbyCameras;
import org.gengfu.analytics.pipeline.AnalysisPipeline;
import org.gengfu.analytics.replay.ReplayDesk;
import org.gengfu.analytics.sensor.JointRules;
import org.gengfu.analytics.sensor.SensorRules;
import org.gengfu.core.cases.Condition;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.cases.ObservationSink;
import org.gengfu.core.events.DomainEvent;
import org.gengfu.core.events.DomainEvent.CaseChanged;
import org.gengfu.core.faults.FaultSink;
import org.gengfu.core.life.Component;
import org.gengfu.core.life.HealthCheck;
import org.gengfu.core.media.AnalysisLoad;
import org.gengfu.core.media.Snapshots;
import org.gengfu.core.media.VideoFeeds;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.gengfu.core.recording.RecordedUnits;
import org.gengfu.core.recording.RecordedVideo;
import org.gengfu.core.sensing.ReadingConsumer;
import org.gengfu.core.sensing.ReadingStore;
import org.gengfu.core.village.VillageRegistry;

/** Analytics as the hub sees it. */
public final class Analytics implements Component {
  private static final Set<FaultKind> LEARNED =
      Set.of(FaultKind.COVERED_LENS, FaultKind.BLURRED, FaultKind.SCENE_MOVED);
  private final VillageRegistry registry;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final AnalyticsConfig config;
  private final SiteDetector detector;
  private final AnalysisPipeline pipeline;
  private final SensorRules rules;
  private final JointRules joint;

  public Analytics(
      VideoFeeds feeds,
      VillageRegistry registry,
      ObservationSink sink,
      MeterRegistry meters,
      InstantSource clock,
      AnalyticsConfig config) {
    this.registry = registry;
    this.meters = meters;
    this.clock = clock;
    this.config = config;
    this.joint = new JointRules(registry, sink, meters, clock, config.jointRules());
    this.detector = SiteDetector.of(config.model(), meters);
    this.pipeline =
        new AnalysisPipeline(
            feeds, registry, sink, meters, clock, config.pipeline(), joint, detector.present());
    this.rules = new SensorRules(registry, sink, meters, clock, config.sensorRules());
    this.rules.onRaised(
        sensor ->
            NearbyCameras.of(registry.current(), sensor)
                .forEach(camera -> pipeline.note(camera, ActivityReason.SENSOR)));
  }

  @Override
  public void start() {
    pipeline.start();
    rules.start();
    joint.start();
  }

  @Override
  public void close() {
    rules.close();
    pipeline.close();
    joint.close();
  }

  /** Tells what is wrong with the cameras' pictures here; to be called before the start. */
  public void onFaults(FaultSink faults) {
    pipeline.onFaults(faults);
  }

  /**
   * Hears of cases: a person who closes the case of a camera that is turned, covered or blurred
   * while it still is so, says that it is meant to be so.
   */
  public void hear(DomainEvent event) {
    if (event instanceof CaseChanged changed
        && changed.theCase().fault() != null
        && changed.theCase().cameraId() != null
        && changed.theCase().condition() == Condition.ACTIVE
        && changed.theCase().handling().over()
        && LEARNED.contains(changed.theCase().fault().kind())) {
      pipeline.learnAnew(changed.theCase().cameraId());
    }
  }

  /**
   * Somebody looks at a camera in full size, which is a reason to watch it more closely.
   *
   * @return ends it; closing twice is harmless
   */
  public Subscription attend(String cameraId) {
    return pipeline.attend(cameraId);
  }

  /** Still pictures of the cameras. */
  public Snapshots snapshots() {
    return pipeline;
  }

  /** How busy the analysis of pictures is. */
  public AnalysisLoad load() {
    return pipeline;
  }

  /** Judges readings by the sensors' thresholds, and together with what the cameras see. */
  public ReadingConsumer readings() {
    return readings -> {
      rules.accept(readings);
      joint.accept(readings);
    };
  }

  /**
   * Trials of rules over the past, to be started and closed by the caller.
   *
   * @param recorded the cameras' recorded pictures
   * @param timelines says when nothing was recorded
   * @param readings the sensors' stored readings
   */
  public ReplayDesk replays(
      RecordedUnits recorded, RecordedVideo timelines, ReadingStore readings) {
    return new ReplayDesk(
        registry,
        recorded,
        timelines,
        readings,
        () -> SiteDetector.forFiles(config.model()),
        config.village(),
        meters,
        clock);
  }

  public List<HealthCheck> healthChecks() {
    List<HealthCheck> checks = new ArrayList<>(List.of(pipeline.health()));
    checks.addAll(detector.health());
    return checks;
  }
}
