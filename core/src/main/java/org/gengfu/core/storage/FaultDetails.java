package org.gengfu.core.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.gengfu.core.cases.CaseFault;
import org.jspecify.annotations.Nullable;

/** The details of a fault as the database keeps them: a JSON object of texts. */
final class FaultDetails {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private FaultDetails() {}

  static @Nullable String write(@Nullable CaseFault fault) {
    if (fault == null) {
      return null;
    }
    try {
      return MAPPER.writeValueAsString(fault.details());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are not JSON", e);
    }
  }

  static Map<String, String> read(@Nullable String json) {
    if (json == null) {
      return Map.of();
    }
    try {
      return MAPPER.readValue(json, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new StoreException("the details of a fault are no JSON object: " + json, e, false);
    }
  }
}
