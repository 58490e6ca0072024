package org.gengfu.dashboard;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** An HTTP server that runs, and what ends with it. */
final class RunningServer {
  private final Deque<Runnable> endings = new ArrayDeque<>();
  private @Nullable HttpServer server;

  /**
   * Binds; blocks until it listens.
   *
   * @throws IllegalStateException when the address is taken, saying which
   */
  void start(Vertx vertx, HttpServerOptions options, Router router) {
    server =
        Waiting.on(
            vertx
                .createHttpServer(options)
                .requestHandler(router)
                .listen()
                .recover(
                    error ->
                        io.vertx.core.Future.failedFuture(
                            new IllegalStateException(
                                "can't listen on "
                                    + options.getHost()
                                    + ":"
                                    + options.getPort()
                                    + ": "
                                    + error.getMessage(),
                                error))));
  }

  /** To be run before the server closes, the latest first. */
  void onClose(Runnable ending) {
    endings.push(ending);
  }

  int port() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server.actualPort();
  }

  void close() {
    while (!endings.isEmpty()) {
      endings.pop().run();
    }
    if (server != null) {
      Waiting.on(server.close());
      server = null;
    }
  }
}
