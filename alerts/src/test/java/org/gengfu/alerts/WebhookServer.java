package org.gengfu.alerts;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A real receiver on a free port, as well- or ill-behaved as its test needs. */
final class WebhookServer {
  /** What to answer: an HTTP status, 0 for never, or -1 for an endless body. */
  volatile int answer = 204;

  final List<Received> received = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  record Received(String id, String timestamp, String signature, byte[] body) {}

  WebhookServer(Vertx vertx) throws Exception {
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::handle)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/hook?from=gengfu";
  }

  private void handle(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              received.add(
                  new Received(
                      request.getHeader("X-Gengfu-Id"),
                      request.getHeader("X-Gengfu-Timestamp"),
                      request.getHeader("X-Gengfu-Signature"),
                      body.getBytes()));
              int status = answer;
              if (status == -1) {
                request.response().setChunked(true).write("and on and on").onFailure(e -> {});
              } else if (status > 0) {
                request
                    .response()
                    .setStatusCode(status)
                    .putHeader("Location", "/elsewhere")
                    .end()
                    .onFailure(e -> {});
              }
            });
  }
}
