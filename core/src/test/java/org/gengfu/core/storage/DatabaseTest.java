package org.gengfu.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import org.gengfu.core.storage.DatabaseConfig.Embedded;
import org.gengfu.core.storage.DatabaseConfig.External;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Secret;
import org.gengfu.core.village.Webhook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  @TempDir Path directory;

  private Database database(DatabaseConfig config) {
    return new Database(config, new SimpleMeterRegistry(), InstantSource.system());
  }

  @Test
  void keepsWhatWasWrittenOverARestartOfItsOwnServer() {
    DatabaseConfig config = TestServer.ownServer(directory);
    try (Database first = database(config)) {
      first.start();
      assertThat(first.timescale()).isFalse();
      assertThat(first.health().check().healthy()).isTrue();
      first.registry().create(webhook(), "admin");
    }
    try (Database second = database(config)) {
      second.start();
      assertThat(second.registry().current().find(Kind.WEBHOOK, "office").orElseThrow().entity())
          .isEqualTo(webhook());
    }
  }

  @Test
  void stopsTheServerThatAKilledHubHasLeftBehindAndLosesNothing() throws Exception {
    KilledHub.runOn(directory);
    long orphan = serverPid();
    assertThat(ProcessHandle.of(orphan)).isPresent();

    try (Database next = database(TestServer.ownServer(directory))) {
      next.start();
      assertThat(serverPid()).isNotEqualTo(orphan);
      assertThat(ProcessHandle.of(orphan)).isEmpty();
      assertThat(next.registry().current().worker("li")).isPresent();
    }
  }

  @Test
  void refusesASecondHubOnTheSameDirectory() {
    DatabaseConfig config = TestServer.ownServer(directory);
    try (Database first = database(config);
        Database second = database(config)) {
      first.start();
      assertThatThrownBy(second::start)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("another hub is running on it");
      assertThat(first.health().check().healthy()).isTrue();
    }
  }

  @Test
  void runsItsServerDurablyAndBehindAPassword() throws Exception {
    EmbeddedServer server = new EmbeddedServer((Embedded) TestServer.ownServer(directory).server());
    try {
      External address = server.start();
      try (Connection connection =
              DriverManager.getConnection(
                  address.jdbcUrl(), address.user(), address.password().reveal());
          Statement statement = connection.createStatement()) {
        assertThat(show(statement, "fsync")).isEqualTo("on");
        assertThat(show(statement, "synchronous_commit")).isEqualTo("on");
        assertThat(show(statement, "full_page_writes")).isEqualTo("on");
        assertThat(show(statement, "listen_addresses")).isEqualTo("127.0.0.1");
      }
      assertThatThrownBy(
              () -> DriverManager.getConnection(address.jdbcUrl(), address.user(), "wrong"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    } finally {
      server.close();
    }
  }

  @Test
  void keepsItsKeysToItself() throws Exception {
    DatabaseConfig config = TestServer.emptyDatabase(directory);
    try (Database database = database(config)) {
      database.start();
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config.keyFile())))
        .isEqualTo("rw-------");
  }

  @Test
  void namesTheKeyFileWhenItDoesNotBelongToTheDatabase() throws Exception {
    DatabaseConfig config = TestServer.emptyDatabase(directory);
    try (Database database = database(config)) {
      database.start();
      database.registry().create(webhook(), "admin");
    }
    Files.delete(config.keyFile());
    try (Database database = database(config)) {
      assertThatThrownBy(database::start)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(config.keyFile().toString());
    }
  }

  @Test
  void saysThatAnAbsentServerIsAPassingFailure() {
    DatabaseConfig config =
        DatabaseConfig.external(
            "jdbc:postgresql://127.0.0.1:1/none",
            "nobody",
            new Secret("x"),
            directory.resolve("secret.key"));
    try (Database database = database(config)) {
      assertThatThrownBy(database::start)
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.transientFailure()).isTrue());
    }
  }

  private long serverPid() throws Exception {
    Path file = directory.resolve("database/data/postmaster.pid");
    return Long.parseLong(Files.readAllLines(file).get(0).strip());
  }

  private static String show(Statement statement, String setting) throws SQLException {
    try (ResultSet rows = statement.executeQuery("show " + setting)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Webhook webhook() {
    return new Webhook(
        "office", "治保办", "https://office.example.org/in", new Secret("0123456789abcdef"), true);
  }
}
