package org.gengfu.ingest.mqtt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gengfu.core.village.Availability;
import org.gengfu.core.village.Sensor;
import org.jspecify.annotations.Nullable;

/**
 * Which sensors a topic of one broker belongs to, for one state of the configuration. A topic may
 * carry the values of several sensors: gateways pack them into one message.
 *
 * @param sensorsByTopic the sensors that are listened to
 * @param availabilityByTopic where it is told whether sensors are there
 * @param problems by sensor id, why a sensor can't be listened to
 */
record TopicRoutes(
    Map<String, List<MappedSensor>> sensorsByTopic,
    Map<String, List<MappedAvailability>> availabilityByTopic,
    Map<String, String> problems) {
  static final TopicRoutes NONE = new TopicRoutes(Map.of(), Map.of(), Map.of());

  private static final String NOT_PLAIN = "the topic must be plain text without + and #";

  /** The routes of these sensors, each complete with what its type gives it. */
  static TopicRoutes of(List<Sensor> sensors) {
    TopicRoutes routes = new TopicRoutes(new TreeMap<>(), new TreeMap<>(), new LinkedHashMap<>());
    sensors.stream().filter(Sensor::enabled).forEach(routes::add);
    return routes;
  }

  private void add(Sensor sensor) {
    String topic = sensor.topic();
    if (topic == null || !plain(topic)) {
      problems.put(sensor.id(), NOT_PLAIN);
      return;
    }
    try {
      MappedSensor mapped = MappedSensor.of(sensor);
      sensorsByTopic.computeIfAbsent(topic, key -> new ArrayList<>()).add(mapped);
      addAvailability(sensor);
    } catch (IllegalArgumentException e) {
      problems.put(sensor.id(), "a pointer is no JSON Pointer: " + e.getMessage());
    }
  }

  private void addAvailability(Sensor sensor) {
    Availability availability = sensor.availability();
    if (availability == null) {
      return;
    }
    if (plain(availability.topic())) {
      availabilityByTopic
          .computeIfAbsent(availability.topic(), key -> new ArrayList<>())
          .add(MappedAvailability.of(sensor.id(), availability));
    } else {
      problems.put(sensor.id(), "availability: " + NOT_PLAIN);
    }
  }

  /** Whether a client may publish to it (MQTT 5, 4.7). */
  static boolean plain(String topic) {
    return !topic.isEmpty()
        && topic.length() <= 1024
        && topic.chars().noneMatch(c -> c == '+' || c == '#' || c == 0);
  }

  /**
   * What the broker is to be asked for. States are never shared: every hub must know them, and a
   * shared subscription gets no kept messages (MQTT 5, 4.8.2).
   */
  Set<Subscription> subscriptions(@Nullable String sharedGroup) {
    Set<Subscription> all = new HashSet<>();
    availabilityByTopic.keySet().forEach(topic -> all.add(Subscription.toStates(topic)));
    for (String topic : sensorsByTopic.keySet()) {
      if (!availabilityByTopic.containsKey(topic)) {
        all.add(
            sharedGroup == null ? Subscription.to(topic) : Subscription.shared(sharedGroup, topic));
      }
    }
    return all;
  }

  List<MappedSensor> sensorsOn(String topic) {
    return sensorsByTopic.getOrDefault(topic, List.of());
  }

  List<MappedAvailability> availabilityOn(String topic) {
    return availabilityByTopic.getOrDefault(topic, List.of());
  }
}
