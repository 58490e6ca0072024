package org.gengfu.core.storage;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Sensor.Direction;
import org.gengfu.core.village.Sensor.Metric;
import org.gengfu.core.village.Sensor.ThresholdRule;
import org.gengfu.core.village.Village;
import org.jspecify.annotations.Nullable;

/** Sensors: topic, metrics and thresholds. */
final class SensorChecks {
  private static final int LONGEST_TOPIC = 200;
  private static final int LONGEST_POINTER = 200;
  private static final int LONGEST_UNIT = 16;
  private static final int MOST_METRICS = 32;
  private static final int MOST_RULES = 32;
  private static final int LONGEST_HOLD_SECONDS = 86_400;
  private static final int LONGEST_SILENCE_SECONDS = 30 * 86_400;

  private SensorChecks() {}

  static void check(Problems problems, Village after, Sensor sensor) {
    problems.name("/name", sensor.name());
    problems.present("/kind", sensor.kind());
    topic(problems, after, sensor);
    problems.range("/silentAfterSeconds", sensor.silentAfterSeconds(), 1, LONGEST_SILENCE_SECONDS);
    problems.location("/location", sensor.location());
    Set<String> names = metrics(problems, sensor.metrics());
    rules(problems, sensor.rules(), names);
  }

  private static void topic(Problems problems, Village after, Sensor sensor) {
    String topic = sensor.topic();
    if (!problems.present("/topic", topic)) {
      return;
    }
    problems.text("/topic", topic, 1, LONGEST_TOPIC);
    problems.require(
        "/topic",
        !topic.contains("+") && !topic.contains("#"),
        "must be one topic, without the wildcards + and #");
    problems.require(
        "/topic", !topic.startsWith("$"), "must not begin with $: those are the broker's own");
    after.sensors().stream()
        .filter(other -> !other.id().equals(sensor.id()) && topic.equals(other.topic()))
        .forEach(
            other ->
                problems.require(
                    "/topic", false, "is the topic of sensors/" + other.id() + " already"));
  }

  private static Set<String> metrics(Problems problems, List<Metric> metrics) {
    problems.require(
        "/metrics",
        !metrics.isEmpty() && metrics.size() <= MOST_METRICS,
        "must be 1 to " + MOST_METRICS + ", not " + metrics.size());
    Set<String> names = new HashSet<>();
    for (int i = 0; i < metrics.size(); i++) {
      Metric metric = metrics.get(i);
      String at = "/metrics/" + i;
      problems.require(
          at + "/name",
          metric.name() != null && metric.name().matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}"),
          "must be 1 to 63 letters, digits, _ . and -, such as level");
      problems.require(
          at + "/name", names.add(metric.name()), "is the name of an earlier metric already");
      if (problems.present(at + "/valuePointer", metric.valuePointer())) {
        pointer(problems, at + "/valuePointer", metric.valuePointer());
      }
      pointer(problems, at + "/timePointer", metric.timePointer());
      if (problems.present(at + "/unit", metric.unit())) {
        problems.text(at + "/unit", metric.unit(), 0, LONGEST_UNIT);
      }
      problems.require(
          at + "/scale",
          Double.isFinite(metric.scale()) && metric.scale() != 0,
          "must be a number other than 0; 1 leaves the value as it is");
    }
    return names;
  }

  private static void pointer(Problems problems, String at, @Nullable String pointer) {
    if (pointer == null) {
      return;
    }
    boolean valid = pointer.isEmpty() || pointer.startsWith("/");
    if (valid) {
      try {
        JsonPointer.compile(pointer);
      } catch (IllegalArgumentException e) {
        valid = false;
      }
    }
    problems.require(at, valid, "must be a JSON Pointer (RFC 6901), empty or such as /data/level");
    problems.text(at, pointer, 0, LONGEST_POINTER);
  }

  private static void rules(Problems problems, List<ThresholdRule> rules, Set<String> metrics) {
    problems.require("/rules", rules.size() <= MOST_RULES, "must be at most " + MOST_RULES);
    for (int i = 0; i < rules.size(); i++) {
      ThresholdRule rule = rules.get(i);
      String at = "/rules/" + i;
      problems.require(
          at + "/metric",
          metrics.contains(rule.metric()),
          "must be the name of one of this sensor's metrics: "
              + String.join(", ", new java.util.TreeSet<>(metrics)));
      problems.present(at + "/severity", rule.severity());
      problems.range(at + "/holdSeconds", rule.holdSeconds(), 0, LONGEST_HOLD_SECONDS);
      problems.require(
          at + "/threshold", Double.isFinite(rule.threshold()), "must be a finite number");
      problems.require(at + "/clear", Double.isFinite(rule.clear()), "must be a finite number");
      boolean finite = Double.isFinite(rule.threshold()) && Double.isFinite(rule.clear());
      if (problems.present(at + "/direction", rule.direction()) && finite) {
        hysteresis(problems, at, rule);
      }
    }
  }

  private static void hysteresis(Problems problems, String at, ThresholdRule rule) {
    boolean above = rule.direction() == Direction.ABOVE;
    problems.require(
        at + "/clear",
        above ? rule.clear() <= rule.threshold() : rule.clear() >= rule.threshold(),
        "must be "
            + (above ? "at most" : "at least")
            + " the threshold "
            + rule.threshold()
            + " for a rule "
            + (above ? "above" : "below")
            + " it, not "
            + rule.clear());
  }
}
