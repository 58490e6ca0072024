package org.gengfu.core.storage;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.locator.ClasspathSqlLocator;

/** Runs work on a connection, and says in one place what a database error means. */
final class Sql {
  private static final ClasspathSqlLocator FILES = ClasspathSqlLocator.removingComments();
  private final Jdbi jdbi;

  Sql(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The statement in {@code db/sql/<name>.sql}. */
  static String file(String name) {
    return FILES.getResource(Sql.class.getClassLoader(), "db/sql/" + name + ".sql");
  }

  /** Runs without a transaction of its own. */
  <T> T read(Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException e) {
      throw failure(e);
    }
  }

  /** Runs in one transaction, rolled back when the work throws. */
  <T> T transaction(Function<Handle, T> work) {
    try {
      return jdbi.inTransaction(work::apply);
    } catch (JdbiException e) {
      throw failure(e);
    }
  }

  /** PostgreSQL keeps microseconds: cut before writing, so that what is read back is equal. */
  static OffsetDateTime time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  /** The exception to throw on; statement arguments, which may be private, stay out of it. */
  static StoreException failure(Exception e) {
    Throwable told = e;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException) {
        told = cause;
        break;
      }
    }
    return new StoreException("the database has failed: " + told.getMessage(), told, passing(e));
  }

  /** Whether the same may work later; SQLSTATE classes of the PostgreSQL manual, appendix A. */
  private static boolean passing(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientException
          || cause instanceof SQLRecoverableException
          || cause instanceof ConnectionException) {
        return true;
      }
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        String state = sql.getSQLState();
        return state.startsWith("08") // connection
            || state.startsWith("40") // serialisation, deadlock
            || state.startsWith("53") // out of connections, memory, disk
            || state.startsWith("57") // shutting down, starting, cancelled
            || state.startsWith("58") // system error
            || state.equals("55P03") // lock not available
            || state.equals("25006"); // read only: a standby, for now
      }
    }
    return false;
  }
}
