package org.gengfu.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.gengfu.core.village.Kind;

/** What an entry of a seed may leave out, as in the API; the contract states the same defaults. */
final class SeedDefaults {
  private static final Map<Kind, Map<String, Object>> BY_KIND =
      Map.of(
          Kind.CAMERA, Map.of("enabled", true, "audio", false),
          Kind.ZONE,
              Map.of(
                  "enabled", true, "graceSeconds", 0, "fireLane", false, "queueTolerated", false),
          Kind.BROKER, Map.of("enabled", true),
          Kind.SENSOR_TYPE, Map.of("silentAfterSeconds", 900),
          Kind.SENSOR, Map.of("enabled", true, "silentAfterSeconds", 900),
          Kind.JOINT_RULE, Map.of("enabled", true, "windowSeconds", 60),
          Kind.WEBHOOK, Map.of("enabled", true));

  private static final ObjectMapper JSON = new ObjectMapper();

  private SeedDefaults() {}

  /** Fills in what is missing. */
  static void fill(Kind kind, JsonNode entry) {
    if (entry instanceof ObjectNode object) {
      BY_KIND
          .getOrDefault(kind, Map.of())
          .forEach((key, value) -> object.putIfAbsent(key, JSON.valueToTree(value)));
      for (JsonNode metric : object.path("metrics")) {
        if (metric instanceof ObjectNode one) {
          one.putIfAbsent("scale", one.numberNode(1.0));
          one.putIfAbsent("offset", one.numberNode(0.0));
        }
      }
    }
  }
}
