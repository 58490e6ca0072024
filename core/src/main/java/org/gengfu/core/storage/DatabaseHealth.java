package org.gengfu.core.storage;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gengfu.core.life.HealthCheck;

/** Healthy when a row can be written within the time that a health check has. */
final class DatabaseHealth implements HealthCheck, AutoCloseable {
  private static final Duration LIMIT = Duration.ofMillis(900);
  private final Sql sql;
  private final InstantSource clock;
  private final String engine;

  /** One write at a time: checks that pile up behind a hanging database are refused. */
  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(4),
          task -> {
            Thread thread = new Thread(task, "database-health");
            thread.setDaemon(true);
            return thread;
          });

  DatabaseHealth(Sql sql, InstantSource clock, boolean timescale) {
    this.sql = sql;
    this.clock = clock;
    this.engine = timescale ? "PostgreSQL with TimescaleDB" : "PostgreSQL, plain partitions";
  }

  @Override
  public String name() {
    return "database";
  }

  @Override
  public Result check() {
    try {
      Future<Integer> write = executor.submit(this::write);
      write.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return new Result(true, "takes writes (" + engine + ")");
    } catch (TimeoutException | RejectedExecutionException e) {
      return new Result(
          false, "no write within " + LIMIT.toMillis() + " ms: see whether the database runs");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new Result(false, String.valueOf(cause.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result(false, "interrupted");
    }
  }

  private int write() {
    return sql.transaction(
        handle ->
            handle
                .createUpdate("update health_probe set at = :at")
                .bind("at", Sql.time(clock.instant()))
                .execute());
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
