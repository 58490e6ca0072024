package org.gengfu.core.storage;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.core.village.Metric;
import org.jspecify.annotations.Nullable;

/** What is taken from a payload. */
final class MetricChecks {
  private static final int LONGEST_POINTER = 200;
  private static final int LONGEST_UNIT = 16;
  private static final int MOST_METRICS = 32;
  private static final int MOST_WORDS = 16;
  private static final int LONGEST_WORD = 40;

  private MetricChecks() {}

  static Set<String> names(List<Metric> metrics) {
    return metrics.stream()
        .map(metric -> String.valueOf(metric.name()))
        .collect(Collectors.toSet());
  }

  static void check(Problems problems, List<Metric> metrics) {
    problems.require(
        "/metrics",
        !metrics.isEmpty() && metrics.size() <= MOST_METRICS,
        FieldRule.RANGE,
        1,
        MOST_METRICS,
        metrics.size());
    Set<String> names = new HashSet<>();
    for (int i = 0; i < metrics.size(); i++) {
      check(problems, "/metrics/" + i, metrics.get(i), names);
    }
  }

  private static void check(Problems problems, String at, Metric metric, Set<String> names) {
    problems.require(
        at + "/name",
        metric.name() != null && metric.name().matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}"),
        FieldRule.NAME_FORM,
        "level");
    problems.require(at + "/name", names.add(metric.name()), FieldRule.METRIC_NAME_TAKEN);
    if (problems.present(at + "/valuePointer", metric.valuePointer())) {
      pointer(problems, at + "/valuePointer", metric.valuePointer());
    }
    pointer(problems, at + "/timePointer", metric.timePointer());
    if (problems.present(at + "/unit", metric.unit())) {
      problems.text(at + "/unit", metric.unit(), 0, LONGEST_UNIT);
    }
    problems.require(
        at + "/scale", Double.isFinite(metric.scale()) && metric.scale() != 0, FieldRule.SCALE);
    problems.require(at + "/offset", Double.isFinite(metric.offset()), FieldRule.FINITE);
    range(problems, at, metric.least(), metric.greatest());
    quality(problems, at, metric);
  }

  private static void range(
      Problems problems, String at, @Nullable Double least, @Nullable Double greatest) {
    boolean leastFits = least == null || Double.isFinite(least);
    boolean greatestFits = greatest == null || Double.isFinite(greatest);
    problems.require(at + "/least", leastFits, FieldRule.FINITE);
    problems.require(at + "/greatest", greatestFits, FieldRule.FINITE);
    if (leastFits && greatestFits && least != null && greatest != null) {
      problems.require(at + "/greatest", greatest > least, FieldRule.ABOVE_LEAST, least);
    }
  }

  private static void quality(Problems problems, String at, Metric metric) {
    pointer(problems, at + "/qualityPointer", metric.qualityPointer());
    problems.require(
        at + "/goodWords",
        metric.goodWords().size() <= MOST_WORDS,
        FieldRule.MOST_ENTRIES,
        MOST_WORDS);
    metric.goodWords().stream()
        .limit(MOST_WORDS)
        .forEach(word -> problems.text(at + "/goodWords", word, 1, LONGEST_WORD));
    problems.require(
        at + "/goodWords",
        (metric.qualityPointer() == null) == metric.goodWords().isEmpty(),
        FieldRule.GOOD_WORDS);
  }

  static void pointer(Problems problems, String at, @Nullable String pointer) {
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
    problems.require(at, valid, FieldRule.JSON_POINTER);
    problems.text(at, pointer, 0, LONGEST_POINTER);
  }
}
