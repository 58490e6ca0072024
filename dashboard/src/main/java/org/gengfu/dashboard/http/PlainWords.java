package org.gengfu.dashboard.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in plain words what a keyword of a schema wants. */
final class PlainWords {
  /** A hint of the contract that stands for its pattern. */
  static final String HINT = "x-hint";

  private PlainWords() {}

  /**
   * @param keyword the keyword of JSON Schema that was not kept to
   * @param rule the schema that holds it
   * @param value the wrong value
   */
  static String say(String keyword, JsonObject rule, @Nullable Object value) {
    Object wanted = rule.getValue(keyword);
    return switch (keyword) {
      case "type" -> "must be " + types(wanted) + ", not " + typeOf(value);
      case "enum" -> "must be one of " + list((JsonArray) wanted);
      case "const" -> "must be " + wanted;
      case "additionalProperties" -> "there is no such field";
      case "minimum", "maximum" -> range(rule);
      case "minLength", "maxLength" -> length(rule);
      case "minItems", "maxItems" -> items(rule);
      case "uniqueItems" -> "must not hold the same twice";
      case "pattern" -> "must be " + rule.getString(HINT, "text of the form " + wanted);
      case "format" ->
          "date-time".equals(wanted)
              ? "must be a time of RFC 3339 such as 2026-01-31T08:30:00Z"
              : "must be of the form " + wanted;
      default -> "is wrong (" + keyword + " " + wanted + ")";
    };
  }

  private static String range(JsonObject rule) {
    Object least = rule.getValue("minimum");
    Object greatest = rule.getValue("maximum");
    if (greatest == null) {
      return "must be at least " + least;
    }
    return least == null ? "must be at most " + greatest : "must be " + least + " to " + greatest;
  }

  private static String length(JsonObject rule) {
    int least = rule.getInteger("minLength", 0);
    Integer greatest = rule.getInteger("maxLength");
    if (greatest == null) {
      return "must have at least " + characters(least);
    }
    return least == 0
        ? "must have at most " + characters(greatest)
        : "must have " + least + " to " + characters(greatest);
  }

  private static String characters(int count) {
    return count == 1 ? "1 character" : count + " characters";
  }

  private static String items(JsonObject rule) {
    Integer least = rule.getInteger("minItems");
    Integer greatest = rule.getInteger("maxItems");
    if (least != null && least.equals(greatest)) {
      return "must hold exactly " + least;
    }
    if (greatest == null) {
      return "must hold at least " + least;
    }
    return "must hold " + (least == null ? "at most " : least + " to ") + greatest;
  }

  private static String list(JsonArray values) {
    return values.stream()
        .map(value -> value == null ? "null" : value.toString())
        .collect(Collectors.joining(", "));
  }

  private static String types(Object wanted) {
    List<?> names = wanted instanceof JsonArray array ? array.getList() : List.of(wanted);
    return names.stream()
        .map(name -> name(String.valueOf(name)))
        .collect(Collectors.joining(" or "));
  }

  private static String name(String type) {
    return switch (type) {
      case "string" -> "text";
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      case "object" -> "an object";
      case "array" -> "a list";
      default -> type;
    };
  }

  private static String typeOf(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof JsonObject) {
      return "an object";
    }
    if (value instanceof JsonArray) {
      return "a list";
    }
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    return "text";
  }
}
