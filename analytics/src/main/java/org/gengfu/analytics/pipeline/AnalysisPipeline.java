package org.gengfu.analytics.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gengfu.analytics.activity.ActivityReason;
import org.gengfu.analytics.budget.DecodeBudget;
import org.gengfu.analytics.decode.JpegEncoder;
import org.gengfu.analytics.decode.KeyframeDecoders;
import org.gengfu.analytics.detect.ObjectDetector;
import org.gengfu.analytics.motion.PresenceListener;
import org.gengfu.core.cases.ObservationSink;
import org.gengfu.core.faults.FaultSink;
import org.gengfu.core.life.Component;
import org.gengfu.core.life.HealthCheck;
import org.gengfu.core.media.AnalysisLoad;
import org.gengfu.core.media.Snapshots;
import org.gengfu.core.media.VideoFeeds;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.core.village.Zone;
import org.jspecify.annotations.Nullable;

/** All cameras' analysis and snapshots, following the configuration. */
public final class AnalysisPipeline implements Component, Snapshots, AnalysisLoad {
  /** Greatest width of a snapshot; the live picture shows more. */
  public static final int MAX_SNAPSHOT_WIDTH = 1280;

  private static final int MIN_SNAPSHOT_WIDTH = 16;

  private final VideoFeeds feeds;
  private final VillageRegistry registry;
  private final ObservationSink sink;
  private final PipelineConfig config;
  private final Workshop workshop;
  private final Map<String, CameraWatch> cameras = new ConcurrentHashMap<>();
  private final List<CameraWatch> leaving = new ArrayList<>();
  private final HealthCheck health;
  private FaultSink faults = FaultSink.NONE;
  private @Nullable ScheduledExecutorService ticker;
  private boolean running;

  /**
   * The pipeline; it starts with {@link #start}.
   *
   * @param detector gives a second opinion on candidates and is closed with this; null for none
   */
  public AnalysisPipeline(
      VideoFeeds feeds,
      VillageRegistry registry,
      ObservationSink sink,
      MeterRegistry meters,
      InstantSource clock,
      PipelineConfig config,
      PresenceListener presence,
      @Nullable ObjectDetector detector) {
    this(
        feeds,
        registry,
        sink,
        meters,
        clock,
        config,
        presence,
        detector,
        Workers.threads(config.workers()));
  }

  AnalysisPipeline(
      VideoFeeds feeds,
      VillageRegistry registry,
      ObservationSink sink,
      MeterRegistry meters,
      InstantSource clock,
      PipelineConfig config,
      PresenceListener presence,
      @Nullable ObjectDetector detector,
      Workers workers) {
    this.feeds = feeds;
    this.registry = registry;
    this.sink = sink;
    this.config = config;
    this.workshop =
        new Workshop(
            workers,
            new KeyframeDecoders(config.idleDecoders()),
            new JpegEncoder(),
            new DecodeBudget(config.decodeCores()),
            detector,
            new PipelineMetrics(meters),
            clock,
            ProcessorTime::ofThread,
            presence);
    this.health =
        new AnalysisHealth(cameras::values, () -> workshop.budget().use(workshop.nanos()), clock);
    workshop.metrics().show(cameras::values, () -> workshop.budget().use(workshop.nanos()), clock);
  }

  /** Judges the pictures' health, too, and tells it here; to be called before the start. */
  public synchronized void onFaults(FaultSink sinkOfFaults) {
    faults = sinkOfFaults;
  }

  /** A person says that the camera is meant to look as it does now; any thread. */
  public void learnAnew(String cameraId) {
    CameraWatch camera = cameras.get(cameraId);
    if (camera != null) {
      camera.learnAnew();
    }
  }

  /** A reason to decode more of a camera than its keyframes, if its rules ask what moves. */
  public void note(String cameraId, ActivityReason reason) {
    CameraWatch camera = cameras.get(cameraId);
    if (camera != null) {
      camera.note(reason);
    }
  }

  /**
   * Somebody looks at a camera in full size: it is active, if its rules ask what moves.
   *
   * @return ends it; closing twice is harmless
   */
  public Subscription attend(String cameraId) {
    CameraWatch camera = cameras.get(cameraId);
    return camera == null ? () -> {} : camera.attend();
  }

  /**
   * Starts.
   *
   * @throws UncheckedIOException when the state directory can't be made
   */
  @Override
  public void start() {
    try {
      Files.createDirectories(config.stateDirectory());
    } catch (IOException failure) {
      throw new UncheckedIOException("no place for the state of the analysis", failure);
    }
    synchronized (this) {
      running = true;
    }
    registry.onChange((before, after) -> follow());
    follow();
    startTicker();
  }

  @Override
  public void close() {
    List<CameraWatch> all;
    synchronized (this) {
      running = false;
      if (ticker != null) {
        ticker.shutdown();
      }
      all = new ArrayList<>(cameras.values());
      all.addAll(leaving);
      cameras.clear();
      leaving.clear();
    }
    all.forEach(CameraWatch::stop);
    workshop.close();
    all.forEach(CameraWatch::close);
  }

  public HealthCheck health() {
    return health;
  }

  @Override
  public Load load() {
    return workshop
        .metrics()
        .load(
            config.workers(),
            workshop.budget().use(workshop.nanos()),
            cameras.values().stream()
                .map(CameraWatch::load)
                .sorted(Comparator.comparing(CameraLoad::cameraId))
                .toList());
  }

  @Override
  public Future<Snapshot> latest(String cameraId, int maxWidth) {
    CameraWatch camera = cameras.get(cameraId);
    if (camera == null) {
      return Future.failedFuture(new NoPictureException(cameraId));
    }
    // Even widths only, so that two that would give the same picture share it.
    int width = Math.max(MIN_SNAPSHOT_WIDTH, Math.min(MAX_SNAPSHOT_WIDTH, maxWidth)) & ~1;
    return onCallersContext(camera.snapshot(width));
  }

  private static <T> Future<T> onCallersContext(Future<T> future) {
    Context context = Vertx.currentContext();
    if (context == null || future.isComplete()) {
      return future;
    }
    Promise<T> promise = Promise.promise();
    future.onComplete(result -> context.runOnContext(nothing -> promise.handle(result)));
    return promise.future();
  }

  /** Brings the cameras in line with the present configuration. */
  private synchronized void follow() {
    if (!running) {
      return;
    }
    // The present one rather than the listener's: of two that overtake each other, the later wins.
    Village village = registry.current();
    Set<String> known = new HashSet<>();
    for (Camera camera : village.cameras()) {
      known.add(camera.id());
      List<Zone> zones = village.zonesOf(camera.id()).stream().filter(Zone::enabled).toList();
      cameras
          .computeIfAbsent(camera.id(), this::watch)
          .configure(camera.enabled(), Privacy.of(camera), zones);
    }
    for (Iterator<CameraWatch> all = cameras.values().iterator(); all.hasNext(); ) {
      CameraWatch camera = all.next();
      if (!known.contains(camera.cameraId())) {
        all.remove();
        camera.remove();
        leaving.add(camera);
      }
    }
  }

  private CameraWatch watch(String cameraId) {
    return new CameraWatch(cameraId, feeds, workshop, sink, faults, config);
  }

  private synchronized void startTicker() {
    ticker =
        Executors.newSingleThreadScheduledExecutor(
            job -> {
              Thread thread = new Thread(job, "analysis-tick");
              thread.setDaemon(true);
              return thread;
            });
    long millis = config.retryEvery().toMillis();
    var unused = ticker.scheduleWithFixedDelay(this::tick, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** What the ticker calls. */
  synchronized void tick() {
    cameras.values().forEach(CameraWatch::tick);
    leaving.forEach(CameraWatch::tick);
    leaving.removeIf(CameraWatch::gone);
  }
}
