package org.gengfu.dashboard.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import org.gengfu.dashboard.connection.Connections;

/**
 * An open WebSocket.
 *
 * @param abort ends the TCP connection below it, whatever its peer does
 */
public record UpgradedSocket(ServerWebSocket socket, Runnable abort) {
  static UpgradedSocket of(HttpServerRequest request, ServerWebSocket socket) {
    return new UpgradedSocket(socket, Connections.aborting(request.connection()));
  }
}
