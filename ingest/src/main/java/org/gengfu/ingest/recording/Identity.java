package org.gengfu.ingest.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.UUID;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.village.Ids;
import org.jspecify.annotations.Nullable;

/**
 * What a recorded file says about itself, in a {@code uuid} box (ISO/IEC 14496-12 §11.1) behind its
 * {@code moov}: a JSON object. From it the index can be rebuilt wherever the file has got to.
 *
 * @param start wall clock of the first picture
 */
record Identity(
    String cameraId, StreamName stream, Instant start, String codecs, int width, int height) {
  /** {@code gengfu..segmen} in ASCII, marked as version 4. */
  static final UUID TYPE = UUID.fromString("67656e67-6675-4e00-8000-7365676d656e");

  /** Longest JSON that is read. */
  static final int MOST_BYTES = 4_096;

  private static final ObjectMapper JSON = new ObjectMapper();

  byte[] json() {
    ObjectNode node = JSON.createObjectNode();
    node.put("camera", cameraId);
    node.put("stream", stream.name().toLowerCase(Locale.ROOT));
    node.put("start", start.toString());
    node.put("codecs", codecs);
    node.put("width", width);
    node.put("height", height);
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Reads what {@link #json} wrote; null where the bytes are no such thing. */
  static @Nullable Identity read(byte[] json) {
    try {
      JsonNode node = JSON.readTree(json);
      String camera = node.path("camera").asText();
      int width = node.path("width").asInt();
      int height = node.path("height").asInt();
      if (!Ids.valid(camera) || width <= 0 || height <= 0) {
        return null;
      }
      return new Identity(
          camera,
          StreamName.valueOf(node.path("stream").asText().toUpperCase(Locale.ROOT)),
          Instant.parse(node.path("start").asText()),
          node.path("codecs").asText(),
          width,
          height);
    } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
      return null;
    }
  }
}
