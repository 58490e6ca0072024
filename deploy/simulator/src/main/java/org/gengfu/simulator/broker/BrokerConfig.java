package org.gengfu.simulator.broker;

import java.nio.file.Path;
import org.gengfu.core.village.Secret;
import org.jspecify.annotations.Nullable;

/**
 * How an embedded broker runs.
 *
 * @param directory where it keeps sessions and waiting messages; made when missing
 * @param port TCP port on 127.0.0.1; 0 for a free one
 * @param username who may connect; null for anybody on this machine
 * @param password of that user; null exactly when {@code username} is null
 * @param keyStore JKS file with the key and certificate of TLS; null for a plain listener
 * @param keyStorePassword of that file and the key in it; null exactly when it is null
 */
public record BrokerConfig(
    Path directory,
    int port,
    @Nullable String username,
    @Nullable Secret password,
    @Nullable Path keyStore,
    @Nullable Secret keyStorePassword) {
  public BrokerConfig {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
    }
    if ((username == null) != (password == null)) {
      throw new IllegalArgumentException("give both username and password, or neither");
    }
    if ((keyStore == null) != (keyStorePassword == null)) {
      throw new IllegalArgumentException("give both a key store and its password, or neither");
    }
  }

  /** Without TLS. */
  public BrokerConfig(
      Path directory, int port, @Nullable String username, @Nullable Secret password) {
    this(directory, port, username, password, null, null);
  }

  /** Open to every client on this machine, on a free port. */
  public static BrokerConfig open(Path directory) {
    return new BrokerConfig(directory, 0, null, null);
  }
}
