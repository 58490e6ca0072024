package org.gengfu.hub;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.gengfu.alerts.Alerts;
import org.gengfu.alerts.CaseClips;
import org.gengfu.analytics.Analytics;
import org.gengfu.analytics.replay.ReplayDesk;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.life.Component;
import org.gengfu.core.life.HealthCheck;
import org.gengfu.core.storage.Database;
import org.gengfu.core.threads.Niceness;
import org.gengfu.dashboard.Dashboard;
import org.gengfu.dashboard.DashboardPorts;
import org.gengfu.dashboard.ManagementServer;
import org.gengfu.dashboard.push.WorkerPageHub;
import org.gengfu.dashboard.resources.SystemInfo;
import org.gengfu.hub.config.HubConfig;
import org.gengfu.hub.config.HubConfig.Address;
import org.gengfu.ingest.Ingest;
import org.gengfu.ingest.playback.Playback;
import org.gengfu.ingest.recording.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * The composition root: makes every part, hands each what it needs, starts them in order and ends
 * them in the opposite one.
 */
public final class Hub implements Component {
  private static final int WORKER_THREADS = 8;
  private static final long CLOSE_SECONDS = 10;

  private final HubConfig config;
  private final InstantSource clock;
  private final Consumer<Database> prepare;
  private final Lifecycle lifecycle = new Lifecycle();
  private @Nullable Dashboard dashboard;
  private @Nullable ManagementServer management;

  /**
   * @param config where to listen and where to keep things
   * @param clock the wall clock
   * @param prepare called once the database is open and before anything listens or connects, to
   *     create what must be there
   */
  public Hub(HubConfig config, InstantSource clock, Consumer<Database> prepare) {
    this.config = config;
    this.clock = clock;
    this.prepare = prepare;
  }

  @Override
  public void start() {
    try {
      startAll();
    } catch (RuntimeException e) {
      lifecycle.close();
      throw e;
    }
  }

  private void startAll() {
    Niceness.lowerThreads(Niceness.COMPILERS);
    lifecycle.start(new HeapTrim());
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    lifecycle.closeLater(meters::close);
    new JvmMemoryMetrics().bindTo(meters);
    new JvmThreadMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    Vertx vertx = Vertx.vertx();
    lifecycle.closeLater(() -> closeAndWait(vertx));
    WorkerPool workers = lifecycle.closeLater(new WorkerPool(vertx, WORKER_THREADS));
    DomainEvents events = new DomainEvents();

    Database database = lifecycle.start(new Database(Settings.database(config), meters, clock));
    prepare.accept(database);
    DefaultBroker.plant(config.mqtt(), database.registry());

    WorkerPageHub workerPages = new WorkerPageHub(vertx);
    Ingest ingest =
        new Ingest(
            vertx,
            database.registry(),
            events,
            database.readings(),
            database.cameraHealth(),
            meters,
            clock,
            Settings.ingest(config));
    Alerts alerts =
        lifecycle.start(
            new Alerts(
                vertx,
                database.cases(),
                database.outbox(),
                database.registry(),
                events,
                ingest.publisher(),
                workerPages,
                meters,
                clock,
                Settings.alerts(config)));
    Analytics analytics =
        new Analytics(
            ingest.feeds(),
            database.registry(),
            alerts.sink(),
            meters,
            clock,
            Settings.analytics(config));
    analytics.onFaults(alerts.faults());
    events.subscribe(analytics::hear);
    lifecycle.start(analytics);
    alerts.onPictures(analytics.snapshots());
    ingest.onHealth(alerts.faults(), database.usualBitrates());
    ingest.onReadings(analytics.readings());
    Recorder recorder =
        lifecycle.start(
            new Recorder(
                ingest.feeds(),
                ingest.sounds(),
                database.registry(),
                database.cases(),
                events,
                database.segments(),
                alerts.faults(),
                meters,
                clock,
                Settings.recording(config)));
    lifecycle.start(ingest);
    Playback playback = new Playback(vertx, recorder.recordings(), meters, clock);
    ReplayDesk replays =
        lifecycle.start(analytics.replays(playback, playback, database.readings()));
    lifecycle.start(
        new CaseClips(
            database.clips(),
            database.cases(),
            playback,
            recorder.protection(),
            events,
            meters,
            clock,
            Settings.alerts(config)));
    dashboard =
        lifecycle.start(
            new Dashboard(
                vertx,
                workers,
                new DashboardPorts(
                    database.registry(),
                    database.accounts(),
                    database.map(),
                    alerts.desk(),
                    ingest.cameras(),
                    new WatchedLiveStreams(ingest.live(), analytics::attend),
                    playback,
                    recorder.status(),
                    recorder.protection(),
                    database.audit(),
                    analytics.snapshots(),
                    analytics.load(),
                    ingest.doctor(),
                    ingest.sensors(),
                    database.readings(),
                    replays,
                    events,
                    workerPages),
                new SystemInfo(
                    Version.current(),
                    config.database() == null ? "embedded" : "external",
                    database.timescale()),
                clock,
                Settings.dashboard(config)));
    List<HealthCheck> checks = new ArrayList<>(List.of(database.health()));
    checks.addAll(ingest.healthChecks());
    checks.addAll(analytics.healthChecks());
    checks.addAll(alerts.healthChecks());
    checks.add(recorder.health());
    management =
        lifecycle.start(
            new ManagementServer(
                vertx,
                workers,
                meters::scrape,
                checks,
                config.management().host(),
                config.management().port()));
  }

  /** Where pages and API listen, with the port that was taken. */
  public Address http() {
    return new Address(config.http().host(), started(dashboard).port());
  }

  /** Where metrics and health listen, with the port that was taken. */
  public Address management() {
    return new Address(config.management().host(), started(management).port());
  }

  private static <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the hub is not started");
    }
    return part;
  }

  private static void closeAndWait(Vertx vertx) throws Exception {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Vert.x did not close", e);
    }
  }

  @Override
  public void close() {
    lifecycle.close();
  }
}
