package org.gengfu.dashboard.http;

import io.vertx.core.http.HttpServerRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gengfu.core.accounts.Account;
import org.gengfu.core.cases.CaseDesk.Photo;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.core.village.Village.Versioned;
import org.gengfu.dashboard.http.Problem.Wrong;
import org.jspecify.annotations.Nullable;

/** One admitted request, its parameters and body checked against the contract. */
public final class Call {
  private final HttpServerRequest request;
  private final @Nullable Caller caller;
  private final Map<String, Object> parameters;
  private final Map<String, @Nullable Object> body;
  private final @Nullable Photo photo;

  Call(
      HttpServerRequest request,
      @Nullable Caller caller,
      Map<String, Object> parameters,
      Map<String, @Nullable Object> body,
      @Nullable Photo photo) {
    this.request = request;
    this.caller = caller;
    this.parameters = parameters;
    this.body = body;
    this.photo = photo;
  }

  public HttpServerRequest request() {
    return request;
  }

  /** Who is logged in; only for operations that need a login. */
  public Caller caller() {
    return Objects.requireNonNull(caller, "an open operation has no caller");
  }

  public Account account() {
    return caller().account();
  }

  /** The id in the path, as text. */
  public String id() {
    return text("id");
  }

  /** The id in the path, as a number. */
  public long number() {
    return number("id");
  }

  /** A number that is required or has a default. */
  public long number(String name) {
    return (Long) Objects.requireNonNull(parameters.get(name), name);
  }

  public @Nullable Long optionalNumber(String name) {
    return (Long) parameters.get(name);
  }

  /** A text that is required. */
  public String text(String name) {
    return (String) Objects.requireNonNull(parameters.get(name), name);
  }

  public @Nullable String optionalText(String name) {
    return (String) parameters.get(name);
  }

  public List<String> texts(String name) {
    return parameters.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  public Instant time(String name, Instant fallback) {
    return parameters.get(name) instanceof Instant time ? time : fallback;
  }

  /** The version that the caller has read, from {@code If-Match}. */
  public long expectedVersion() {
    String tag = text("If-Match");
    return Long.parseLong(tag.substring(1, tag.length() - 1));
  }

  /** The ETag of a version. */
  public static String tag(Versioned versioned) {
    return "\"" + versioned.version() + "\"";
  }

  /** The body with the contract's defaults filled in; a copy of its top level. */
  public Map<String, @Nullable Object> body() {
    return new LinkedHashMap<>(body);
  }

  /** A text of the body that is required or has a default. */
  public String bodyText(String name) {
    return (String) Objects.requireNonNull(body.get(name), name);
  }

  public @Nullable String optionalBodyText(String name) {
    return (String) body.get(name);
  }

  /** A required time of the body, RFC 3339. */
  public Instant bodyTime(String name) {
    try {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(bodyText(name), Instant::from);
    } catch (DateTimeException e) {
      throw wrong("/" + name, FieldRule.TIME);
    }
  }

  /** The photo of a form; null for none. */
  public @Nullable Photo photo() {
    return photo;
  }

  /** Refuses the request because of one place in its body. */
  public static ProblemException wrong(String pointer, FieldRule rule, Object... values) {
    return Problem.of(ProblemKind.INVALID_INPUT, List.of(Wrong.at(pointer, rule, values))).thrown();
  }

  /** Refuses the request because of one parameter. */
  public static ProblemException wrongParameter(String name, FieldRule rule, Object... values) {
    return Problem.of(ProblemKind.INVALID_INPUT, List.of(Wrong.in(name, rule, values))).thrown();
  }
}
