package org.gengfu.dashboard.push;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.gengfu.dashboard.http.UpgradedSocket;

/** Writes to a WebSocket from any thread, and knows how much of it has not left yet. */
final class BoundedSocket {
  /** Time for the peer to read up to the close frame and to answer it. */
  private static final long CLOSING_MILLIS = 5_000;

  private final Vertx vertx;
  private final UpgradedSocket upgraded;
  private final ServerWebSocket socket;
  private final Context context;
  private final long maxWaitingBytes;
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicBoolean closing = new AtomicBoolean();

  /** To be made on the socket's event loop. */
  BoundedSocket(Vertx vertx, UpgradedSocket upgraded, long maxWaitingBytes) {
    this.vertx = vertx;
    this.upgraded = upgraded;
    this.socket = upgraded.socket();
    this.context = vertx.getOrCreateContext();
    this.maxWaitingBytes = maxWaitingBytes;
  }

  /** Whether less than the bound waits to leave. */
  boolean ready() {
    return !closing.get() && waitingBytes.get() < maxWaitingBytes;
  }

  long waitingBytes() {
    return waitingBytes.get();
  }

  void text(String message) {
    int size = message.getBytes(StandardCharsets.UTF_8).length;
    write(size, () -> socket.writeTextMessage(message));
  }

  void binary(Buffer message) {
    write(message.length(), () -> socket.writeBinaryMessage(message));
  }

  void ping(Buffer data) {
    write(data.length(), () -> socket.writePing(data));
  }

  private void write(int size, Supplier<Future<Void>> writing) {
    if (closing.get()) {
      return;
    }
    waitingBytes.addAndGet(size);
    context.runOnContext(
        go -> {
          if (socket.isClosed()) {
            waitingBytes.addAndGet(-size);
          } else {
            writing.get().onComplete(done -> waitingBytes.addAndGet(-size));
          }
        });
  }

  /** Closes, in five seconds at most; what is written from now on is dropped. */
  void close(CloseCode code) {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    context.runOnContext(
        go -> {
          if (!socket.isClosed()) {
            socket.close(code.number(), code.reason());
            vertx.setTimer(CLOSING_MILLIS, late -> upgraded.abort().run());
          }
        });
  }
}
