package org.gengfu.alerts;

import io.vertx.core.Future;
import org.gengfu.core.delivery.DeliveryException;
import org.gengfu.core.delivery.OutboxStore.Leased;

/** One way to a receiver. */
interface Channel extends AutoCloseable {
  /**
   * Tries once, without blocking.
   *
   * @return the receipt, once the receiver has acknowledged; fails with a {@link DeliveryException}
   *     where the reason is known
   */
  Future<String> send(Leased message);

  @Override
  default void close() {}
}
