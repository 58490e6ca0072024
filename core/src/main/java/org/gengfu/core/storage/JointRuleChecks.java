package org.gengfu.core.storage;

import org.gengfu.core.checks.FieldRule;
import org.gengfu.core.village.JointRule;
import org.gengfu.core.village.Village;

/** What a rule that joins a sensor and a camera must fulfil. */
final class JointRuleChecks {
  private static final int LONGEST_WINDOW_SECONDS = 3600;

  private JointRuleChecks() {}

  static void check(Problems problems, Village after, JointRule rule) {
    problems.name("/name", rule.name());
    problems.present("/zoneId", rule.zoneId());
    problems.present("/subject", rule.subject());
    problems.present("/direction", rule.direction());
    problems.present("/severity", rule.severity());
    problems.require("/threshold", Double.isFinite(rule.threshold()), FieldRule.FINITE);
    problems.range("/windowSeconds", rule.windowSeconds(), 1, LONGEST_WINDOW_SECONDS);
    if (problems.present("/sensorId", rule.sensorId())
        && problems.present("/metric", rule.metric())) {
      after
          .sensor(rule.sensorId())
          .ifPresent(
              sensor ->
                  problems.require(
                      "/metric",
                      sensor.metrics().stream()
                          .anyMatch(metric -> metric.name().equals(rule.metric())),
                      FieldRule.METRIC_OF,
                      sensor.id()));
    }
  }
}
