package org.gengfu.ingest.mqtt;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.village.Availability;
import org.jspecify.annotations.Nullable;

/** Whether a sensor is there, out of a payload, with its pointer compiled. */
record MappedAvailability(
    String sensorId, Availability availability, @Nullable JsonPointer pointer) {
  /** Where Zigbee2MQTT has it. */
  private static final JsonPointer STATE = JsonPointer.compile("/state");

  /**
   * Compiles the pointer.
   *
   * @throws IllegalArgumentException when it is not a JSON Pointer
   */
  static MappedAvailability of(String sensorId, Availability availability) {
    String pointer = availability.pointer();
    return new MappedAvailability(
        sensorId, availability, pointer == null ? null : JsonPointer.compile(pointer));
  }

  /**
   * True for there, false for gone.
   *
   * @throws UnreadableException when it is neither word
   */
  boolean read(byte[] payload, PayloadParser parser) throws UnreadableException {
    String word = word(payload, parser);
    if (word.equalsIgnoreCase(availability.onlineWord())) {
      return true;
    } else if (word.equalsIgnoreCase(availability.offlineWord())) {
      return false;
    }
    throw new UnreadableException(
        FaultReason.AVAILABILITY_UNKNOWN,
        "availability holds \"%s\", neither \"%s\" nor \"%s\""
            .formatted(Shown.text(word), availability.onlineWord(), availability.offlineWord()));
  }

  private String word(byte[] payload, PayloadParser parser) throws UnreadableException {
    JsonPointer place = pointer;
    if (place == null) {
      String text =
          payload.length > Shown.MAX_LENGTH ? "" : new String(payload, StandardCharsets.UTF_8);
      if (!text.stripLeading().startsWith("{")) {
        return text.strip();
      }
      place = STATE;
    }
    JsonNode found = parser.parse(payload).at(place);
    if (!found.isValueNode()) {
      throw new UnreadableException(
          FaultReason.VALUE_MISSING,
          "availability holds nothing at " + Shown.text(place.toString()));
    }
    return found.asText().strip();
  }
}
