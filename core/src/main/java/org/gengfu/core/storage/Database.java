package org.gengfu.core.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.gengfu.core.accounts.AccountStore;
import org.gengfu.core.accounts.AuditLog;
import org.gengfu.core.cases.CaseStore;
import org.gengfu.core.cases.ClipStore;
import org.gengfu.core.delivery.OutboxStore;
import org.gengfu.core.life.Component;
import org.gengfu.core.life.HealthCheck;
import org.gengfu.core.media.CameraHealthStore;
import org.gengfu.core.media.UsualBitrates;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.recording.SegmentStore;
import org.gengfu.core.sensing.ReadingStore;
import org.gengfu.core.storage.DatabaseConfig.Embedded;
import org.gengfu.core.storage.DatabaseConfig.External;
import org.gengfu.core.village.MapStore;
import org.gengfu.core.village.VillageRegistry;
import org.jspecify.annotations.Nullable;

/** The database and all stores on it; the only part of the hub that speaks SQL. */
public final class Database implements Component {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(60);
  private final DatabaseConfig config;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final boolean lockInTransaction;
  private @Nullable EmbeddedServer server;
  private @Nullable HikariDataSource pool;
  private @Nullable SeriesTender tender;
  private @Nullable Opened opened;

  public Database(DatabaseConfig config, MeterRegistry meters, InstantSource clock) {
    this(config, meters, clock, true);
  }

  Database(
      DatabaseConfig config, MeterRegistry meters, InstantSource clock, boolean lockInTransaction) {
    this.config = config;
    this.meters = meters;
    this.clock = clock;
    this.lockInTransaction = lockInTransaction;
  }

  @Override
  public void start() {
    try {
      SecretBox box = new SecretBox(config.keyFile());
      HikariDataSource source = connect(address());
      pool = source;
      boolean timescale = new Schema(source, lockInTransaction).migrate();
      Sql sql = new Sql(org.jdbi.v3.core.Jdbi.create(source));
      SeriesTender newTender = new SeriesTender(sql, clock, config);
      tender = newTender;
      newTender.start();
      opened =
          new Opened(
              new JdbcVillageRegistry(sql, new EntityJson(box), clock),
              new JdbcReadingStore(sql, meters.counter(MetricNames.READINGS)),
              new JdbcCameraHealthStore(sql),
              new JdbcAccountStore(sql, clock),
              new JdbcMapStore(sql, clock),
              new JdbcCaseStore(sql),
              new JdbcClipStore(sql),
              new JdbcAuditLog(sql),
              new JdbcOutboxStore(sql),
              new JdbcSegmentStore(sql),
              new DatabaseHealth(sql, clock, timescale),
              timescale);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private External address() {
    if (config.server() instanceof Embedded embedded) {
      EmbeddedServer newServer = new EmbeddedServer(embedded);
      External address = newServer.start();
      server = newServer;
      return address;
    }
    return (External) config.server();
  }

  private HikariDataSource connect(External address) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName("database");
    hikari.setJdbcUrl(address.jdbcUrl());
    hikari.setUsername(address.user());
    hikari.setPassword(address.password().reveal());
    hikari.setMaximumPoolSize(config.poolSize());
    hikari.setMinimumIdle(1);
    hikari.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
    hikari.setInitializationFailTimeout(CONNECT_TIMEOUT.toMillis());
    hikari.addDataSourceProperty("ApplicationName", "gengfu");
    hikari.addDataSourceProperty("reWriteBatchedInserts", "true");
    hikari.addDataSourceProperty("tcpKeepAlive", "true");
    hikari.addDataSourceProperty("socketTimeout", Long.toString(SOCKET_TIMEOUT.toSeconds()));
    // The detail of an error may hold a whole row.
    hikari.addDataSourceProperty("logServerErrorDetail", "false");
    try {
      return new HikariDataSource(hikari);
    } catch (PoolInitializationException e) {
      throw Sql.failure(e);
    }
  }

  public VillageRegistry registry() {
    return opened().registry;
  }

  public ReadingStore readings() {
    return opened().readings;
  }

  public CameraHealthStore cameraHealth() {
    return opened().cameraHealth;
  }

  public UsualBitrates usualBitrates() {
    return opened().cameraHealth;
  }

  public AccountStore accounts() {
    return opened().accounts;
  }

  public MapStore map() {
    return opened().map;
  }

  public CaseStore cases() {
    return opened().cases;
  }

  /** Which cases still need their clip. */
  public ClipStore clips() {
    return opened().clips;
  }

  /** Who has seen and taken what. */
  public AuditLog audit() {
    return opened().audit;
  }

  /** The messages to send; written with the cases, taken from here. */
  public OutboxStore outbox() {
    return opened().outbox;
  }

  /** The index of the recordings. */
  public SegmentStore segments() {
    return opened().segments;
  }

  /** Whether the database takes writes. */
  public HealthCheck health() {
    return opened().health;
  }

  /** Whether the series are TimescaleDB's hypertables. */
  public boolean timescale() {
    return opened().timescale;
  }

  private Opened opened() {
    if (opened == null) {
      throw new IllegalStateException("the database is not started");
    }
    return opened;
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.registry.close();
      opened.health.close();
      opened = null;
    }
    if (tender != null) {
      tender.close();
      tender = null;
    }
    if (pool != null) {
      pool.close();
      pool = null;
    }
    if (server != null) {
      server.close();
      server = null;
    }
  }

  private record Opened(
      JdbcVillageRegistry registry,
      ReadingStore readings,
      JdbcCameraHealthStore cameraHealth,
      AccountStore accounts,
      MapStore map,
      CaseStore cases,
      ClipStore clips,
      AuditLog audit,
      OutboxStore outbox,
      SegmentStore segments,
      DatabaseHealth health,
      boolean timescale) {}
}
