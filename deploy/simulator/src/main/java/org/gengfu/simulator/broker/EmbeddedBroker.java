package org.gengfu.simulator.broker;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gengfu.core.life.Component;
import org.jspecify.annotations.Nullable;

/**
 * A broker of MQTT 5 and 3.1.1 in this process, on the loopback address only: the demo's broker and
 * the tests'. It is HiveMQ CE, with sessions and waiting messages kept in files, so that it can be
 * closed and started again on the same port and directory with nothing forgotten.
 */
public final class EmbeddedBroker implements Component {
  private static final long LIMIT_SECONDS = 60;

  private final BrokerConfig config;
  private int port;
  private @Nullable EmbeddedHiveMQ broker;

  public EmbeddedBroker(BrokerConfig config) {
    this.config = config;
    this.port = config.port();
  }

  @Override
  public synchronized void start() {
    if (broker != null) {
      throw new IllegalStateException("the broker runs already");
    }
    port = freePort(port);
    EmbeddedHiveMQ starting = build();
    try {
      await(starting.start(), "start on port " + port);
    } catch (IllegalStateException e) {
      await(starting.stop(), "stop");
      throw e;
    }
    broker = starting;
  }

  /** Closes; sessions stay on disk, and {@link #start()} takes them up on the same port. */
  @Override
  public synchronized void close() {
    EmbeddedHiveMQ closing = broker;
    broker = null;
    if (closing != null) {
      await(closing.stop(), "stop");
    }
  }

  /**
   * Where clients connect, such as {@code tcp://127.0.0.1:41883}, {@code ssl} with TLS; known once
   * started.
   */
  public synchronized String uri() {
    if (port == 0) {
      throw new IllegalStateException("start the broker first: its port is not known yet");
    }
    return (config.keyStore() == null ? "tcp" : "ssl") + "://127.0.0.1:" + port;
  }

  private EmbeddedHiveMQ build() {
    Path directory = config.directory();
    try {
      Path configuration = Files.createDirectories(directory.resolve("conf"));
      BrokerFiles.writeConfig(configuration, port, config);
      EmbeddedExtension gatekeeper =
          EmbeddedExtension.builder()
              .withId("gengfu-gatekeeper")
              .withName("Gengfu gatekeeper")
              .withVersion("1")
              .withExtensionMain(new Gatekeeper(config.username(), config.password()))
              .build();
      return EmbeddedHiveMQ.builder()
          .withConfigurationFolder(configuration)
          .withDataFolder(Files.createDirectories(directory.resolve("data")))
          .withExtensionsFolder(Files.createDirectories(directory.resolve("extensions")))
          .withEmbeddedExtension(gatekeeper)
          .withoutLoggingBootstrap()
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException("the broker's directory can't be written: " + directory, e);
    }
  }

  private static void await(Future<?> done, String what) {
    try {
      done.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: the embedded broker did not " + what, e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the embedded broker did not " + what, e);
    }
  }

  /**
   * HiveMQ tells neither which port it took when asked for 0 nor that a port was taken, so both are
   * found out before. Another process could take the port in between; that is left.
   */
  private static int freePort(int wanted) {
    try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "port " + wanted + " on 127.0.0.1 is not free for the embedded broker", e);
    }
  }
}
