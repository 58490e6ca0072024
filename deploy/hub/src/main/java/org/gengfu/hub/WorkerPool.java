package org.gengfu.hub;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import org.gengfu.core.life.Blocking;

/** {@link Blocking} on one named Vert.x worker pool. */
final class WorkerPool implements Blocking, AutoCloseable {
  private final WorkerExecutor executor;

  WorkerPool(Vertx vertx, int threads) {
    this.executor = vertx.createSharedWorkerExecutor("work", threads);
  }

  @Override
  public <T> Future<T> run(Callable<T> call) {
    return executor.executeBlocking(call, false);
  }

  @Override
  public void close() {
    executor.close();
  }
}
