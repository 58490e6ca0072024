package org.gengfu.core.village;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.gengfu.core.cases.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A sensor that reports over MQTT.
 *
 * @param id id
 * @param name shown to people
 * @param kind what it watches
 * @param topic MQTT topic it publishes to, without wildcards
 * @param metrics what to take from a payload, at least one
 * @param rules thresholds that open a case
 * @param silentAfterSeconds offline when nothing came for this long
 * @param gridId grid it stands in
 * @param location on the map; null where unknown
 * @param enabled false keeps the configuration but does not listen
 */
public record Sensor(
    String id,
    String name,
    SensorKind kind,
    String topic,
    List<Metric> metrics,
    List<ThresholdRule> rules,
    int silentAfterSeconds,
    @Nullable String gridId,
    @Nullable Location location,
    boolean enabled)
    implements Entity {

  public Sensor {
    metrics = List.copyOf(metrics);
    rules = List.copyOf(rules);
  }

  /**
   * Where a value stands in a JSON payload.
   *
   * @param name name of the metric
   * @param valuePointer JSON Pointer (RFC 6901) to a number, a boolean or a number in text; empty
   *     for a payload that is itself the value
   * @param timePointer JSON Pointer to the time (RFC 3339 text, or seconds or milliseconds since
   *     1970); null for the time of arrival
   * @param unit unit symbol, may be empty
   * @param scale factor on the value, 1 for none
   */
  public record Metric(
      String name, String valuePointer, @Nullable String timePointer, String unit, double scale) {}

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
