package org.gengfu.dashboard.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.gengfu.core.checks.FieldError;
import org.gengfu.core.checks.FieldRule;
import org.jspecify.annotations.Nullable;

/** Says in plain words what a keyword of a schema wants. */
final class PlainWords {
  /** Code of the {@link FieldRule} that says what a pattern of the contract stands for. */
  static final String RULE = "x-rule";

  private PlainWords() {}

  /**
   * @param keyword the keyword of JSON Schema that was not kept to
   * @param rule the schema that holds it
   * @param value the wrong value
   */
  static FieldError say(String keyword, JsonObject rule, @Nullable Object value) {
    Object wanted = rule.getValue(keyword);
    return switch (keyword) {
      case "type" -> FieldRule.TYPE.broken(types(wanted), typeOf(value));
      case "enum" -> FieldRule.ONE_OF.broken(list((JsonArray) wanted));
      case "const" -> FieldRule.CONSTANT.broken(wanted);
      case "additionalProperties" -> FieldRule.UNKNOWN_FIELD.broken();
      case "minimum", "maximum" -> range(rule);
      case "minLength", "maxLength" -> length(rule);
      case "minItems", "maxItems" -> items(rule);
      case "uniqueItems" -> FieldRule.UNIQUE.broken();
      case "pattern" -> pattern(rule.getString(RULE), wanted);
      case "format" ->
          "date-time".equals(wanted) ? FieldRule.TIME.broken() : FieldRule.FORMAT.broken(wanted);
      default -> FieldRule.KEYWORD.broken(keyword, wanted);
    };
  }

  private static FieldError pattern(@Nullable String code, Object wanted) {
    return code == null ? FieldRule.PATTERN.broken(wanted) : FieldRule.of(code).broken();
  }

  private static FieldError range(JsonObject rule) {
    Object least = rule.getValue("minimum");
    Object greatest = rule.getValue("maximum");
    if (greatest == null) {
      return FieldRule.AT_LEAST.broken(least);
    }
    return least == null
        ? FieldRule.AT_MOST.broken(greatest)
        : FieldRule.BETWEEN.broken(least, greatest);
  }

  private static FieldError length(JsonObject rule) {
    int least = rule.getInteger("minLength", 0);
    Integer greatest = rule.getInteger("maxLength");
    if (greatest == null) {
      return least == 1 ? FieldRule.EMPTY.broken() : FieldRule.LEAST_CHARACTERS.broken(least);
    }
    return least == 0
        ? FieldRule.MOST_CHARACTERS.broken(greatest)
        : FieldRule.CHARACTERS.broken(least, greatest);
  }

  private static FieldError items(JsonObject rule) {
    Integer least = rule.getInteger("minItems");
    Integer greatest = rule.getInteger("maxItems");
    if (greatest == null) {
      return FieldRule.LEAST_ITEMS.broken(least);
    }
    if (least == null) {
      return FieldRule.MOST_ITEMS.broken(greatest);
    }
    return least.equals(greatest)
        ? FieldRule.EXACT_ITEMS.broken(greatest)
        : FieldRule.ITEMS.broken(least, greatest);
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
