package org.gengfu.core.storage;

import java.util.List;
import java.util.Set;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.core.village.Availability;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Sensor.Direction;
import org.gengfu.core.village.Sensor.ThresholdRule;
import org.gengfu.core.village.SensorType;
import org.gengfu.core.village.Village;
import org.jspecify.annotations.Nullable;

/** Sensors: topic, metrics and thresholds. */
final class SensorChecks {
  private static final int LONGEST_TOPIC = 200;
  private static final int LONGEST_DEVICE = 100;
  private static final int LONGEST_WORD = 40;
  private static final int MOST_RULES = 32;
  private static final int LONGEST_HOLD_SECONDS = 86_400;
  private static final int LONGEST_SILENCE_SECONDS = 30 * 86_400;

  private SensorChecks() {}

  static void check(Problems problems, Village after, Sensor sensor) {
    problems.name("/name", sensor.name());
    problems.present("/kind", sensor.kind());
    boolean typed = sensor.typeId() != null;
    Sensor complete = after.sensor(String.valueOf(sensor.id())).orElse(sensor);
    topic(problems, complete, typed);
    taken(problems, after, complete);
    problems.range(
        "/silentAfterSeconds", sensor.silentAfterSeconds(), typed ? 0 : 1, LONGEST_SILENCE_SECONDS);
    problems.location("/location", sensor.location());
    problems.optionalText("/device", sensor.device(), LONGEST_DEVICE);
    if (sensor.device() != null) {
      problems.require("/device", plain(sensor.device()), FieldRule.NO_WILDCARDS);
    }
    problems.require("/metrics", !typed || sensor.metrics().isEmpty(), FieldRule.NO_METRICS);
    if (!typed) {
      MetricChecks.check(problems, sensor.metrics());
    }
    rules(problems, sensor.rules(), MetricChecks.names(complete.metrics()));
    availability(problems, sensor.availability());
  }

  static void check(Problems problems, Village after, SensorType type) {
    problems.name("/name", type.name());
    if (type.topic() != null) {
      topicText(problems, "/topic", type.topic());
    }
    problems.range("/silentAfterSeconds", type.silentAfterSeconds(), 1, LONGEST_SILENCE_SECONDS);
    MetricChecks.check(problems, type.metrics());
    rules(problems, type.rules(), MetricChecks.names(type.metrics()));
    availability(problems, type.availability());
    users(problems, after, type);
  }

  /** The sensors of this type must stay in order when it changes. */
  private static void users(Problems problems, Village after, SensorType type) {
    Set<String> names = MetricChecks.names(type.metrics());
    after.sensors().stream()
        .filter(sensor -> java.util.Objects.equals(type.id(), sensor.typeId()))
        .forEach(
            sensor -> {
              problems.require(
                  "/topic", sensor.topic() != null, FieldRule.TOPIC_NEEDED, sensor.id());
              sensor.rules().stream()
                  .filter(rule -> !names.contains(rule.metric()))
                  .forEach(
                      rule ->
                          problems.require(
                              "/metrics",
                              false,
                              FieldRule.METRIC_NEEDED,
                              rule.metric(),
                              sensor.id()));
              taken(problems, after, sensor);
            });
  }

  private static void topic(Problems problems, Sensor complete, boolean typed) {
    if (complete.topic() == null) {
      problems.require("/topic", false, typed ? FieldRule.TOPIC_REQUIRED : FieldRule.REQUIRED);
      return;
    }
    topicText(problems, "/topic", complete.topic());
  }

  private static void topicText(Problems problems, String at, String topic) {
    problems.text(at, topic, 1, LONGEST_TOPIC);
    problems.require(at, plain(topic), FieldRule.NO_WILDCARDS);
    problems.require(at, !topic.startsWith("$"), FieldRule.BROKERS_OWN);
  }

  private static boolean plain(String topic) {
    return !topic.contains("+") && !topic.contains("#");
  }

  /** Several sensors may share a topic, as behind a gateway; not one value. */
  private static void taken(Problems problems, Village after, Sensor sensor) {
    if (sensor.topic() == null) {
      return;
    }
    after.sensorsAt(sensor.topic()).stream()
        .filter(other -> !other.id().equals(sensor.id()) && sharesValue(sensor, other))
        .forEach(other -> problems.require("/topic", false, FieldRule.TOPIC_TAKEN, other.id()));
  }

  private static boolean sharesValue(Sensor one, Sensor other) {
    return one.broker().equals(other.broker())
        && one.metrics().stream()
            .anyMatch(
                metric ->
                    metric.valuePointer() != null
                        && other.metrics().stream()
                            .anyMatch(m -> metric.valuePointer().equals(m.valuePointer())));
  }

  private static void availability(Problems problems, @Nullable Availability availability) {
    if (availability == null) {
      return;
    }
    if (problems.present("/availability/topic", availability.topic())) {
      topicText(problems, "/availability/topic", availability.topic());
    }
    MetricChecks.pointer(problems, "/availability/pointer", availability.pointer());
    problems.text("/availability/onlineWord", availability.onlineWord(), 1, LONGEST_WORD);
    problems.text("/availability/offlineWord", availability.offlineWord(), 1, LONGEST_WORD);
    problems.require(
        "/availability/offlineWord",
        !availability.offlineWord().equals(availability.onlineWord()),
        FieldRule.ONLINE_WORD);
  }

  private static void rules(Problems problems, List<ThresholdRule> rules, Set<String> metrics) {
    problems.require("/rules", rules.size() <= MOST_RULES, FieldRule.MOST_ENTRIES, MOST_RULES);
    for (int i = 0; i < rules.size(); i++) {
      ThresholdRule rule = rules.get(i);
      String at = "/rules/" + i;
      problems.require(
          at + "/metric",
          metrics.contains(rule.metric()),
          FieldRule.METRIC_UNKNOWN,
          String.join(", ", new java.util.TreeSet<>(metrics)));
      problems.present(at + "/severity", rule.severity());
      problems.range(at + "/holdSeconds", rule.holdSeconds(), 0, LONGEST_HOLD_SECONDS);
      problems.require(at + "/threshold", Double.isFinite(rule.threshold()), FieldRule.FINITE);
      problems.require(at + "/clear", Double.isFinite(rule.clear()), FieldRule.FINITE);
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
        above ? FieldRule.CLEAR_ABOVE : FieldRule.CLEAR_BELOW,
        rule.threshold(),
        rule.clear());
  }
}
