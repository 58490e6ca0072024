package org.gengfu.dashboard.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.datatype.jsr310.ser.LocalTimeSerializer;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.gengfu.core.cases.CaseDesk.DeliveryState;
import org.gengfu.core.cases.CaseStep.Action;
import org.gengfu.core.cases.Evidence.EvidenceKind;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.Codec;
import org.gengfu.core.village.Secret;

/** How the core's records look in the API. Secrets are never written. */
public final class ApiJson {
  public static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(words())
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private ApiJson() {}

  public static Buffer bytes(Object value) {
    try {
      return Buffer.buffer(MAPPER.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a " + value.getClass() + " can't be written as JSON", e);
    }
  }

  public static String text(Object value) {
    return bytes(value).toString();
  }

  /** A constant as the API writes it: GIVEN_UP is {@code given-up}. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static SimpleModule words() {
    return new SimpleModule()
        .addSerializer(Secret.class, new Never())
        .addSerializer(
            LocalTime.class, new LocalTimeSerializer(DateTimeFormatter.ofPattern("HH:mm")))
        .addSerializer(DayOfWeek.class, new Word<>())
        .addSerializer(CameraState.class, new Word<>())
        .addSerializer(Codec.class, new Word<>())
        .addSerializer(EvidenceKind.class, new Word<>())
        .addSerializer(DeliveryState.class, new Word<>())
        .addSerializer(Action.class, new Word<>());
  }

  private static final class Word<T extends Enum<T>> extends JsonSerializer<T> {
    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(word(value));
    }
  }

  private static final class Never extends JsonSerializer<Secret> {
    @Override
    public void serialize(Secret value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeNull();
    }
  }
}
