package org.gengfu.ingest.playback;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** The Vert.x context on which it was made. */
final class VertxLoop implements PlaybackLoop {
  private final Vertx vertx;
  private final Context context;
  private final long begin = System.nanoTime();

  VertxLoop(Vertx vertx) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
  }

  @Override
  public Duration now() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Override
  public void execute(Runnable task) {
    context.runOnContext(go -> task.run());
  }

  @Override
  public void schedule(Duration delay, Runnable task) {
    vertx.setTimer(Math.max(1, delay.toMillis()), timer -> context.runOnContext(go -> task.run()));
  }

  @Override
  public <T> void load(Callable<T> call, Consumer<T> loaded, Consumer<Throwable> failed) {
    context
        .executeBlocking(call, false)
        .onComplete(
            result -> {
              if (result.succeeded()) {
                loaded.accept(result.result());
              } else {
                failed.accept(result.cause());
              }
            });
  }
}
