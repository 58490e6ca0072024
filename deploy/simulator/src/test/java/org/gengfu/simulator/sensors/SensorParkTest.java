package org.gengfu.simulator.sensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gengfu.core.village.Ids;
import org.gengfu.core.village.Location;
import org.gengfu.core.village.Metric;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Sensor.ThresholdRule;
import org.gengfu.core.village.SensorKind;
import org.junit.jupiter.api.Test;

class SensorParkTest {
  private static final Instant START = Instant.parse("2026-11-22T02:00:00Z");
  private static final Location CENTRE = new Location(113.03, 23.15);

  private final SensorPark park = park();
  private final Map<String, TreeMap<Instant, String>> sent = new HashMap<>();
  private Instant now = START;

  static SensorPark park() {
    return new SensorPark(List.of("grid-east", "grid-south", "grid-west", "grid-north"), CENTRE);
  }

  private void run(SimulatedSensors sensors, Duration length) {
    sensors.begin();
    for (Instant end = now.plus(length); now.isBefore(end); now = now.plusMillis(250)) {
      sensors.tick();
    }
  }

  private SimulatedSensors sensors() {
    SimulatedSensors.Uplink uplink =
        new SimulatedSensors.Uplink() {
          @Override
          public void send(String topic, String payload) {
            sent.computeIfAbsent(topic, t -> new TreeMap<>()).put(now, payload);
          }

          @Override
          public void close() {}
        };
    return new SimulatedSensors(park, uplink, () -> now);
  }

  private NavigableMap<Instant, String> reports(Sensor sensor) {
    return sent.getOrDefault(sensor.topic(), new TreeMap<>());
  }

  /** The main value of a report, by the sensor's own mapping. */
  private static double value(Sensor sensor, String payload) {
    Metric metric = sensor.metrics().get(0);
    try {
      JsonNode node =
          new JsonMapper().readTree(payload).at(JsonPointer.compile(metric.valuePointer()));
      double raw = node.isBoolean() ? (node.asBoolean() ? 1 : 0) : node.asDouble(Double.NaN);
      return raw * metric.scale();
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(payload, e);
    }
  }

  @Test
  void definesTwentyFourSensorsThatAConfigurationAccepts() {
    List<Sensor> sensors = park.definitions();
    assertThat(sensors).hasSize(24).allMatch(sensor -> Ids.valid(sensor.id()));
    assertThat(sensors).extracting(Sensor::id).doesNotHaveDuplicates();
    assertThat(sensors).extracting(Sensor::topic).doesNotHaveDuplicates();
    assertThat(sensors).extracting(Sensor::location).doesNotHaveDuplicates();
    assertThat(sensors.stream().map(Sensor::kind).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            SensorKind.WATER_LEVEL,
            SensorKind.SMOKE,
            SensorKind.BIN,
            SensorKind.DOOR,
            SensorKind.SOS,
            SensorKind.PARKING_BAY);
    for (Sensor sensor : sensors) {
      for (ThresholdRule rule : sensor.rules()) {
        assertThat(rule.clear()).as(sensor.id()).isLessThan(rule.threshold());
        assertThat(sensor.metrics()).extracting(Metric::name).contains(rule.metric());
      }
    }
  }

  @Test
  void needsFourGrids() {
    assertThatThrownBy(() -> new SensorPark(List.of("grid-east"), CENTRE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothingPassesAThresholdOnAnOrdinaryDay() {
    run(sensors(), Duration.ofHours(24));
    for (Sensor sensor : park.definitions()) {
      NavigableMap<Instant, String> reports = reports(sensor);
      assertThat(reports).as(sensor.id()).hasSizeGreaterThan(1000);
      for (ThresholdRule rule : sensor.rules()) {
        assertThat(reports.values())
            .as(sensor.id())
            .allSatisfy(
                payload -> assertThat(value(sensor, payload)).isBetween(0.0, rule.threshold()));
        assertThat(value(sensor, reports.firstEntry().getValue())).isLessThan(rule.threshold());
      }
    }
  }

  @Test
  void demoWaterPassesItsThresholdWithinSixtyToNinetySecondsAndFallsBack() {
    SimulatedSensors sensors = sensors();
    park.demoEpisodes().forEach(sensors::script);
    run(sensors, Duration.ofMinutes(6));
    Sensor water =
        park.definitions().stream()
            .filter(sensor -> sensor.id().equals(SensorPark.DEMO_SENSOR))
            .findFirst()
            .orElseThrow();
    ThresholdRule rule = water.rules().get(0);
    List<Instant> high =
        reports(water).entrySet().stream()
            .filter(report -> value(water, report.getValue()) >= rule.threshold())
            .map(Map.Entry::getKey)
            .toList();
    assertThat(high.get(0)).isBetween(START.plusSeconds(60), START.plusSeconds(90));
    assertThat(Duration.between(high.get(0), high.get(high.size() - 1)))
        .isBetween(Duration.ofMinutes(2), Duration.ofMinutes(3));
    assertThat(value(water, reports(water).lastEntry().getValue())).isLessThan(rule.clear());
  }

  @Test
  void refusesToScriptASensorThatIsNotThere() {
    Duration some = Duration.ofSeconds(1);
    assertThatThrownBy(() -> sensors().script(new Episode("nobody", some, some, some, some, 1)))
        .hasMessageContaining("nobody");
  }
}
