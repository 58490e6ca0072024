package org.gengfu.ingest.rtsp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One challenge of a {@code WWW-Authenticate} field (RFC 7235 §2.1).
 *
 * @param scheme in small letters
 * @param parameters by name in small letters, unquoted
 */
record Challenge(String scheme, Map<String, String> parameters) {
  /** Most parameters of one challenge; the rest is passed over. */
  static final int MAX_PARAMETERS = 16;

  private static final int MAX_ASKED = 300;

  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /**
   * Who asks for a login and how, without what is new in every reply: the schemes with their realms
   * and algorithms. Null where nobody asks. At most {@value #MAX_ASKED} characters.
   */
  static @Nullable String asked(List<String> fields) {
    String all =
        parse(fields).stream()
            .map(
                one ->
                    one.scheme()
                        + " "
                        + one.parameter("realm")
                        + " "
                        + one.parameter("algorithm").toLowerCase(Locale.ROOT))
            .sorted()
            .collect(Collectors.joining(","));
    return all.isEmpty() ? null : all.substring(0, Math.min(all.length(), MAX_ASKED));
  }

  /** The challenges of all fields; several may stand in one, parted by commas. */
  static List<Challenge> parse(List<String> fields) {
    List<Challenge> challenges = new ArrayList<>();
    for (String field : fields) {
      new Scanner(field).scan(challenges);
    }
    return challenges;
  }

  private static final class Scanner {
    private final String text;
    private int at;

    Scanner(String text) {
      this.text = text;
    }

    void scan(List<Challenge> into) {
      String scheme = "";
      Map<String, String> parameters = new LinkedHashMap<>();
      while (skipTo()) {
        String word = word();
        skipSpaces();
        if (at < text.length() && text.charAt(at) == '=') {
          at++;
          skipSpaces();
          String value = at < text.length() && text.charAt(at) == '"' ? quoted() : word();
          if (parameters.size() < MAX_PARAMETERS) {
            parameters.putIfAbsent(word.toLowerCase(Locale.ROOT), value);
          }
        } else {
          add(into, scheme, parameters);
          scheme = word.toLowerCase(Locale.ROOT);
          parameters = new LinkedHashMap<>();
        }
      }
      add(into, scheme, parameters);
    }

    private static void add(List<Challenge> into, String scheme, Map<String, String> parameters) {
      if (!scheme.isEmpty()) {
        into.add(new Challenge(scheme, Map.copyOf(parameters)));
      }
    }

    private boolean skipTo() {
      while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == ',')) {
        at++;
      }
      return at < text.length();
    }

    private void skipSpaces() {
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
    }

    private String word() {
      int start = at;
      while (at < text.length() && " ,=".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      if (at == start) {
        // A lone '=': passed over, so that rubbish can't stop the scan.
        at = Math.min(text.length(), at + 1);
      }
      return text.substring(start, at);
    }

    private String quoted() {
      StringBuilder value = new StringBuilder();
      at++;
      while (at < text.length() && text.charAt(at) != '"') {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        value.append(text.charAt(at++));
      }
      at++;
      return value.toString();
    }
  }
}
