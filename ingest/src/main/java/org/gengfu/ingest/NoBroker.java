package org.gengfu.ingest;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Collection;
import java.util.List;
import org.gengfu.core.delivery.TopicPublisher;
import org.gengfu.core.sensing.SensorStatuses;

/**
 * Stands in where no MQTT broker is configured: no sensor is heard and nothing can be published.
 */
final class NoBroker implements SensorStatuses, TopicPublisher {
  @Override
  public Collection<SensorStatus> all() {
    return List.of();
  }

  @Override
  public boolean brokerConnected() {
    return false;
  }

  @Override
  public Future<Void> publish(String topic, Buffer payload) {
    return Future.failedFuture(
        "no MQTT broker is configured: set mqtt.uri in the configuration file");
  }
}
