package org.gengfu.ingest.mqtt;

import java.util.List;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.SensorKind;
import org.jspecify.annotations.Nullable;

/** Sensors for tests. */
final class Sensors {
  private Sensors() {}

  /** Publishes {@code {"level": 1.5}} to {@code village/ID}. */
  static Sensor level(String id) {
    return sensor(id, "village/" + id, metric("level", "/level", null));
  }

  /** Publishes {@code {"level": 1.5, "at": ...}} to {@code village/ID}. */
  static Sensor timed(String id) {
    return sensor(id, "village/" + id, metric("level", "/level", "/at"));
  }

  static Sensor sensor(String id, String topic, Sensor.Metric... metrics) {
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
        sensor.topic(),
        sensor.metrics(),
        sensor.rules(),
        sensor.silentAfterSeconds(),
        null,
        null,
        false);
  }

  static Sensor.Metric metric(String name, String value, @Nullable String time) {
    return new Sensor.Metric(name, value, time, "m", 1);
  }
}
