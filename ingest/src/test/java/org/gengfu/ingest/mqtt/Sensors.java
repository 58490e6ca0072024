package org.gengfu.ingest.mqtt;

import java.util.List;
import org.gengfu.core.village.Availability;
import org.gengfu.core.village.Broker;
import org.gengfu.core.village.Metric;
import org.gengfu.core.village.Secret;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.SensorKind;
import org.jspecify.annotations.Nullable;

/** Sensors for tests. */
final class Sensors {
  private Sensors() {}

  /** An open broker that speaks MQTT 5. */
  static Broker broker(String uri, String clientId) {
    return broker(uri, clientId, Broker.Protocol.MQTT_5, null, null);
  }

  static Broker broker(
      String uri,
      String clientId,
      Broker.Protocol protocol,
      @Nullable String username,
      @Nullable Secret password) {
    return new Broker(
        Broker.DEFAULT_ID,
        "村委会",
        uri,
        protocol,
        clientId,
        username,
        password,
        null,
        null,
        null,
        true);
  }

  /** Publishes {@code {"level": 1.5}} to {@code village/ID}. */
  static Sensor level(String id) {
    return sensor(id, "village/" + id, metric("level", "/level", null));
  }

  /** Publishes {@code {"level": 1.5, "at": ...}} to {@code village/ID}. */
  static Sensor timed(String id) {
    return sensor(id, "village/" + id, metric("level", "/level", "/at"));
  }

  static Sensor sensor(String id, String topic, Metric... metrics) {
    return new Sensor(
        id,
        "水位计 " + id,
        SensorKind.WATER_LEVEL,
        topic,
        List.of(metrics),
        List.of(),
        60,
        null,
        null,
        true);
  }

  static Sensor disabled(Sensor sensor) {
    return new Sensor(
        sensor.id(),
        sensor.name(),
        sensor.kind(),
        String.valueOf(sensor.topic()),
        sensor.metrics(),
        sensor.rules(),
        sensor.silentAfterSeconds(),
        null,
        null,
        false);
  }

  /** The same with an availability topic, at the broker with this id. */
  static Sensor available(Sensor sensor, @Nullable Availability availability, String brokerId) {
    return new Sensor(
        sensor.id(),
        sensor.name(),
        sensor.kind(),
        sensor.topic(),
        sensor.metrics(),
        sensor.rules(),
        sensor.silentAfterSeconds(),
        null,
        null,
        true,
        null,
        null,
        brokerId,
        availability);
  }

  static Metric metric(String name, String value, @Nullable String time) {
    return new Metric(name, value, time, "m", 1);
  }
}
