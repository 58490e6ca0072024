package org.gengfu.core.sensing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.gengfu.core.faults.FaultReason;
import org.jspecify.annotations.Nullable;

/** Port to the present state of the sensors and of the brokers; safe on any thread. */
public interface SensorStatuses {
  Collection<SensorStatus> all();

  /** The last messages of a sensor that could not be read, newest first; a bounded sample. */
  List<UnreadableMessage> unreadable(String sensorId);

  /** The configured brokers. */
  Collection<BrokerStatus> brokers();

  /** Whether every enabled broker is connected, and there is one. */
  default boolean brokerConnected() {
    List<BrokerStatus> enabled = brokers().stream().filter(BrokerStatus::enabled).toList();
    return !enabled.isEmpty() && enabled.stream().allMatch(BrokerStatus::connected);
  }

  /**
   * @param sensorId id of the sensor
   * @param online whether it is taken to be working: heard within its silence limit, and not said
   *     to be offline
   * @param offline why it is not online; null while it is
   * @param lastHeardAt when a message last came; null for never
   * @param lastProblem what was last found to be wrong; null where there was nothing
   * @param lastProblemReason the same as a code; null where there was nothing
   * @param lastProblemAt when that was; null where there was nothing
   * @param unreadableMessages count of messages that could not be read
   */
  record SensorStatus(
      String sensorId,
      boolean online,
      @Nullable Offline offline,
      @Nullable Instant lastHeardAt,
      @Nullable String lastProblem,
      @Nullable FaultReason lastProblemReason,
      @Nullable Instant lastProblemAt,
      long unreadableMessages) {}

  /** Why a sensor is not online. */
  enum Offline {
    /** It is switched off in the configuration. */
    @JsonProperty("disabled")
    DISABLED,
    /** Nothing has ever come from it. */
    @JsonProperty("never-heard")
    NEVER_HEARD,
    /** Nothing came for longer than its silence limit. */
    @JsonProperty("silent")
    SILENT,
    /** Its availability topic says so: mostly its last will, by which the broker tells it. */
    @JsonProperty("last-will")
    LAST_WILL
  }

  /**
   * A message that could not be read.
   *
   * @param at when it came
   * @param topic to which it was published
   * @param retained whether the broker had kept it
   * @param bytes length of the payload
   * @param payload its beginning, fit to be shown: text, or hexadecimal digits for what is no text
   * @param why what was found, in English
   * @param reason the same as a code
   */
  record UnreadableMessage(
      Instant at,
      String topic,
      boolean retained,
      int bytes,
      String payload,
      String why,
      FaultReason reason) {}

  /**
   * @param brokerId id of the broker
   * @param enabled whether it is to be connected
   * @param connected whether every connection to it stands
   * @param state what stands, or what is wrong and what to do, in English
   * @param reason why nothing stands, as a code; null while it stands or is switched off
   * @param messages messages that have come from it since the hub was started
   * @param waiting messages that have come and are not read yet
   */
  record BrokerStatus(
      String brokerId,
      boolean enabled,
      boolean connected,
      String state,
      @Nullable FaultReason reason,
      long messages,
      int waiting) {}
}
