package org.gengfu.dashboard.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.gengfu.core.checks.FieldError;
import org.gengfu.core.checks.FieldRule;
import org.jspecify.annotations.Nullable;

/**
 * What an error answer says (RFC 9457).
 *
 * @param kind what sort of problem it is
 * @param status HTTP status, usually the one of the kind
 * @param detail what happened and what to do, for people
 * @param errors everything that is wrong in the request; may be empty
 * @param headers further headers of the answer, such as {@code Retry-After}
 */
public record Problem(
    ProblemKind kind, int status, String detail, List<Wrong> errors, Map<String, String> headers) {
  public static final String MEDIA_TYPE = "application/problem+json";
  public static final String TYPE_PREFIX = "urn:gengfu:problem:";

  public Problem {
    errors = List.copyOf(errors);
    headers = Map.copyOf(headers);
  }

  public static Problem of(ProblemKind kind, String detail) {
    return new Problem(kind, kind.status(), detail, List.of(), Map.of());
  }

  /** A request whose parts are wrong: 400 when only parameters are, 422 when the body is. */
  public static Problem of(ProblemKind kind, List<Wrong> errors) {
    boolean parametersOnly = errors.stream().allMatch(wrong -> wrong.pointer() == null);
    int status = kind == ProblemKind.INVALID_INPUT && parametersOnly ? 400 : kind.status();
    String detail =
        errors.size() == 1 ? "One thing is wrong." : errors.size() + " things are wrong.";
    return new Problem(kind, status, detail, errors, Map.of());
  }

  /** As an exception, to be thrown where an operation can't go on. */
  public ProblemException thrown() {
    return new ProblemException(this);
  }

  Document document() {
    return new Document(
        TYPE_PREFIX + kind.code(), kind.title(), status, detail, errors.isEmpty() ? null : errors);
  }

  /**
   * One thing that is wrong; it has a pointer or a parameter.
   *
   * @param pointer JSON Pointer into the body
   * @param parameter name of a parameter or form field
   * @param code which rule it breaks
   * @param values what the texts for that rule ask for
   * @param message what is wrong there and what would be right, in English
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Wrong(
      @Nullable String pointer,
      @Nullable String parameter,
      FieldRule code,
      Map<String, String> values,
      String message) {
    public static Wrong at(String pointer, FieldError error) {
      return new Wrong(pointer, null, error.rule(), error.values(), error.message());
    }

    public static Wrong at(String pointer, FieldRule rule, Object... values) {
      return at(pointer, rule.broken(values));
    }

    public static Wrong in(String parameter, FieldRule rule, Object... values) {
      FieldError error = rule.broken(values);
      return new Wrong(null, parameter, rule, error.values(), error.message());
    }

    /** The same of a parameter or form field. */
    Wrong in(String name) {
      return new Wrong(null, name, code, values, message);
    }
  }

  /** The JSON of RFC 9457. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Document(
      String type, String title, int status, String detail, @Nullable List<Wrong> errors) {}
}
