package org.gengfu.dashboard.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.dashboard.http.Problem.Wrong;
import org.jspecify.annotations.Nullable;

/** Checks a value against one schema of the contract and names everything that is wrong. */
final class SchemaCheck {
  /** A body can be wrong in a thousand places; nobody reads more than these. */
  static final int MAX_WRONGS = 100;

  private final JsonObject schema;
  private final Validator validator;

  /** A schema without references. */
  SchemaCheck(JsonObject schema) {
    this.schema = schema;
    // The validator writes its own notes into the schema that it is given.
    this.validator =
        Validator.create(
            JsonSchema.of(schema.copy()),
            new JsonSchemaOptions()
                .setBaseUri("app://gengfu")
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic));
  }

  JsonObject schema() {
    return schema;
  }

  /** All that is wrong, at most {@value #MAX_WRONGS}, in the order of the schema. */
  List<Wrong> check(@Nullable Object value) {
    OutputUnit result;
    synchronized (validator) {
      result = validator.validate(json(value));
    }
    if (Boolean.TRUE.equals(result.getValid()) || result.getErrors() == null) {
      return List.of();
    }
    // One message a place: a text that is too short need not be told that its form is wrong, too.
    Map<String, Wrong> byPlace = new LinkedHashMap<>();
    for (OutputUnit unit : result.getErrors()) {
      Wrong wrong = wrong(unit, value);
      if (wrong != null && byPlace.size() < MAX_WRONGS) {
        byPlace.putIfAbsent(String.valueOf(wrong.pointer()), wrong);
      }
    }
    return List.copyOf(byPlace.values());
  }

  private @Nullable Wrong wrong(OutputUnit unit, @Nullable Object value) {
    String keyword = last(unit.getKeywordLocation());
    String place = pointer(unit.getInstanceLocation());
    JsonObject rule = ruleAt(unit.getKeywordLocation());
    if (rule == null || keyword.equals("properties") || keyword.equals("items")) {
      return null; // only says that something deeper is wrong, and that is named by itself
    }
    if (keyword.equals("additionalProperties") && known(rule, place)) {
      return null; // the validator says this of every known field that is wrong, too
    }
    if (keyword.equals("required")) {
      String missing = quoted(unit.getError());
      return Wrong.at(
          place + "/" + missing.replace("~", "~0").replace("/", "~1"), FieldRule.MISSING);
    }
    return Wrong.at(place, PlainWords.say(keyword, rule, valueAt(value, place)));
  }

  private static boolean known(JsonObject rule, String place) {
    String name = last(place).replace("~1", "/").replace("~0", "~");
    return rule.getJsonObject("properties", new JsonObject()).containsKey(name);
  }

  private @Nullable JsonObject ruleAt(String keywordLocation) {
    String location = pointer(keywordLocation);
    String parent = location.substring(0, location.lastIndexOf('/'));
    return JsonPointer.from(parent).queryJson(schema) instanceof JsonObject rule ? rule : null;
  }

  private static @Nullable Object valueAt(@Nullable Object value, String place) {
    Object json = json(value);
    return place.isEmpty() ? json : JsonPointer.from(place).queryJson(json);
  }

  private static String last(String location) {
    return location.substring(location.lastIndexOf('/') + 1);
  }

  /** The locations are URI fragments; the API names JSON Pointers. */
  private static String pointer(String location) {
    String fragment = location.startsWith("#") ? location.substring(1) : location;
    return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String quoted(String message) {
    return message.substring(message.indexOf('"') + 1, message.lastIndexOf('"'));
  }

  @SuppressWarnings("unchecked") // maps from JSON have text keys
  private static @Nullable Object json(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new JsonObject((Map<String, Object>) map);
    }
    return value instanceof List<?> list ? new JsonArray(list) : value;
  }

  /**
   * The value with the schema's defaults filled in and its read-only fields left out, as the server
   * wants it once the check has found nothing wrong.
   */
  @Nullable Object complete(@Nullable Object value) {
    return complete(schema, value);
  }

  private static @Nullable Object complete(JsonObject rule, @Nullable Object value) {
    JsonObject properties = rule.getJsonObject("properties");
    if (value instanceof Map<?, ?> map && properties != null) {
      return completeObject(properties, map);
    }
    JsonObject items = rule.getJsonObject("items");
    if (value instanceof List<?> list && items != null) {
      return list.stream().map(item -> complete(items, item)).toList();
    }
    return value;
  }

  private static Map<String, @Nullable Object> completeObject(
      JsonObject properties, Map<?, ?> map) {
    Map<String, @Nullable Object> completed = new LinkedHashMap<>();
    map.forEach(
        (key, item) -> {
          JsonObject property = properties.getJsonObject(String.valueOf(key), new JsonObject());
          if (!property.getBoolean("readOnly", false)) {
            completed.put(String.valueOf(key), complete(property, item));
          }
        });
    for (String name : properties.fieldNames()) {
      Object fallback = Objects.requireNonNull(properties.getJsonObject(name)).getValue("default");
      if (fallback != null && !completed.containsKey(name)) {
        completed.put(name, fallback instanceof JsonArray array ? array.getList() : fallback);
      }
    }
    return completed;
  }
}
