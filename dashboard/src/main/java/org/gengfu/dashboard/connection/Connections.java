package org.gengfu.dashboard.connection;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** What Vert.x does not let us do with a connection. */
public final class Connections {
  private Connections() {}

  /**
   * How to end a TCP connection without waiting for what is still to leave; from any thread, and
   * nothing once it has ended. Vert.x counts its closing timeout of a WebSocket from when the close
   * frame has left, which for a peer that reads nothing is never.
   */
  public static Runnable aborting(HttpConnection connection) {
    Channel channel = ((ConnectionBase) connection).channel();
    return () -> channel.eventLoop().execute(() -> channel.unsafe().close(channel.voidPromise()));
  }
}
