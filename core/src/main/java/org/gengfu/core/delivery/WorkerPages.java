package org.gengfu.core.delivery;

import io.vertx.core.Future;

/** Port to the open worker pages: dashboard offers it, alerts pushes through it. */
public interface WorkerPages {
  /**
   * Shows a notification on every open page of the worker.
   *
   * @return done when one page has acknowledged that it shows it; fails with a {@link
   *     DeliveryException} when none is open or none answers in time
   */
  Future<Void> push(String workerId, Notification notification);
}
