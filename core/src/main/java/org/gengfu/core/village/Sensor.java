package org.gengfu.core.village;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.gengfu.core.cases.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A sensor that reports over MQTT. What it takes from a payload stands in itself or in its {@link
 * SensorType}; {@link Village#sensors()} gives sensors with everything of their type filled in.
 *
 * @param id id
 * @param name shown to people
 * @param kind what it watches
 * @param topic MQTT topic it publishes to, without wildcards; null takes the type's
 * @param metrics what to take from a payload, at least one; empty with a type
 * @param rules thresholds that open a case; with a type, each stands for the type's rule of the
 *     same metric and direction
 * @param silentAfterSeconds offline when nothing came for this long; 0 takes the type's
 * @param gridId grid it stands in
 * @param location on the map; null where unknown
 * @param enabled false keeps the configuration but does not listen
 * @param typeId what kind of device it is; null where it has its own metrics
 * @param device what {@code {device}} stands for in the type's topics, such as a serial number;
 *     null for the id
 * @param brokerId where it publishes; null for {@link Broker#DEFAULT_ID}
 * @param availability where its last will is heard; null for nowhere, or where the type says
 */
public record Sensor(
    String id,
    String name,
    SensorKind kind,
    @Nullable String topic,
    List<Metric> metrics,
    List<ThresholdRule> rules,
    int silentAfterSeconds,
    @Nullable String gridId,
    @Nullable Location location,
    boolean enabled,
    @Nullable String typeId,
    @Nullable String device,
    @Nullable String brokerId,
    @Nullable Availability availability)
    implements Entity {

  // Stored configurations and seeds of older versions lack the later fields.
  @JsonCreator
  @SuppressWarnings("ConstantValue")
  public Sensor {
    metrics = metrics == null ? List.of() : List.copyOf(metrics);
    rules = rules == null ? List.of() : List.copyOf(rules);
  }

  /** A sensor with its own metrics at the default broker, without an availability topic. */
  public Sensor(
      String id,
      String name,
      SensorKind kind,
      String topic,
      List<Metric> metrics,
      List<ThresholdRule> rules,
      int silentAfterSeconds,
      @Nullable String gridId,
      @Nullable Location location,
      boolean enabled) {
    this(
        id,
        name,
        kind,
        topic,
        metrics,
        rules,
        silentAfterSeconds,
        gridId,
        location,
        enabled,
        null,
        null,
        null,
        null);
  }

  /** The same with other thresholds, and listened to. */
  public Sensor trying(List<ThresholdRule> others) {
    return new Sensor(
        id,
        name,
        kind,
        topic,
        metrics,
        others,
        silentAfterSeconds,
        gridId,
        location,
        true,
        typeId,
        device,
        brokerId,
        availability);
  }

  /** Id of the broker that it publishes to. */
  public String broker() {
    return brokerId == null ? Broker.DEFAULT_ID : brokerId;
  }

  /**
   * Opens a case when the metric passes {@code threshold} and clears it when it comes back past
   * {@code clear}: the gap between the two is the hysteresis.
   *
   * @param metric name of one of the sensor's metrics
   * @param direction which side of the threshold is wrong
   * @param threshold opens at or past this value
   * @param clear clears at or past this value on the way back
   * @param holdSeconds how long the value must stay wrong, in reading time; 0 opens at the first
   *     reading
   * @param severity of the case
   */
  public record ThresholdRule(
      String metric,
      Direction direction,
      double threshold,
      double clear,
      int holdSeconds,
      Severity severity) {}

  /** The wrong side of a threshold. */
  public enum Direction {
    @JsonProperty("above")
    ABOVE,
    @JsonProperty("below")
    BELOW
  }
}
