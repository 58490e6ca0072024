package org.gengfu.ingest.mqtt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.gengfu.core.faults.FaultReason;

/** Parses payloads within bounds: anybody on the broker may have written them. */
final class PayloadParser {
  static final int MAX_PAYLOAD_BYTES = 64 * 1024;
  static final int MAX_DEPTH = 16;
  static final int MAX_NUMBER_LENGTH = 64;
  static final int MAX_NAME_LENGTH = 256;

  private final ObjectMapper mapper =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .maxNameLength(MAX_NAME_LENGTH)
                          .maxStringLength(MAX_PAYLOAD_BYTES)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Parses JSON; a bare number that JSON does not allow ({@code +3}, {@code 007}) comes back as
   * text.
   *
   * @throws UnreadableException when it is too large, too deep or neither JSON nor a number
   */
  JsonNode parse(byte[] payload) throws UnreadableException {
    if (payload.length > MAX_PAYLOAD_BYTES) {
      throw new UnreadableException(
          FaultReason.MESSAGE_TOO_LARGE,
          "the payload has %d bytes, more than the %d allowed"
              .formatted(payload.length, MAX_PAYLOAD_BYTES));
    }
    if (payload.length <= MAX_NUMBER_LENGTH) {
      String text = new String(payload, StandardCharsets.UTF_8).strip();
      if (text.isEmpty()) {
        throw new UnreadableException(FaultReason.MESSAGE_EMPTY, "the payload is empty");
      }
      if (Numbers.looksNumeric(text)) {
        return TextNode.valueOf(text);
      }
    }
    return parseJson(payload);
  }

  private JsonNode parseJson(byte[] payload) throws UnreadableException {
    try {
      return mapper.readTree(payload);
    } catch (StreamConstraintsException e) {
      throw new UnreadableException(
          FaultReason.MESSAGE_PAST_LIMIT, "the JSON is past a limit: " + words(e));
    } catch (JsonProcessingException e) {
      throw new UnreadableException(
          FaultReason.MESSAGE_NOT_JSON,
          "the payload is not JSON%s: %s".formatted(at(e.getLocation()), words(e)));
    } catch (IOException e) {
      throw new UnreadableException(FaultReason.MESSAGE_NOT_TEXT, "the payload is not UTF-8 text");
    }
  }

  /** Jackson's words without its note on where the text came from, which says nothing here. */
  private static String words(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    int source = message.indexOf(" (start marker at [Source");
    return Shown.text(source < 0 ? message : message.substring(0, source));
  }

  private static String at(JsonLocation location) {
    return location == null
        ? ""
        : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
