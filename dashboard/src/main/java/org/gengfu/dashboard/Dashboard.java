package org.gengfu.dashboard;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gengfu.core.life.Blocking;
import org.gengfu.core.life.Component;
import org.gengfu.dashboard.http.ApiRouter;
import org.gengfu.dashboard.http.Contract;
import org.gengfu.dashboard.http.Gate;
import org.gengfu.dashboard.http.Operation;
import org.gengfu.dashboard.http.Origins;
import org.gengfu.dashboard.http.Problem;
import org.gengfu.dashboard.http.ProblemKind;
import org.gengfu.dashboard.http.Problems;
import org.gengfu.dashboard.http.SecurityHeaders;
import org.gengfu.dashboard.login.AccountOperations;
import org.gengfu.dashboard.login.AccountViews;
import org.gengfu.dashboard.login.Passwords;
import org.gengfu.dashboard.login.SessionOperations;
import org.gengfu.dashboard.login.SessionOperations.SessionPolicy;
import org.gengfu.dashboard.login.StoredSessions;
import org.gengfu.dashboard.pages.WebPages;
import org.gengfu.dashboard.push.Feed;
import org.gengfu.dashboard.push.FeedOperation;
import org.gengfu.dashboard.push.LiveOperation;
import org.gengfu.dashboard.push.OpenSockets;
import org.gengfu.dashboard.push.PlaybackOperation;
import org.gengfu.dashboard.recordings.RecordingOperations;
import org.gengfu.dashboard.recordings.StorageOperations;
import org.gengfu.dashboard.recordings.Viewings;
import org.gengfu.dashboard.replays.ReplayOperations;
import org.gengfu.dashboard.resources.AnalysisOperations;
import org.gengfu.dashboard.resources.CameraOperations;
import org.gengfu.dashboard.resources.CaseJson;
import org.gengfu.dashboard.resources.CaseOperations;
import org.gengfu.dashboard.resources.ConfigurationOperations;
import org.gengfu.dashboard.resources.DoctorOperations;
import org.gengfu.dashboard.resources.MapOperations;
import org.gengfu.dashboard.resources.OverviewOperations;
import org.gengfu.dashboard.resources.SensorOperations;
import org.gengfu.dashboard.resources.SystemInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pages and API of the hub. */
public final class Dashboard implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(Dashboard.class);
  private static final Duration SWEEP = Duration.ofHours(1);

  private final Vertx vertx;
  private final Blocking blocking;
  private final DashboardPorts ports;
  private final SystemInfo system;
  private final InstantSource clock;
  private final DashboardConfig config;
  private final OpenSockets sockets;
  private final StoredSessions sessions;
  private final Feed feed;
  private final CaseJson caseJson;
  private final RunningServer server;

  public Dashboard(
      Vertx vertx,
      Blocking blocking,
      DashboardPorts ports,
      SystemInfo system,
      InstantSource clock,
      DashboardConfig config) {
    this.vertx = vertx;
    this.blocking = blocking;
    this.ports = ports;
    this.system = system;
    this.clock = clock;
    this.config = config;
    this.sessions = new StoredSessions(ports.accounts(), blocking, clock);
    this.sockets = new OpenSockets(vertx, sessions::findByHash);
    this.caseJson = new CaseJson(ports.registry());
    this.feed = new Feed(vertx, ports.events(), ports.desk(), caseJson, blocking);
    this.server = new RunningServer();
  }

  @Override
  public void start() {
    Origins origins = new Origins(config.behindProxy());
    ApiRouter api =
        new ApiRouter(Contract.read(), new Gate(sessions, origins), blocking, operations(origins));
    server.start(vertx, options(), Waiting.on(api.build(vertx).map(this::router)));
    server.onClose(feed.start());
    server.onClose(sockets.start());
    long sweep =
        vertx.setPeriodic(
            SWEEP.toMillis(),
            tick ->
                blocking.run(
                    () -> {
                      ports.accounts().sweepSessions(clock.instant());
                      return true;
                    }));
    server.onClose(() -> vertx.cancelTimer(sweep));
    LOG.info("pages and API on http://{}:{}", config.host(), port());
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Number of open WebSockets. */
  public int openSockets() {
    return sockets.count();
  }

  @Override
  public void close() {
    server.close();
  }

  private Map<String, Operation> operations(Origins origins) {
    AccountViews views = new AccountViews(ports.registry());
    Passwords passwords = new Passwords(config.passwordCost());
    SessionPolicy policy = new SessionPolicy(config.sessionLifetime(), config.secureCookie());
    Viewings viewings = new Viewings(ports.audit(), clock);
    Map<String, Operation> all = new LinkedHashMap<>();
    List.of(
            new SessionOperations(
                    ports.accounts(),
                    views,
                    passwords,
                    blocking,
                    origins,
                    clock,
                    policy,
                    sockets::closeSession)
                .operations(),
            new AccountOperations(
                    ports.accounts(),
                    ports.registry(),
                    views,
                    passwords,
                    blocking,
                    sockets::checkSessions)
                .operations(),
            new ConfigurationOperations(ports.registry(), blocking).operations(),
            new MapOperations(ports.map(), blocking).operations(),
            new CameraOperations(ports.registry(), ports.cameras(), ports.snapshots(), blocking)
                .operations(),
            new DoctorOperations(ports.registry(), ports.doctor()).operations(),
            new AnalysisOperations(ports.analysis(), clock).operations(),
            new SensorOperations(
                    ports.registry(), ports.sensors(), ports.readings(), blocking, clock)
                .operations(),
            new OverviewOperations(
                    ports.registry(),
                    ports.cameras(),
                    ports.sensors(),
                    ports.desk(),
                    system,
                    config.villageZone(),
                    blocking,
                    clock)
                .operations(),
            new CaseOperations(ports.desk(), caseJson, viewings, blocking).operations(),
            new RecordingOperations(
                    ports.recordings(),
                    ports.desk(),
                    ports.audit(),
                    viewings,
                    blocking,
                    clock,
                    config.villageZone())
                .operations(),
            new StorageOperations(
                    ports.recordingStatus(),
                    ports.protection(),
                    ports.recordings(),
                    ports.registry(),
                    blocking,
                    clock)
                .operations(),
            new ReplayOperations(
                    ports.registry(), ports.replays(), ports.desk(), viewings, blocking, clock)
                .operations(),
            new PlaybackOperation(ports.recordings(), viewings, sockets, blocking).operations(),
            new FeedOperation(feed, ports.workerPages(), sockets, clock).operations(),
            new LiveOperation(ports.registry(), ports.live(), sockets).operations())
        .forEach(all::putAll);
    return all;
  }

  private Router router(Router api) {
    Router router = Router.router(vertx);
    router.route().handler(SecurityHeaders::put);
    router.route(Contract.PREFIX + "/*").subRouter(api);
    router.route().handler(new WebPages("web", blocking)::serve);
    router.errorHandler(404, ctx -> refuse(ctx, ProblemKind.UNKNOWN, "Nothing is at "));
    router.errorHandler(400, ctx -> refuse(ctx, ProblemKind.BAD_ADDRESS, "It can't be read: "));
    router.errorHandler(
        500,
        ctx ->
            Problems.answer(
                ctx, ctx.failure() == null ? new IllegalStateException() : ctx.failure()));
    return router;
  }

  private static void refuse(RoutingContext ctx, ProblemKind kind, String what) {
    String path = ctx.request().path();
    String shown = path == null ? "" : path.substring(0, Math.min(path.length(), 200));
    Problems.answer(ctx, Problem.of(kind, what + shown + ".").thrown());
  }

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setHost(config.host())
        .setPort(config.port())
        .setCompressionSupported(true)
        .setHttp2ClearTextEnabled(false)
        .setIdleTimeout(90)
        .setMaxFormAttributeSize(16 * 1024)
        .setMaxFormFields(8)
        .setMaxFormBufferedBytes(16 * 1024)
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setWebSocketClosingTimeout(5)
        .setMaxWebSocketFrameSize(64 * 1024)
        .setMaxWebSocketMessageSize(64 * 1024);
  }
}
