package org.gengfu.core.village;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of device, described once for all sensors of it: a village has sixty identical ones.
 *
 * @param id id
 * @param name shown to people
 * @param topic MQTT topic, in which {@code {device}} stands for the sensor's device; null where
 *     each sensor has its own
 * @param metrics what to take from a payload, at least one
 * @param rules thresholds that open a case
 * @param silentAfterSeconds a sensor is offline when nothing came for this long
 * @param availability where the last will is heard; null for nowhere
 */
public record SensorType(
    String id,
    String name,
    @Nullable String topic,
    List<Metric> metrics,
    List<Sensor.ThresholdRule> rules,
    int silentAfterSeconds,
    @Nullable Availability availability)
    implements Entity {
  /** Stands for the sensor's device in a topic. */
  public static final String DEVICE = "{device}";

  @JsonCreator
  @SuppressWarnings("ConstantValue")
  public SensorType {
    metrics = metrics == null ? List.of() : List.copyOf(metrics);
    rules = rules == null ? List.of() : List.copyOf(rules);
  }

  /** The sensor with everything that it leaves to this type. */
  Sensor complete(Sensor sensor) {
    String device = device(sensor);
    return new Sensor(
        sensor.id(),
        sensor.name(),
        sensor.kind(),
        topic(sensor),
        sensor.metrics().isEmpty() ? metrics : sensor.metrics(),
        rules(sensor.rules()),
        sensor.silentAfterSeconds() > 0 ? sensor.silentAfterSeconds() : silentAfterSeconds,
        sensor.gridId(),
        sensor.location(),
        sensor.enabled(),
        sensor.typeId(),
        sensor.device(),
        sensor.brokerId(),
        sensor.availability() != null ? sensor.availability() : availability(device));
  }

  /** Where the sensor of this type publishes; null where neither says it. */
  @Nullable String topic(Sensor sensor) {
    return sensor.topic() != null || topic == null
        ? sensor.topic()
        : topic.replace(DEVICE, device(sensor));
  }

  private static String device(Sensor sensor) {
    return sensor.device() == null ? sensor.id() : sensor.device();
  }

  private List<Sensor.ThresholdRule> rules(List<Sensor.ThresholdRule> own) {
    List<Sensor.ThresholdRule> all = new ArrayList<>(own);
    rules.stream()
        .filter(
            rule ->
                own.stream()
                    .noneMatch(
                        other ->
                            other.metric().equals(rule.metric())
                                && other.direction() == rule.direction()))
        .forEach(all::add);
    return all;
  }

  private @Nullable Availability availability(String device) {
    return availability == null
        ? null
        : new Availability(
            availability.topic().replace(DEVICE, device),
            availability.pointer(),
            availability.onlineWord(),
            availability.offlineWord());
  }
}
