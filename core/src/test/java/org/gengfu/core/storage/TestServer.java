package org.gengfu.core.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.gengfu.core.storage.DatabaseConfig.Embedded;
import org.gengfu.core.storage.DatabaseConfig.External;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One real PostgreSQL server for all tests of a JVM, and a fresh database in it for whoever asks.
 * Other modules use it through this module's test jar.
 */
public final class TestServer {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private TestServer() {}

  /** Unpacked once for all test JVMs of the machine. */
  public static Path binaries() {
    return Path.of(System.getProperty("java.io.tmpdir"), "gengfu-test-postgres");
  }

  /** A fresh database with the present schema; its key file lies in {@code directory}. */
  public static DatabaseConfig freshDatabase(Path directory) {
    return database(directory, Template.NAME);
  }

  /** A fresh, empty database. */
  static DatabaseConfig emptyDatabase(Path directory) {
    return database(directory, "template1");
  }

  private static DatabaseConfig database(Path directory, String template) {
    External server = Holder.SERVER;
    String name = "test_" + DATABASES.incrementAndGet();
    try (Connection connection =
            DriverManager.getConnection(
                server.jdbcUrl(), server.user(), server.password().reveal());
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name + " template " + template);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    String url = server.jdbcUrl().replaceFirst("/[a-z]+$", "/" + name);
    return DatabaseConfig.external(
        url, server.user(), server.password(), directory.resolve("secret.key"));
  }

  /** A server of one's own, for tests that stop it. */
  public static DatabaseConfig ownServer(Path directory) {
    DatabaseConfig plain = DatabaseConfig.embedded(directory);
    return new DatabaseConfig(
        new Embedded(directory.resolve("database"), binaries()),
        plain.keyFile(),
        plain.poolSize(),
        plain.readingsKept(),
        plain.cameraHealthKept());
  }

  /** Migrated once; copying it is much faster than migrating. */
  private static final class Template {
    static final String NAME = migrate();

    private static String migrate() {
      External server = Holder.SERVER;
      String name = "migrated";
      try (Connection connection =
              DriverManager.getConnection(
                  server.jdbcUrl(), server.user(), server.password().reveal());
          Statement statement = connection.createStatement()) {
        statement.execute("create database " + name);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(server.jdbcUrl().replaceFirst("/[a-z]+$", "/" + name));
      source.setUser(server.user());
      source.setPassword(server.password().reveal());
      new Schema(source, true).migrate();
      return name;
    }
  }

  private static final class Holder {
    static final External SERVER = start();

    private static External start() {
      try {
        Path directory = Files.createTempDirectory("gengfu-test-server");
        EmbeddedServer server =
            new EmbeddedServer(new Embedded(directory.resolve("database"), binaries()), false);
        External address = server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(directory)));
        return address;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** At once and by signal: nobody needs its last checkpoint. */
    private static void stop(Path directory) {
      try {
        Path pidFile = directory.resolve("database/data/postmaster.pid");
        String pid = Files.readAllLines(pidFile).get(0).strip();
        ProcessHandle server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
        server.onExit().get(10, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
