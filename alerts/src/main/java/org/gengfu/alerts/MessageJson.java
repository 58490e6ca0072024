package org.gengfu.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Map;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.delivery.Notification;
import org.gengfu.core.delivery.OutboxStore.Leased;
import org.jspecify.annotations.Nullable;

/** What webhooks and topics carry. */
final class MessageJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private MessageJson() {}

  /**
   * @param id the same at every attempt
   * @param theCase the case as it was when this attempt was made
   */
  private record Form(
      long id,
      String reason,
      Instant createdAt,
      @Nullable String workerId,
      Severity severity,
      Map<String, String> title,
      Map<String, String> body,
      @com.fasterxml.jackson.annotation.JsonProperty("case") Case theCase) {}

  static Buffer of(Leased message) {
    Notification told = message.notification();
    Form form =
        new Form(
            told.id(),
            told.reason(),
            told.createdAt(),
            told.workerId(),
            told.severity(),
            Map.of("zh-CN", told.titleChinese(), "en", told.titleEnglish()),
            Map.of("zh-CN", told.bodyChinese(), "en", told.bodyEnglish()),
            message.theCase());
    try {
      return Buffer.buffer(MAPPER.writeValueAsBytes(form));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message is not JSON", e);
    }
  }
}
