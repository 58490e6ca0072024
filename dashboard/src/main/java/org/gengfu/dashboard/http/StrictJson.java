package org.gengfu.dashboard.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.dashboard.http.Problem.Wrong;
import org.jspecify.annotations.Nullable;

/** Reads a request's JSON, strictly: one document, no key twice, bounded depth, only real text. */
final class StrictJson {
  static final int MAX_DEPTH = 64;

  private static final ObjectMapper READER = reader();

  private StrictJson() {}

  private static ObjectMapper reader() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build());
    return mapper;
  }

  /**
   * The document as maps, lists, text, numbers, booleans and nulls.
   *
   * @throws ProblemException when it is not JSON, saying where, or holds what can't be kept
   */
  static @Nullable Object read(Buffer body) {
    if (body.length() == 0) {
      throw Problem.of(ProblemKind.MALFORMED_JSON, "The body is empty; JSON is wanted.").thrown();
    }
    Object document;
    try {
      document = READER.readValue(body.getBytes(), Object.class);
    } catch (JsonProcessingException e) {
      throw Problem.of(ProblemKind.MALFORMED_JSON, where(e)).thrown();
    } catch (IOException e) {
      throw Problem.of(ProblemKind.MALFORMED_JSON, "The body is not UTF-8 text.").thrown();
    }
    List<Wrong> wrongs = new ArrayList<>();
    check(document, "", wrongs);
    if (!wrongs.isEmpty()) {
      throw Problem.of(ProblemKind.INVALID_INPUT, wrongs).thrown();
    }
    return document;
  }

  private static String where(JsonProcessingException e) {
    String message = e.getOriginalMessage().lines().findFirst().orElse("");
    return e.getLocation() == null
        ? message
        : "Line "
            + e.getLocation().getLineNr()
            + ", column "
            + e.getLocation().getColumnNr()
            + ": "
            + message;
  }

  private static void check(@Nullable Object value, String pointer, List<Wrong> wrongs) {
    if (wrongs.size() >= SchemaCheck.MAX_WRONGS) {
      return;
    }
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, item) -> check(item, pointer + "/" + escape(String.valueOf(key)), wrongs));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        check(list.get(i), pointer + "/" + i, wrongs);
      }
    } else if (value instanceof String text && !keepable(text)) {
      wrongs.add(Wrong.at(pointer, FieldRule.KEEPABLE));
    } else if (value instanceof Double number && !Double.isFinite(number)) {
      wrongs.add(Wrong.at(pointer, FieldRule.TOO_LARGE_NUMBER));
    }
  }

  /** PostgreSQL keeps neither U+0000 nor half a surrogate pair. */
  static boolean keepable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isLowSurrogate(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static String escape(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
