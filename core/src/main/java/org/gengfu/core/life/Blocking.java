package org.gengfu.core.life;

import io.vertx.core.Future;
import java.util.concurrent.Callable;

/** Runs blocking calls off the event loops, on a bounded pool of workers. */
public interface Blocking {
  /** Runs the call on a worker; the future completes on the caller's context. */
  <T> Future<T> run(Callable<T> call);
}
