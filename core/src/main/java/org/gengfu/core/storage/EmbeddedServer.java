package org.gengfu.core.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.gengfu.core.storage.DatabaseConfig.Embedded;
import org.gengfu.core.storage.DatabaseConfig.External;
import org.gengfu.core.village.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of our own, as a child process on the loopback interface. Its data survives
 * us, and a server that a killed hub has left behind is stopped first.
 */
final class EmbeddedServer implements AutoCloseable {
  private static final String USER = "postgres";
  private static final Duration STARTUP_WAIT = Duration.ofSeconds(60);
  private final Path directory;
  private final Path binaries;
  private final boolean durable;
  private @Nullable FileChannel lockChannel;
  private @Nullable EmbeddedPostgres server;

  EmbeddedServer(Embedded config) {
    this(config, true);
  }

  /**
   * @param durable false only for tests: what is committed may be lost with the machine's power
   */
  EmbeddedServer(Embedded config, boolean durable) {
    this.durable = durable;
    directory = config.directory().toAbsolutePath();
    binaries = config.binaries() == null ? directory.resolve("programs") : config.binaries();
  }

  /** Starts it; blocks until it takes connections. Returns how to connect. */
  External start() {
    try {
      PrivateFiles.createDirectory(directory);
      Files.createDirectories(binaries);
      lock();
      Path data = directory.resolve("data");
      OrphanedServer.stop(data);
      Secret password = new Secret(PrivateFiles.randomText(directory.resolve("password")));
      EmbeddedPostgres started = builder(data, password).start();
      server = started;
      String url = "jdbc:postgresql://127.0.0.1:" + started.getPort() + "/" + USER;
      return new External(url, USER, password);
    } catch (IOException | RuntimeException e) {
      close();
      throw new StoreException(
          "the embedded PostgreSQL in "
              + directory
              + " does not start: "
              + e.getMessage()
              + " (as root it needs user namespaces: run as another user where those are blocked)",
          e,
          false);
    }
  }

  private EmbeddedPostgres.Builder builder(Path data, Secret password) {
    return EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(binaries.toFile())
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        // The hub closes its parts in order; a hook of its own would take the server from under
        // them.
        .setRegisterShutdownHook(false)
        .setPGStartupWait(STARTUP_WAIT)
        // Passed on to initdb, where the last of two --auth counts: no moment without a password.
        .setLocaleConfig("auth", "scram-sha-256")
        .setLocaleConfig("pwfile", directory.resolve("password").toString())
        .setLocaleConfig("locale", "C")
        .setConnectConfig("password", password.reveal())
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("max_connections", "50")
        // The library starts it with both off, made for tests.
        .setServerConfig("fsync", durable ? "on" : "off")
        .setServerConfig("synchronous_commit", durable ? "on" : "off");
  }

  private void lock() throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    lockChannel = channel;
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new IOException("another hub is running on it");
    }
  }

  @Override
  public void close() {
    try {
      if (server != null) {
        server.close();
        server = null;
        // The library waits 5 s at most; a last checkpoint may take longer.
        OrphanedServer.stop(directory.resolve("data"));
      }
      if (lockChannel != null) {
        lockChannel.close();
        lockChannel = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
