package org.gengfu.analytics.sensor;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.cases.ObservationSink;
import org.gengfu.core.life.Component;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.sensing.ReadingConsumer;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.VillageRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges readings by the sensors' thresholds. What it finds is written down before it is told, and
 * told until the sink has taken it: a restart at any moment neither loses an episode nor opens it
 * twice. Works from the constructor on; started, it also tells again by itself.
 */
public final class SensorRules implements ReadingConsumer, Component {
  private static final Logger LOG = LoggerFactory.getLogger(SensorRules.class);
  private static final long TELL_AGAIN_SECONDS = 2;

  private final VillageRegistry registry;
  private final InstantSource clock;
  private final RuleMemory memory;
  private final ThresholdJudge judge = new ThresholdJudge();
  private final Telling telling;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "gengfu-sensor-rules"));
  private Consumer<Sensor> onRaised = sensor -> {};

  /**
   * @param stateFile keeps open episodes over restarts; made when missing
   */
  public SensorRules(
      VillageRegistry registry,
      ObservationSink sink,
      MeterRegistry meters,
      InstantSource clock,
      Path stateFile) {
    this.registry = registry;
    this.clock = clock;
    this.memory = new RuleMemory(stateFile);
    RuleMemory.Content content = memory.load();
    content.rules().forEach(judge::resume);
    this.telling =
        new Telling(
            sink,
            meters.counter(MetricNames.OBSERVATIONS, "type", CaseType.SENSOR_THRESHOLD.code()),
            this::save,
            content.untold().stream().map(RuleMemory.Untold::observation).toList());
  }

  /** Hears at once which sensor has raised something; to be called before the start. */
  public synchronized void onRaised(Consumer<Sensor> listener) {
    onRaised = listener;
  }

  @Override
  public void start() {
    registry.onChange((before, after) -> dropRulesNotIn(after));
    dropRulesNotIn(registry.current());
    var unused =
        thread.scheduleWithFixedDelay(
            this::tellAgain, TELL_AGAIN_SECONDS, TELL_AGAIN_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public synchronized void accept(List<Reading> readings) {
    Village village = registry.current();
    for (Reading reading : readings) {
      village.sensor(reading.sensorId()).ifPresent(sensor -> judge(sensor, reading));
    }
    telling.saveAndTell();
  }

  private void judge(Sensor sensor, Reading reading) {
    ThresholdJudge.Judged judged = judge.judge(sensor, reading);
    if (judged.changed()) {
      telling.changed();
    }
    for (Observation observation : judged.observations()) {
      telling.add(observation);
      if (observation instanceof Observation.Raised) {
        onRaised.accept(sensor);
      }
    }
  }

  /** A rule that is no more can't say when its episode is over: it is over now. */
  private synchronized void dropRulesNotIn(Village village) {
    for (RuleState state : judge.dropIf(state -> !holds(village, state))) {
      if (state.episodeId() != null) {
        telling.add(new Observation.Cleared(state.episodeId(), clock.instant(), null));
      }
      telling.changed();
    }
    telling.saveAndTell();
  }

  private static boolean holds(Village village, RuleState state) {
    return village
        .sensor(state.sensorId())
        .filter(sensor -> sensor.enabled() && sensor.rules().contains(state.rule()))
        .isPresent();
  }

  private synchronized void tellAgain() {
    telling.saveAndTell();
  }

  private void save(List<Observation> untold) throws IOException {
    List<RuleState> kept = judge.states().stream().filter(RuleState::worthKeeping).toList();
    memory.save(RuleMemory.Content.of(kept, untold.stream().map(RuleMemory.Untold::of).toList()));
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("the sensor rules did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    tellAgain();
  }
}
