package org.gengfu.core.sensing;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Port to the present state of the sensors and of the brokers; safe on any thread. */
public interface SensorStatuses {
  Collection<SensorStatus> all();

  /** Whether the broker connection stands. */
  boolean brokerConnected();

  /**
   * @param sensorId id of the sensor
   * @param online whether something was heard within the sensor's silence limit
   * @param lastHeardAt when a message last came; null for never
   * @param lastProblem why the last unreadable message could not be read; null where there was none
   * @param unreadableMessages count of messages that could not be read
   */
  record SensorStatus(
      String sensorId,
      boolean online,
      @Nullable Instant lastHeardAt,
      @Nullable String lastProblem,
      long unreadableMessages) {}
}
