package org.gengfu.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.village.JointRule;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Metric;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.SensorKind;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.Village.Versioned;
import org.gengfu.core.village.ZoneSubject;
import org.junit.jupiter.api.Test;

class JointRuleChecksTest {
  private static final Sensor GATE =
      new Sensor(
          "gate",
          "门磁",
          SensorKind.DOOR,
          "village/gate",
          List.of(new Metric("open", "/open", null, "", 1)),
          List.of(),
          60,
          null,
          null,
          true);
  private static final Village VILLAGE =
      new Village(Map.of(Kind.SENSOR, Map.of("gate", new Versioned(GATE, 1))));

  @Test
  void namesAMetricOfTheSensorAndAWindow() {
    assertThat(problems(rule("open", 1, 60)))
        .containsExactly("/zoneId refers to zones/lane, which does not exist");
    assertThat(problems(rule("level", Double.NaN, 0)))
        .containsExactlyInAnyOrder(
            "/metric must be one of the metrics of sensors/gate",
            "/threshold must be a finite number",
            "/windowSeconds must be 1 to 3600, not 0",
            "/zoneId refers to zones/lane, which does not exist");
    assertThat(problems(rule("open", 1, 3601)))
        .contains("/windowSeconds must be 1 to 3600, not 3601");
  }

  @Test
  void keepsItsZoneAndSensorFromBeingDeleted() {
    Village with = VILLAGE.with(new Versioned(rule("open", 1, 60), 1));
    assertThat(References.to(with, Kind.SENSOR, "gate"))
        .extracting(problem -> problem.message())
        .containsExactly("joint-rules/open-gate refers to it: change or delete that first");
    assertThat(References.to(with, Kind.ZONE, "lane")).hasSize(1);
  }

  private static List<String> problems(JointRule rule) {
    return EntityChecks.check(VILLAGE, rule).stream()
        .map(problem -> problem.pointer() + " " + problem.message())
        .toList();
  }

  private static JointRule rule(String metric, double threshold, int windowSeconds) {
    return new JointRule(
        "open-gate",
        "门开有车",
        "lane",
        ZoneSubject.VEHICLE,
        "gate",
        metric,
        Sensor.Direction.ABOVE,
        threshold,
        windowSeconds,
        Severity.HIGH,
        true);
  }
}
