package org.gengfu.core.village;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;

/**
 * Where it is told whether a sensor is there: by itself when it comes, and by its last will (MQTT
 * 5, 3.1.2.5) when its connection breaks. Zigbee2MQTT, ESPHome and Tasmota do this.
 *
 * @param topic such as {@code village/well-3/availability}; {@code {device}} stands for the
 *     sensor's device
 * @param pointer JSON Pointer to the word; null for a payload that is the word, or an object with
 *     it at {@code /state}
 * @param onlineWord the word for there; null for {@code online}
 * @param offlineWord the word for gone; null for {@code offline}
 */
public record Availability(
    String topic, @Nullable String pointer, String onlineWord, String offlineWord) {
  @JsonCreator
  @SuppressWarnings("ConstantValue")
  public Availability {
    onlineWord = onlineWord == null ? "online" : onlineWord;
    offlineWord = offlineWord == null ? "offline" : offlineWord;
  }
}
