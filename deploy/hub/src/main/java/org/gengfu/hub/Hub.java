package org.gengfu.hub;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gengfu.alerts.Alerts;
import org.gengfu.alerts.AlertsConfig;
import org.gengfu.analytics.Analytics;
import org.gengfu.analytics.AnalyticsConfig;
import org.gengfu.core.accounts.AccountStore;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.life.Component;
import org.gengfu.core.life.HealthCheck;
import org.gengfu.core.storage.Database;
import org.gengfu.core.storage.DatabaseConfig;
import org.gengfu.core.village.MapStore;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.dashboard.Dashboard;
import org.gengfu.dashboard.DashboardConfig;
import org.gengfu.dashboard.ManagementServer;
import org.gengfu.dashboard.WorkerPageHub;
import org.gengfu.hub.config.HubConfig;
import org.gengfu.hub.config.HubConfig.Address;
import org.gengfu.ingest.Ingest;
import org.gengfu.ingest.IngestConfig;

/** The composition root: makes every part, hands each what it needs, starts and ends them in order. */
public final class Hub implements Component {
  private static final int WORKER_THREADS = 8;
  private static final long CLOSE_SECONDS = 10;

  private final HubConfig config;
  private final InstantSource clock;
  private final Lifecycle lifecycle = new Lifecycle();
  private Database database;

  public Hub(HubConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
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
}
