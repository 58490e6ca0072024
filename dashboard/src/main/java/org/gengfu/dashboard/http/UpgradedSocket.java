package org.gengfu.dashboard.http;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * An open WebSocket and the connection below it.
 *
 * @param connection the TCP connection, for {@link #abort}
 */
public record UpgradedSocket(ServerWebSocket socket, Channel connection) {
  static UpgradedSocket of(HttpServerRequest request, ServerWebSocket socket) {
    return new UpgradedSocket(socket, ((ConnectionBase) request.connection()).channel());
  }

  /**
   * Ends the connection without a close frame; nothing once it has ended. Vert.x counts its closing
   * timeout from when the close frame has left, which for a peer that reads nothing is never.
   */
  public void abort() {
    connection.eventLoop().execute(() -> connection.unsafe().close(connection.voidPromise()));
  }
}
