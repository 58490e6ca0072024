package org.gengfu.ingest.mqtt;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import org.gengfu.core.village.Metric;
import org.gengfu.core.village.Sensor;
import org.jspecify.annotations.Nullable;

/**
 * A sensor with its pointers compiled.
 *
 * @param sensor the configuration
 * @param metrics what to take from its payloads
 */
record MappedSensor(Sensor sensor, List<MappedMetric> metrics) {

  /** A metric and where it stands. */
  record MappedMetric(
      Metric metric,
      JsonPointer value,
      @Nullable JsonPointer time,
      @Nullable JsonPointer quality) {}

  /**
   * Compiles the pointers.
   *
   * @throws IllegalArgumentException when one is not a JSON Pointer
   */
  static MappedSensor of(Sensor sensor) {
    return new MappedSensor(sensor, sensor.metrics().stream().map(MappedSensor::metric).toList());
  }

  private static MappedMetric metric(Metric metric) {
    return new MappedMetric(
        metric,
        JsonPointer.compile(metric.valuePointer()),
        compiled(metric.timePointer()),
        compiled(metric.qualityPointer()));
  }

  private static @Nullable JsonPointer compiled(@Nullable String pointer) {
    return pointer == null ? null : JsonPointer.compile(pointer);
  }
}
