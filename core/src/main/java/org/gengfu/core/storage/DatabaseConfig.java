package org.gengfu.core.storage;

import java.nio.file.Path;
import java.time.Duration;
import org.gengfu.core.village.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Which database to use.
 *
 * @param server where it is
 * @param keyFile key that encrypts the secrets in the configuration; made at the first start
 * @param poolSize greatest number of connections
 * @param readingsKept how long readings are kept
 * @param cameraHealthKept how long the series of camera health is kept
 */
public record DatabaseConfig(
    Server server, Path keyFile, int poolSize, Duration readingsKept, Duration cameraHealthKept) {
  private static final int POOL_SIZE = 10;
  private static final Duration READINGS_KEPT = Duration.ofDays(400);
  private static final Duration CAMERA_HEALTH_KEPT = Duration.ofDays(60);

  public DatabaseConfig {
    if (poolSize < 2) {
      throw new IllegalArgumentException("the pool needs 2 connections or more, not " + poolSize);
    }
  }

  /** A PostgreSQL of our own below this directory, with its key file beside it. */
  public static DatabaseConfig embedded(Path dataDirectory) {
    return of(
        new Embedded(dataDirectory.resolve("database"), null), dataDirectory.resolve("secret.key"));
  }

  /** A server that runs elsewhere. */
  public static DatabaseConfig external(
      String jdbcUrl, String user, Secret password, Path keyFile) {
    return of(new External(jdbcUrl, user, password), keyFile);
  }

  private static DatabaseConfig of(Server server, Path keyFile) {
    return new DatabaseConfig(server, keyFile, POOL_SIZE, READINGS_KEPT, CAMERA_HEALTH_KEPT);
  }

  /** Where the database server is. */
  public sealed interface Server {}

  /**
   * Runs inside the hub's own data directory.
   *
   * @param directory kept over restarts
   * @param binaries where its programs are unpacked; null for below {@code directory}
   */
  public record Embedded(Path directory, @Nullable Path binaries) implements Server {}

  /**
   * @param jdbcUrl {@code jdbc:postgresql://host:port/database}
   * @param user owner of the schema
   * @param password of the user
   */
  public record External(String jdbcUrl, String user, Secret password) implements Server {}
}
