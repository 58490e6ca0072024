package org.gengfu.core.storage;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.gengfu.core.village.Entity;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Secret;

/** Configuration entities as JSON: encrypted for the database, redacted for the audit. */
final class EntityJson {
  private final ObjectMapper stored;
  private final ObjectMapper redacted;

  EntityJson(SecretBox box) {
    stored = mapper(box::seal, box::open);
    redacted = mapper(plain -> "(secret)", text -> text);
  }

  String store(Entity entity) {
    return write(stored, entity);
  }

  String redact(Entity entity) {
    return write(redacted, entity);
  }

  Entity load(Kind kind, String body) {
    try {
      return stored.readValue(body, kind.type());
    } catch (JsonProcessingException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof StoreException known) {
          throw known;
        }
      }
      throw new StoreException("one of the " + kind.plural() + " can't be read", e, false);
    }
  }

  private static String write(ObjectMapper mapper, Entity entity) {
    try {
      return mapper.writeValueAsString(entity);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an entity is not JSON", e);
    }
  }

  private static ObjectMapper mapper(UnaryOperator<String> out, UnaryOperator<String> in) {
    SimpleModule secrets = new SimpleModule();
    secrets.addSerializer(Secret.class, new SecretWriter(out));
    secrets.addDeserializer(Secret.class, new SecretReader(in));
    return JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .addModule(secrets)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        // A field that a newer version wrote must not keep an older one from starting.
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }

  private static final class SecretWriter extends StdSerializer<Secret> {
    private static final long serialVersionUID = 1;
    private final transient UnaryOperator<String> seal;

    SecretWriter(UnaryOperator<String> seal) {
      super(Secret.class);
      this.seal = seal;
    }

    @Override
    public void serialize(Secret secret, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(seal.apply(secret.reveal()));
    }
  }

  private static final class SecretReader extends StdDeserializer<Secret> {
    private static final long serialVersionUID = 1;
    private final transient UnaryOperator<String> open;

    SecretReader(UnaryOperator<String> open) {
      super(Secret.class);
      this.open = open;
    }

    @Override
    public Secret deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return new Secret(open.apply(json.getText()));
    }
  }
}
