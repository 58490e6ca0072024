package org.gengfu.ingest.mqtt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gengfu.core.village.Sensor;

/**
 * Which sensors a topic belongs to, for one state of the configuration. A topic may carry the
 * values of several sensors: gateways pack them into one message.
 *
 * @param sensorsByTopic the sensors that are listened to
 * @param problems by sensor id, why a sensor can't be listened to
 */
record TopicRoutes(Map<String, List<MappedSensor>> sensorsByTopic, Map<String, String> problems) {
  static final TopicRoutes NONE = new TopicRoutes(Map.of(), Map.of());

  static TopicRoutes of(List<Sensor> sensors) {
    Map<String, List<MappedSensor>> byTopic = new TreeMap<>();
    Map<String, String> problems = new LinkedHashMap<>();
    for (Sensor sensor : sensors) {
      if (!sensor.enabled()) {
        continue;
      }
      if (!plain(sensor.topic())) {
        problems.put(sensor.id(), "the topic must be plain text without + and #");
        continue;
      }
      try {
        MappedSensor mapped = MappedSensor.of(sensor);
        byTopic.computeIfAbsent(sensor.topic(), topic -> new ArrayList<>()).add(mapped);
      } catch (IllegalArgumentException e) {
        problems.put(sensor.id(), "a metric's pointer is no JSON Pointer: " + e.getMessage());
      }
    }
    return new TopicRoutes(byTopic, problems);
  }

  /** Whether a client may publish to it (MQTT 5, 4.7). */
  static boolean plain(String topic) {
    return !topic.isEmpty()
        && topic.length() <= 1024
        && topic.chars().noneMatch(c -> c == '+' || c == '#' || c == 0);
  }

  Set<String> topics() {
    return sensorsByTopic.keySet();
  }

  List<MappedSensor> sensorsOn(String topic) {
    return sensorsByTopic.getOrDefault(topic, List.of());
  }
}
