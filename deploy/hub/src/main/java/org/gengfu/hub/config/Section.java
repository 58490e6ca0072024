package org.gengfu.hub.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the configuration file while it is read: each access names a key with its default,
 * and what is wrong is collected instead of thrown, so that an admin sees all of it at once. Keys
 * that nobody asked for are wrong too.
 *
 * <p>A text of the form <code>${NAME}</code> stands for the environment variable of that name, so
 * that secrets need not lie in the file.
 */
final class Section {
  /** Up to 999,999 TB, which a long holds; decimal units as disks are sold. */
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,6}) ?([KMGT])B|([0-9]{1,18})");

  private final JsonNode node;
  private final String path;
  private final List<String> problems;
  private final UnaryOperator<@Nullable String> environment;
  private final Set<String> known = new LinkedHashSet<>();

  Section(
      JsonNode node,
      String path,
      List<String> problems,
      UnaryOperator<@Nullable String> environment) {
    this.node = node;
    this.path = path;
    this.problems = problems;
    this.environment = environment;
    if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
      problems.add((path.isEmpty() ? "the file" : path) + ": must be a mapping of keys to values");
    }
  }

  /** A mapping inside this one; empty where the key is missing. */
  <T> T section(String key, Function<Section, T> read) {
    known.add(key);
    JsonNode child = node.isObject() ? node.path(key) : MissingNode.getInstance();
    Section section = new Section(child, at(key), problems, environment);
    T value = read.apply(section);
    section.refuseUnknown();
    return value;
  }

  /** A list of mappings, at most this many; empty where the key is missing. */
  <T> List<T> list(String key, int most, Function<Section, T> read) {
    JsonNode value = value(key);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray() || value.size() > most) {
      problem(key, "must be a list of " + most + " entries at most");
      return List.of();
    }
    List<T> entries = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      Section entry = new Section(value.get(i), at(key) + "[" + i + "]", problems, environment);
      entries.add(read.apply(entry));
      entry.refuseUnknown();
    }
    return entries;
  }

  /**
   * A number of bytes, such as {@code 500 MB}, {@code 2TB} or 1000000; null where it is missing.
   */
  @Nullable Long size(String key) {
    String text = optionalText(key);
    if (text == null) {
      return null;
    }
    Matcher parts = SIZE.matcher(text.strip());
    if (!parts.matches()) {
      problem(key, "must be a size such as 500 MB, 20GB or 4TB, not '" + text + "'");
      return null;
    }
    if (parts.group(1) == null) {
      return Long.parseLong(parts.group(3));
    }
    long bytes = Long.parseLong(parts.group(1));
    for (int thousands = "BKMGT".indexOf(parts.group(2)); thousands > 0; thousands--) {
      bytes *= 1_000;
    }
    return bytes;
  }

  String text(String key, String byDefault) {
    String value = optionalText(key);
    return value == null ? byDefault : value;
  }

  @Nullable String optionalText(String key) {
    JsonNode value = value(key);
    if (value == null) {
      return null;
    }
    if (!value.isValueNode()) {
      problem(key, "must be a text");
      return null;
    }
    String text = value.asText();
    if (text.startsWith("${") && text.endsWith("}")) {
      String name = text.substring(2, text.length() - 1);
      String found = environment.apply(name);
      if (found == null) {
        problem(key, "the environment variable " + name + " is not set");
      }
      return found;
    }
    return text;
  }

  int number(String key, int byDefault, int least, int greatest) {
    JsonNode value = value(key);
    if (value == null) {
      return byDefault;
    }
    if (!value.canConvertToInt() || value.asInt() < least || value.asInt() > greatest) {
      problem(key, "must be a whole number from " + least + " to " + greatest + ", not " + value);
      return byDefault;
    }
    return value.asInt();
  }

  boolean flag(String key, boolean byDefault) {
    JsonNode value = value(key);
    if (value == null) {
      return byDefault;
    }
    if (!value.isBoolean()) {
      problem(key, "must be true or false, not " + value);
      return byDefault;
    }
    return value.asBoolean();
  }

  /** A text that is parsed; what the parser throws becomes the problem's text. */
  <T> T parsed(String key, String byDefault, Function<String, T> parse, String form) {
    String text = text(key, byDefault);
    try {
      return parse.apply(text);
    } catch (RuntimeException e) {
      problem(key, "must be " + form + ", not '" + text + "'");
      return parse.apply(byDefault);
    }
  }

  void problem(String key, String message) {
    problems.add(at(key) + ": " + message);
  }

  void refuseUnknown() {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                problem(key, "there is no such setting; known here: " + String.join(", ", known));
              }
            });
  }

  private @Nullable JsonNode value(String key) {
    known.add(key);
    JsonNode value = node.path(key);
    return value.isMissingNode() || value.isNull() ? null : value;
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
