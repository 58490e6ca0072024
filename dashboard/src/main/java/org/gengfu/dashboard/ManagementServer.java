package org.gengfu.dashboard;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.gengfu.core.life.Blocking;
import org.gengfu.core.life.Component;
import org.gengfu.core.life.HealthCheck;
import org.gengfu.dashboard.http.ApiJson;
import org.gengfu.dashboard.http.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Metrics and health for machines, on a port of its own: {@code /metrics}, {@code /health/live} and
 * {@code /health/ready}. It needs no login, so it belongs on a network of its own.
 */
public final class ManagementServer implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Vertx vertx;
  private final Blocking blocking;
  private final Supplier<String> metrics;
  private final HealthReports reports;
  private final String host;
  private final int port;
  private final RunningServer server = new RunningServer();

  /**
   * @param metrics the text of {@code /metrics}, called on a worker
   * @param checks what {@code /health/ready} asks
   * @param host address to listen on
   * @param port TCP port; 0 for any free one
   */
  public ManagementServer(
      Vertx vertx,
      Blocking blocking,
      Supplier<String> metrics,
      List<HealthCheck> checks,
      String host,
      int port) {
    this.vertx = vertx;
    this.blocking = blocking;
    this.metrics = metrics;
    this.reports = new HealthReports(vertx, blocking, checks, HealthReports.TIME_LIMIT);
    this.host = host;
    this.port = port;
  }

  @Override
  public void start() {
    Router router = Router.router(vertx);
    router.get("/metrics").handler(this::metrics);
    router.get("/health/live").handler(ctx -> json(ctx, 200, Map.of("status", "up")));
    router.get("/health/ready").handler(this::ready);
    server.start(
        vertx,
        new HttpServerOptions()
            .setHost(host)
            .setPort(port)
            .setCompressionSupported(true)
            .setHttp2ClearTextEnabled(false)
            .setIdleTimeout(60),
        router);
    LOG.info("metrics and health on http://{}:{}", host, port());
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }

  private void metrics(RoutingContext ctx) {
    blocking
        .run(metrics::get)
        .onSuccess(text -> ctx.response().putHeader("Content-Type", PROMETHEUS).end(text))
        .onFailure(error -> Problems.answer(ctx, error));
  }

  private void ready(RoutingContext ctx) {
    reports
        .all()
        .onSuccess(
            lines -> {
              boolean up = lines.stream().allMatch(HealthReports.Line::healthy);
              Map<String, Object> body = new LinkedHashMap<>();
              body.put("status", up ? "up" : "down");
              body.put("checks", lines);
              json(ctx, up ? 200 : 503, body);
            })
        .onFailure(error -> Problems.answer(ctx, error));
  }

  private static void json(RoutingContext ctx, int status, Object body) {
    ctx.response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(ApiJson.bytes(body));
  }
}
