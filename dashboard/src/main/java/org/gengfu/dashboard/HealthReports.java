package org.gengfu.dashboard;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gengfu.core.life.Blocking;
import org.gengfu.core.life.HealthCheck;

/** Asks all health checks at once, on workers, and waits for none longer than the limit. */
final class HealthReports {
  static final Duration TIME_LIMIT = Duration.ofSeconds(3);

  private final Vertx vertx;
  private final Blocking blocking;
  private final List<HealthCheck> checks;
  private final Duration limit;

  // A check that hangs holds one worker, not one more for every time somebody asks.
  private final Map<HealthCheck, Future<Line>> running = new ConcurrentHashMap<>();

  /** One line of the report. */
  record Line(String name, boolean healthy, String detail) {}

  HealthReports(Vertx vertx, Blocking blocking, List<HealthCheck> checks, Duration limit) {
    this.vertx = vertx;
    this.blocking = blocking;
    this.checks = List.copyOf(checks);
    this.limit = limit;
  }

  /** A line a check, in the order of the checks. */
  Future<List<Line>> all() {
    List<Future<Line>> lines = checks.stream().map(this::inTime).toList();
    return Future.all(lines).map(all -> lines.stream().map(Future::result).toList());
  }

  private Future<Line> inTime(HealthCheck check) {
    Promise<Line> promise = Promise.promise();
    String late = "no answer within " + limit.toMillis() + " ms";
    long timer =
        vertx.setTimer(
            limit.toMillis(), fired -> promise.tryComplete(new Line(check.name(), false, late)));
    ask(check)
        .onComplete(
            done -> {
              vertx.cancelTimer(timer);
              promise.tryComplete(
                  done.succeeded()
                      ? done.result()
                      : new Line(check.name(), false, "failed: " + done.cause()));
            });
    return promise.future();
  }

  private Future<Line> ask(HealthCheck check) {
    Promise<Line> fresh = Promise.promise();
    Future<Line> earlier = running.putIfAbsent(check, fresh.future());
    if (earlier != null) {
      return earlier;
    }
    fresh.future().onComplete(done -> running.remove(check));
    blocking
        .run(
            () -> {
              HealthCheck.Result result = check.check();
              return new Line(check.name(), result.healthy(), result.detail());
            })
        .onComplete(fresh);
    return fresh.future();
  }
}
