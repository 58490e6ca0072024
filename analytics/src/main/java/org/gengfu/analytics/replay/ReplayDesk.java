package org.gengfu.analytics.replay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.gengfu.analytics.detect.ObjectDetector;
import org.gengfu.analytics.pipeline.ProcessorTime;
import org.gengfu.core.life.Component;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.recording.RecordedUnits;
import org.gengfu.core.recording.RecordedVideo;
import org.gengfu.core.replay.Replay;
import org.gengfu.core.replay.Replay.State;
import org.gengfu.core.replay.ReplayException;
import org.gengfu.core.replay.ReplayException.Reason;
import org.gengfu.core.replay.Replays;
import org.gengfu.core.replay.Trial;
import org.gengfu.core.sensing.ReadingStore;
import org.gengfu.core.storage.StoreException;
import org.gengfu.core.threads.Niceness;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.VillageRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs replays one after the other on a thread of its own, at half of one core at most, and keeps
 * what the last ones found in memory. Thread-safe.
 */
public final class ReplayDesk implements Replays, Component {
  /** Of one core: the rest is for live pictures, recording and the pages. */
  static final double CPU_SHARE = 0.5;

  /** Replays that are over and still shown. */
  static final int MOST_KEPT = 5;

  /** How long they are shown at most. */
  static final Duration KEPT_FOR = Duration.ofHours(24);

  private static final Logger LOG = LoggerFactory.getLogger(ReplayDesk.class);
  private static final long CLOSE_SECONDS = 20;

  private final VillageRegistry registry;
  private final RecordedUnits recorded;
  private final RecordedVideo timelines;
  private final ReadingStore readings;
  private final Supplier<@Nullable ObjectDetector> detector;
  private final ZoneId village;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final double cpuShare;
  private final Counter cpu;
  private final String period;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(Niceness.last(task), "replay");
            made.setDaemon(true);
            return made;
          });

  // Guarded by this; the oldest first.
  private final Map<String, ReplayRun> runs = new LinkedHashMap<>();
  private long lastNumber;
  private boolean working;
  private boolean closed;

  /**
   * @param detector makes one that is for a replay alone and closed with it; null for none
   * @param village time zone of the zones' hours
   */
  public ReplayDesk(
      VillageRegistry registry,
      RecordedUnits recorded,
      RecordedVideo timelines,
      ReadingStore readings,
      Supplier<@Nullable ObjectDetector> detector,
      ZoneId village,
      MeterRegistry meters,
      InstantSource clock) {
    this(registry, recorded, timelines, readings, detector, village, meters, clock, CPU_SHARE);
  }

  /** With another share of one core, for measuring. */
  ReplayDesk(
      VillageRegistry registry,
      RecordedUnits recorded,
      RecordedVideo timelines,
      ReadingStore readings,
      Supplier<@Nullable ObjectDetector> detector,
      ZoneId village,
      MeterRegistry meters,
      InstantSource clock,
      double cpuShare) {
    this.registry = registry;
    this.recorded = recorded;
    this.timelines = timelines;
    this.readings = readings;
    this.detector = detector;
    this.village = village;
    this.meters = meters;
    this.clock = clock;
    this.cpuShare = cpuShare;
    this.cpu = meters.counter(MetricNames.REPLAY_CPU);
    // In every id: so a replay of before a restart is known for one.
    this.period = Long.toString(clock.millis(), Character.MAX_RADIX) + "-";
  }

  @Override
  public void start() {}

  @Override
  public synchronized Replay begin(Trial trial, String account) {
    prune();
    long waiting = runs.values().stream().filter(run -> run.state() == State.WAITING).count();
    if (closed || waiting >= MOST_WAITING) {
      meters.counter(MetricNames.REPLAYS, "outcome", "refused").increment();
      throw new ReplayException(
          Reason.BUSY,
          MOST_WAITING + " replays wait already; try again when one of them is over, or cancel it");
    }
    lastNumber++;
    String id = period + lastNumber;
    ReplayRun run = new ReplayRun(id, trial, registry.current(), account, clock.instant());
    runs.put(id, run);
    if (!working) {
      working = true;
      thread.execute(this::work);
    }
    return run.replay();
  }

  @Override
  public synchronized List<Replay> all() {
    prune();
    List<Replay> newestFirst = new ArrayList<>();
    runs.values().forEach(run -> newestFirst.add(0, run.replay()));
    return newestFirst;
  }

  @Override
  public Replay find(String id) {
    return run(id).replay();
  }

  @Override
  public Replay cancel(String id) {
    ReplayRun run = run(id);
    run.end(State.CANCELLED, null, clock.instant());
    return run.replay();
  }

  @Override
  public byte[] still(String id, int number) {
    byte[] jpeg = run(id).still(number);
    if (jpeg == null) {
      throw new ReplayException(Reason.GONE, "replay " + id + " has no picture " + number);
    }
    return jpeg;
  }

  private synchronized ReplayRun run(String id) {
    prune();
    ReplayRun run = runs.get(id);
    if (run == null) {
      throw id.startsWith(period)
          ? new ReplayException(
              Reason.GONE,
              "replay " + id + " is shown no more: the last " + MOST_KEPT + " are, for a day")
          : new ReplayException(
              Reason.LOST, "the hub was restarted: what replay " + id + " had found is lost");
    }
    return run;
  }

  /** Forgets those that are over, the oldest first. */
  private void prune() {
    Instant oldest = clock.instant().minus(KEPT_FOR);
    runs.values().removeIf(run -> run.overAt() != null && oldest.isAfter(run.overAt()));
    long surplus = runs.values().stream().filter(run -> run.state().over()).count() - MOST_KEPT;
    for (var each = runs.values().iterator(); surplus > 0 && each.hasNext(); ) {
      if (each.next().state().over()) {
        each.remove();
        surplus--;
      }
    }
  }

  private void work() {
    for (ReplayRun next = next(); next != null; next = next()) {
      long before = ProcessorTime.ofThread();
      replay(next);
      cpu.increment((ProcessorTime.ofThread() - before) / 1e9);
      meters
          .counter(MetricNames.REPLAYS, "outcome", next.state().name().toLowerCase(Locale.ROOT))
          .increment();
    }
  }

  private synchronized @Nullable ReplayRun next() {
    for (ReplayRun run : runs.values()) {
      if (!closed && run.begin()) {
        return run;
      }
    }
    working = false;
    return null;
  }

  private void replay(ReplayRun run) {
    try {
      CpuShare share =
          new CpuShare(
              cpuShare, ProcessorTime::ofThread, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
      share.begin();
      if (run.trial() instanceof Trial.OfZones zones) {
        replay(run, zones, share);
      } else if (run.trial() instanceof Trial.OfThresholds thresholds) {
        new ThresholdReplay(run, thresholds, readings, share).go();
      }
      run.end(State.DONE, null, clock.instant());
    } catch (InterruptedException e) {
      run.end(State.CANCELLED, null, clock.instant());
      Thread.currentThread().interrupt();
    } catch (StoreException e) {
      LOG.warn("replay {}: {}", run.id(), e.toString());
      run.end(State.FAILED, "the database is away", clock.instant());
    } catch (RuntimeException e) {
      LOG.error("replay {} failed", run.id(), e);
      run.end(State.FAILED, "something went wrong; the hub's log says more", clock.instant());
    }
  }

  private void replay(ReplayRun run, Trial.OfZones trial, CpuShare share)
      throws InterruptedException {
    Camera camera = run.village().camera(trial.cameraId()).orElseThrow();
    run.gaps(timelines.timeline(camera.id(), trial.from(), trial.to()).gaps());
    try (ObjectDetector eyes = detector.get();
        ZoneReplay replay = new ZoneReplay(run, trial, camera, village, eyes, share)) {
      replay.go(recorded);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      runs.values().forEach(run -> run.end(State.CANCELLED, null, clock.instant()));
    }
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("a replay did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
