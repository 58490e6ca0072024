package org.gengfu.alerts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.gengfu.core.cases.Observation;

/** Observations as the journal keeps them: JSON, the picture in base64. */
final class ObservationJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .addMixIn(Observation.class, ObservationForm.class)
          .addMixIn(Observation.Source.class, SourceForm.class)
          .build();

  private ObservationJson() {}

  static byte[] write(Observation observation) {
    try {
      return MAPPER.writerFor(Observation.class).writeValueAsBytes(observation);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Observation read(byte[] json) throws IOException {
    return MAPPER.readValue(json, Observation.class);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Observation.Raised.class, name = "raised"),
    @JsonSubTypes.Type(value = Observation.Cleared.class, name = "cleared")
  })
  private interface ObservationForm {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Observation.ZoneSource.class, name = "zone"),
    @JsonSubTypes.Type(value = Observation.SensorSource.class, name = "sensor"),
    @JsonSubTypes.Type(value = Observation.JointSource.class, name = "joint"),
    @JsonSubTypes.Type(value = Observation.FaultSource.class, name = "fault")
  })
  private interface SourceForm {}
}
