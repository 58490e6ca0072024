package org.gengfu.alerts;

import io.vertx.core.Future;
import org.gengfu.core.delivery.OutboxStore.Leased;

/** One way to a receiver. */
interface Channel extends AutoCloseable {
  /**
   * Tries once, without blocking.
   *
   * @return the receipt, once the receiver has acknowledged; fails with {@link Undeliverable} when
   *     trying again is pointless
   */
  Future<String> send(Leased message);

  @Override
  default void close() {}

  /** The receiver is gone for good. */
  final class Undeliverable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Undeliverable(String message) {
      super(message);
    }
  }
}
