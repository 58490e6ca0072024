package org.gengfu.ingest.mqtt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gengfu.core.sensing.SensorStatuses.UnreadableMessage;

/** The last messages of each sensor that could not be read, within bounds; in memory only. */
final class UnreadableSamples {
  static final int MAX_PER_SENSOR = 20;
  static final int MAX_ALL = 2000;

  /** The sensor that was added to longest ago comes first. */
  private final Map<String, Deque<UnreadableMessage>> bySensor = new LinkedHashMap<>();

  private int count;

  synchronized void add(String sensorId, UnreadableMessage message) {
    Deque<UnreadableMessage> kept = bySensor.remove(sensorId);
    if (kept == null) {
      kept = new ArrayDeque<>();
    }
    bySensor.put(sensorId, kept);
    kept.addLast(message);
    count++;
    if (kept.size() > MAX_PER_SENSOR) {
      kept.removeFirst();
      count--;
    } else if (count > MAX_ALL) {
      dropOne();
    }
  }

  private void dropOne() {
    Map.Entry<String, Deque<UnreadableMessage>> quietest = bySensor.entrySet().iterator().next();
    quietest.getValue().removeFirst();
    count--;
    if (quietest.getValue().isEmpty()) {
      bySensor.remove(quietest.getKey());
    }
  }

  /** Newest first. */
  synchronized List<UnreadableMessage> of(String sensorId) {
    List<UnreadableMessage> messages =
        new ArrayList<>(bySensor.getOrDefault(sensorId, new ArrayDeque<>()));
    Collections.reverse(messages);
    return List.copyOf(messages);
  }

  synchronized void forget(String sensorId) {
    Deque<UnreadableMessage> gone = bySensor.remove(sensorId);
    count -= gone == null ? 0 : gone.size();
  }

  synchronized void keepOnly(Set<String> sensorIds) {
    List.copyOf(bySensor.keySet()).stream()
        .filter(id -> !sensorIds.contains(id))
        .forEach(this::forget);
  }
}
