package org.gengfu.core.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the database to the present schema, in the form for TimescaleDB or for PostgreSQL alone.
 */
final class Schema {
  private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
  private final DataSource source;
  private final boolean lockInTransaction;

  /**
   * @param lockInTransaction how Flyway keeps two migrations apart; off only for an engine with one
   *     session behind all connections, where it would wait for itself
   */
  Schema(DataSource source, boolean lockInTransaction) {
    this.source = source;
    this.lockInTransaction = lockInTransaction;
  }

  /** Migrates; returns whether the series are TimescaleDB's. */
  boolean migrate() {
    try {
      boolean timescale = usesTimescale();
      Flyway.configure()
          .dataSource(source)
          .locations(
              "classpath:db/common", timescale ? "classpath:db/timescale" : "classpath:db/plain")
          .configuration(
              Map.of("flyway.postgresql.transactional.lock", Boolean.toString(lockInTransaction)))
          .load()
          .migrate();
      return timescale;
    } catch (SQLException | FlywayException e) {
      throw Sql.failure(e);
    }
  }

  /**
   * A database keeps the form it was made with; a new one takes the extension where there is one.
   */
  private boolean usesTimescale() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      if (answers(statement, "select 1 from pg_class where oid = to_regclass('reading')")) {
        return !answers(
            statement,
            "select 1 from pg_class where oid = to_regclass('reading') and relkind = 'p'");
      }
      return installed(statement) || install(statement);
    }
  }

  private static boolean installed(Statement statement) throws SQLException {
    return answers(statement, "select 1 from pg_extension where extname = 'timescaledb'");
  }

  private static boolean install(Statement statement) throws SQLException {
    if (!answers(statement, "select 1 from pg_available_extensions where name = 'timescaledb'")) {
      return false;
    }
    try {
      statement.execute("create extension if not exists timescaledb");
      return true;
    } catch (SQLException e) {
      LOG.warn(
          "TimescaleDB is there but can't be created by this user ({}): going on with plain"
              + " PostgreSQL partitions",
          e.getMessage());
      return false;
    }
  }

  private static boolean answers(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }
}
