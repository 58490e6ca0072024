package org.gengfu.core.delivery;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Port to the MQTT broker for what goes out: ingest offers it, alerts and the demo use it. */
public interface TopicPublisher {
  /**
   * Publishes with quality of service 1.
   *
   * @return done when the broker has acknowledged; fails with a {@link DeliveryException} while the
   *     broker is away
   */
  Future<Void> publish(String topic, Buffer payload);
}
