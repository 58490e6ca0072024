package org.gengfu.hub.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A viewer that counts what it gets: messages, and pictures by the time that they carry. It reads
 * as fast as they come, or as slowly as it is told.
 */
final class LiveClient implements AutoCloseable, WebSocket.Listener {
  private static final long PAUSE_MILLIS = 20;

  private final AtomicLong fragments = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final @Nullable ScheduledExecutorService timer;
  private final double bytesPerSecond;
  private final WebSocket socket;
  private volatile long begunNanos;
  private volatile String end = "still open";

  /**
   * @param bytesPerSecond how fast it reads; 0 for as fast as it can
   */
  LiveClient(HttpClient http, String address, String token, double bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
    this.timer = bytesPerSecond > 0 ? Executors.newSingleThreadScheduledExecutor() : null;
    this.socket =
        http.newWebSocketBuilder()
            .header("Authorization", "Bearer " + token)
            .buildAsync(URI.create(address), this)
            .join();
  }

  @Override
  public void onOpen(WebSocket from) {
    begunNanos = System.nanoTime();
    from.request(1);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    more(from);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    bytes.addAndGet(data.remaining());
    if (last) {
      fragments.incrementAndGet();
    }
    more(from);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    end = "closed by the hub after %.1f s: %d %s".formatted(seconds(), code, reason);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    end = "failed after %.1f s: %s".formatted(seconds(), error);
  }

  private double seconds() {
    return (System.nanoTime() - begunNanos) / 1e9;
  }

  private void more(WebSocket from) {
    ScheduledExecutorService slow = timer;
    if (slow == null || bytes.get() <= bytesPerSecond * seconds()) {
      from.request(1);
    } else if (!slow.isShutdown()) {
      Future<?> unused = slow.schedule(() -> more(from), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** How it ended, or that it has not. */
  String end() {
    return end;
  }

  /** Binary messages so far. */
  long fragments() {
    return fragments.get();
  }

  long bytes() {
    return bytes.get();
  }

  @Override
  public void close() {
    if (timer != null) {
      timer.shutdownNow();
    }
    socket.abort();
  }
}
