package org.gengfu.ingest.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.faults.Why;
import org.gengfu.core.sensing.Quality;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.village.Metric;
import org.jspecify.annotations.Nullable;

/** Takes one sensor's readings out of a payload. */
final class PayloadReader {
  private final MappedSensor sensor;
  private final JsonNode payload;
  private final Instant arrival;
  private final List<Reading> readings = new ArrayList<>();
  private @Nullable Why problem;
  private @Nullable Why note;
  private int missing;
  private boolean timed;

  private PayloadReader(MappedSensor sensor, JsonNode payload, Instant arrival) {
    this.sensor = sensor;
    this.payload = payload;
    this.arrival = arrival;
  }

  /**
   * What a payload held for a sensor.
   *
   * @param readings one a metric that could be read
   * @param problem what could not be read; null where nothing was wrong
   * @param absent whether the payload had nothing at any of the sensor's pointers
   * @param note what was read otherwise than it stands there; null for nothing
   * @param timed whether the payload told the time itself
   */
  record Outcome(
      List<Reading> readings,
      @Nullable Why problem,
      boolean absent,
      @Nullable Why note,
      boolean timed) {}

  /** Reads every metric; one that can't be read does not hinder the others. */
  static Outcome read(MappedSensor sensor, JsonNode payload, Instant arrival) {
    PayloadReader reader = new PayloadReader(sensor, payload, arrival);
    sensor.metrics().forEach(reader::take);
    return reader.outcome();
  }

  private void take(MappedSensor.MappedMetric mapped) {
    Metric metric = mapped.metric();
    JsonNode node = payload.at(mapped.value());
    if (node.isMissingNode() || (node.isNull() && sensor.metrics().size() > 1)) {
      missing++;
      return;
    }
    try {
      double value = Numbers.value(node) * metric.scale() + metric.offset();
      if (!Double.isFinite(value)) {
        throw new UnreadableException(
            FaultReason.VALUE_OUT_OF_RANGE, "holds a number that is out of range once scaled");
      }
      readings.add(
          new Reading(
              sensor.sensor().id(),
              metric.name(),
              value,
              metric.unit(),
              time(mapped),
              quality(mapped, value)));
    } catch (UnreadableException e) {
      problem = new Why(e.reason(), shown(metric.valuePointer()) + " " + e.getMessage());
    }
  }

  private Quality quality(MappedSensor.MappedMetric mapped, double value) {
    Metric metric = mapped.metric();
    if (!metric.plausible(value)) {
      note =
          new Why(
              FaultReason.VALUE_IMPLAUSIBLE,
              "%s of %s %s is outside of the plausible range %s to %s"
                  .formatted(
                      metric.name(),
                      value,
                      metric.unit(),
                      bound(metric.least()),
                      bound(metric.greatest())));
      return Quality.IMPLAUSIBLE;
    }
    if (mapped.quality() == null) {
      return Quality.GOOD;
    }
    JsonNode said = payload.at(mapped.quality());
    if (metric.goodWords().contains(said.asText())) {
      return Quality.GOOD;
    }
    note =
        new Why(
            FaultReason.VALUE_DOUBTFUL,
            "the sensor itself calls %s doubtful: %s holds %s"
                .formatted(
                    metric.name(),
                    shown(mapped.quality().toString()),
                    said.isMissingNode() ? "nothing" : Numbers.describe(said)));
    return Quality.SUSPECT;
  }

  private static String bound(@Nullable Double bound) {
    return bound == null ? "any" : bound.toString();
  }

  private Instant time(MappedSensor.MappedMetric mapped) {
    if (mapped.time() == null) {
      return arrival;
    }
    try {
      Instant time = ReadingTimes.read(payload.at(mapped.time()), arrival);
      timed = true;
      return time;
    } catch (UnreadableException e) {
      note =
          new Why(
              e.reason(),
              shown(mapped.time().toString())
                  + " "
                  + e.getMessage()
                  + "; the time of arrival is used");
      return arrival;
    }
  }

  private Outcome outcome() {
    boolean absent = missing == sensor.metrics().size();
    if (absent) {
      problem =
          new Why(
              FaultReason.VALUE_MISSING,
              "nothing stands at " + pointers() + "; the payload is " + summary());
    }
    return new Outcome(List.copyOf(readings), problem, absent, note, timed);
  }

  private String pointers() {
    return String.join(
        ", ", sensor.metrics().stream().map(m -> shown(m.metric().valuePointer())).toList());
  }

  private String summary() {
    if (!payload.isObject()) {
      return Numbers.describe(payload);
    }
    List<String> names = new ArrayList<>();
    payload.fieldNames().forEachRemaining(names::add);
    return "an object with " + Shown.text(String.join(", ", names));
  }

  private static String shown(String pointer) {
    return pointer.isEmpty() ? "the payload" : Shown.text(pointer);
  }
}
