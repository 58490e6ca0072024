package org.gengfu.core.storage;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Once at start and then every hour: partitions ahead, retention behind. */
final class SeriesTender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SeriesTender.class);
  private final Sql sql;
  private final InstantSource clock;
  private final DatabaseConfig config;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "series-tender");
            thread.setDaemon(true);
            return thread;
          });

  SeriesTender(Sql sql, InstantSource clock, DatabaseConfig config) {
    this.sql = sql;
    this.clock = clock;
    this.config = config;
  }

  void start() {
    tend();
    var unused = executor.scheduleWithFixedDelay(this::tendAgain, 1, 1, TimeUnit.HOURS);
  }

  /** Each series in its own transaction. */
  void tend() {
    tend("reading", config.readingsKept());
    tend("camera_health", config.cameraHealthKept());
  }

  private void tend(String series, Duration kept) {
    sql.transaction(
        handle ->
            handle
                .createQuery(
                    "select tend_series(:series, make_interval(secs => :seconds), :at)::text")
                .bind("series", series)
                .bind("seconds", (double) kept.toSeconds())
                .bind("at", Sql.time(clock.instant()))
                .mapTo(String.class)
                .list());
  }

  private void tendAgain() {
    try {
      tend();
    } catch (RuntimeException e) {
      LOG.warn("the series could not be tended; trying again in an hour", e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
