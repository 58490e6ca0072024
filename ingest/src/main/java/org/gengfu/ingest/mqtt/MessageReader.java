package org.gengfu.ingest.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gengfu.core.faults.Why;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.sensing.SensorStatuses.UnreadableMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Turns messages into readings by the present configuration. What can't be read is counted and
 * noted with its sensor, and hinders nothing else.
 */
final class MessageReader {
  private final PayloadParser parser = new PayloadParser();
  private final Supplier<TopicRoutes> routes;
  private final SensorBoard board;
  private final Runnable countUnreadable;
  private final Consumer<String> strayTopic;
  private final LogThrottle log;

  /**
   * @param countUnreadable run once for each message that a sensor could not be read from
   * @param strayTopic told a topic that is heard though no sensor has it
   */
  MessageReader(
      Supplier<TopicRoutes> routes,
      SensorBoard board,
      Runnable countUnreadable,
      Consumer<String> strayTopic,
      InstantSource clock) {
    this.routes = routes;
    this.board = board;
    this.countUnreadable = countUnreadable;
    this.strayTopic = strayTopic;
    this.log = new LogThrottle(LoggerFactory.getLogger(MessageReader.class), clock);
  }

  /** The readings in a message, of all sensors on its topic; may be none. */
  List<Reading> read(Arrival arrival) {
    TopicRoutes present = routes.get();
    List<MappedSensor> sensors = present.sensorsOn(arrival.topic);
    List<MappedAvailability> availabilities = present.availabilityOn(arrival.topic);
    availabilities.forEach(availability -> take(availability, arrival));
    if (sensors.isEmpty()) {
      if (availabilities.isEmpty()) {
        strayTopic.accept(arrival.topic);
      }
      return List.of();
    }
    JsonNode payload;
    try {
      payload = parser.parse(arrival.payload);
    } catch (UnreadableException e) {
      for (MappedSensor sensor : sensors) {
        board.heard(sensor.sensor().id(), arrival.at, null);
        unreadable(sensor.sensor().id(), arrival, e.why());
      }
      return List.of();
    }
    return sensors.size() == 1
        ? take(sensors.get(0), payload, arrival, false)
        : takeShared(sensors, payload, arrival);
  }

  /** An empty message is a kept one that was taken back (MQTT 5, 3.3.1.3): it tells nothing. */
  private void take(MappedAvailability availability, Arrival arrival) {
    if (arrival.payload.length == 0) {
      return;
    }
    try {
      if (availability.read(arrival.payload, parser)) {
        board.present(availability.sensorId());
      } else {
        board.gone(availability.sensorId(), arrival.at, arrival.retained);
      }
    } catch (UnreadableException e) {
      unreadable(availability.sensorId(), arrival, e.why());
    }
  }

  /** On a shared topic a message may speak of some of the sensors only; that is no problem. */
  private List<Reading> takeShared(List<MappedSensor> sensors, JsonNode payload, Arrival arrival) {
    boolean forSomebody =
        sensors.stream().anyMatch(s -> !PayloadReader.read(s, payload, arrival.at).absent());
    List<Reading> readings = new ArrayList<>();
    sensors.forEach(sensor -> readings.addAll(take(sensor, payload, arrival, forSomebody)));
    return readings;
  }

  private List<Reading> take(
      MappedSensor sensor, JsonNode payload, Arrival arrival, boolean mayBeAbsent) {
    PayloadReader.Outcome outcome = PayloadReader.read(sensor, payload, arrival.at);
    if (outcome.absent() && mayBeAbsent) {
      return List.of();
    }
    if (arrival.retained && !outcome.timed()) {
      // The broker has kept it since nobody knows when: it must not pass for a fresh value.
      return List.of();
    }
    Why problem = outcome.problem();
    Why note = outcome.note();
    board.heard(sensor.sensor().id(), arrival.at, newest(outcome.readings()));
    if (problem != null) {
      unreadable(sensor.sensor().id(), arrival, problem);
    } else {
      board.read(sensor.sensor().id());
    }
    if (note != null) {
      board.note(sensor.sensor().id(), note);
      log.warn("sensor " + sensor.sensor().id() + ": " + note.detail());
    }
    return outcome.readings();
  }

  private static @Nullable Instant newest(List<Reading> readings) {
    return readings.stream().map(Reading::time).max(Comparator.naturalOrder()).orElse(null);
  }

  private void unreadable(String sensorId, Arrival arrival, Why problem) {
    board.unreadable(
        sensorId,
        new UnreadableMessage(
            arrival.at,
            Shown.text(arrival.topic),
            arrival.retained,
            arrival.payload.length,
            Shown.payload(arrival.payload),
            problem.detail(),
            problem.reason()));
    countUnreadable.run();
    log.warn(
        "sensor %s, topic %s: %s".formatted(sensorId, Shown.text(arrival.topic), problem.detail()));
  }
}
