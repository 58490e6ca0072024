package org.gengfu.alerts;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.gengfu.core.cases.CaseStore;
import org.gengfu.core.cases.Handling;
import org.gengfu.core.delivery.OutboxStore;
import org.gengfu.core.metrics.MetricNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gauges over the database, counted every few seconds so that a scrape never waits for it. */
final class AlertsGauges implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertsGauges.class);
  private static final long PERIOD_SECONDS = 5;
  private final CaseStore store;
  private final OutboxStore outbox;
  private final Map<Handling, AtomicLong> open = new EnumMap<>(Handling.class);
  private final AtomicLong pending = new AtomicLong();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "alerts-gauges");
            thread.setDaemon(true);
            return thread;
          });

  AlertsGauges(
      CaseStore store, OutboxStore outbox, MeterRegistry meters, IntSupplier observationsWaiting) {
    this.store = store;
    this.outbox = outbox;
    for (Handling handling : Handling.values()) {
      if (!handling.over()) {
        AtomicLong count = new AtomicLong();
        open.put(handling, count);
        Gauge.builder(MetricNames.OPEN_CASES, count, AtomicLong::get)
            .tag("handling", handling.name().toLowerCase(java.util.Locale.ROOT))
            .register(meters);
      }
    }
    Gauge.builder(MetricNames.OUTBOX_PENDING, pending, AtomicLong::get).register(meters);
    Gauge.builder(MetricNames.OBSERVATIONS_WAITING, observationsWaiting::getAsInt).register(meters);
  }

  void start() {
    var unused = executor.scheduleWithFixedDelay(this::count, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  private void count() {
    try {
      Map<Handling, Long> counted = store.openByHandling();
      open.forEach((handling, gauge) -> gauge.set(counted.getOrDefault(handling, 0L)));
      pending.set(outbox.pending());
    } catch (RuntimeException e) {
      LOG.debug("the gauges keep their last value", e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
