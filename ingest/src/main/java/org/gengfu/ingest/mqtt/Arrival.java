package org.gengfu.ingest.mqtt;

import java.time.Instant;
import java.util.Arrays;

/**
 * A message that has come and is not acknowledged yet. Its mutable part belongs to the {@link
 * HeldMessages} that hold it.
 */
final class Arrival {
  final String topic;
  final byte[] payload;
  final Instant at;
  final int packetId;
  final boolean needsAck;
  final boolean retained;

  /** On which the acknowledgement must go out; a later one once the message was sent again. */
  AckTarget target;

  /** Its readings are in the store. */
  boolean durable;

  /** Where a message is acknowledged: one connection to the broker. */
  interface AckTarget {
    /** Sends the acknowledgement; false when the connection is gone and it can't be sent. */
    boolean acknowledge(int packetId);

    /** Whether the connection is gone: what it still hands over comes again on the next one. */
    boolean ended();
  }

  Arrival(
      String topic,
      byte[] payload,
      Instant at,
      int packetId,
      int qualityOfService,
      boolean retained,
      AckTarget target) {
    this.topic = topic;
    this.payload = payload;
    this.at = at;
    this.packetId = packetId;
    this.needsAck = qualityOfService > 0;
    this.retained = retained;
    this.target = target;
  }

  /**
   * Whether the other one is this message, sent again on a later connection of the same session:
   * the broker keeps the packet id then (MQTT 5, 4.4). The DUP flag is no help: Paho 1.2.5 reads it
   * and does not pass it on.
   */
  boolean sentAgainAs(Arrival other) {
    return other.packetId == packetId
        && other.target != target
        && other.topic.equals(topic)
        && Arrays.equals(other.payload, payload);
  }
}
