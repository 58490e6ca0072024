package org.gengfu.dashboard.http;

import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.dashboard.http.Problem.Wrong;
import org.jspecify.annotations.Nullable;

/** One parameter of an operation: where it stands and what it may be. */
record ParameterRule(String name, Place place, boolean required, SchemaCheck check) {
  enum Place {
    PATH,
    QUERY,
    HEADER
  }

  static ParameterRule of(JsonObject parameter) {
    return new ParameterRule(
        parameter.getString("name"),
        Place.valueOf(parameter.getString("in").toUpperCase(java.util.Locale.ROOT)),
        parameter.getBoolean("required", false),
        new SchemaCheck(parameter.getJsonObject("schema")));
  }

  private String type() {
    return check.schema().getString("type");
  }

  /**
   * The parameter's value: a Long, an Instant, text, or a list of texts.
   *
   * @param values as they stand in the request
   * @param wrongs takes what is wrong
   * @return null where it is left out (and has no default) or wrong
   */
  @Nullable Object read(List<String> values, List<Wrong> wrongs) {
    if (values.isEmpty()) {
      if (required) {
        wrongs.add(Wrong.in(name, FieldRule.MISSING));
      }
      Object fallback = check.schema().getValue("default");
      return fallback instanceof Integer number ? Long.valueOf(number) : fallback;
    }
    if (type().equals("array")) {
      return checked(List.copyOf(values), wrongs);
    }
    if (values.size() > 1) {
      wrongs.add(Wrong.in(name, FieldRule.ONCE));
      return null;
    }
    return single(values.get(0), wrongs);
  }

  private @Nullable Object single(String value, List<Wrong> wrongs) {
    if (type().equals("integer")) {
      try {
        return checked(Long.valueOf(value), wrongs);
      } catch (NumberFormatException e) {
        wrongs.add(Wrong.in(name, FieldRule.WHOLE_NUMBER));
        return null;
      }
    }
    if ("date-time".equals(check.schema().getString("format"))) {
      try {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(value, Instant::from);
      } catch (DateTimeException e) {
        wrongs.add(Wrong.in(name, FieldRule.TIME));
        return null;
      }
    }
    return checked(value, wrongs);
  }

  private @Nullable Object checked(Object value, List<Wrong> wrongs) {
    List<Wrong> found = new ArrayList<>(check.check(value));
    if (value instanceof String text && !StrictJson.keepable(text)) {
      found.add(Wrong.in(name, FieldRule.KEEPABLE));
    }
    found.forEach(wrong -> wrongs.add(wrong.in(name)));
    return found.isEmpty() ? value : null;
  }
}
