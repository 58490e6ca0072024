package org.gengfu.dashboard.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.dashboard.http.ParameterRule.Place;
import org.gengfu.dashboard.http.Problem.Wrong;
import org.jspecify.annotations.Nullable;

/** Reads all parameters of a request by the contract's rules. */
final class Parameters {
  private static final String IF_MATCH = "If-Match";

  private Parameters() {}

  /**
   * @return by name, those left out missing
   * @throws ProblemException naming every parameter that is wrong, unknown ones among them
   */
  static Map<String, Object> read(RoutingContext ctx, ContractOperation operation) {
    List<Wrong> wrongs = new ArrayList<>();
    Map<String, Object> values = new LinkedHashMap<>();
    MultiMap query = query(ctx);
    for (ParameterRule rule : operation.parameters()) {
      List<String> given = given(ctx, query, rule);
      if (rule.name().equals(IF_MATCH) && given.isEmpty()) {
        throw Problem.of(
                ProblemKind.VERSION_REQUIRED,
                "Send the ETag that was read as If-Match, so that nobody's change is lost.")
            .thrown();
      }
      Object value = rule.read(given, wrongs);
      if (value != null) {
        values.put(rule.name(), value);
      }
    }
    refuseUnknown(query, operation, wrongs);
    if (!wrongs.isEmpty()) {
      throw Problem.of(ProblemKind.INVALID_INPUT, wrongs).thrown();
    }
    return values;
  }

  private static MultiMap query(RoutingContext ctx) {
    try {
      return ctx.queryParams();
    } catch (RuntimeException e) { // a broken percent escape
      throw Problem.of(ProblemKind.INVALID_INPUT, List.of(Wrong.in("query", FieldRule.UNDECODABLE)))
          .thrown();
    }
  }

  private static List<String> given(RoutingContext ctx, MultiMap query, ParameterRule rule) {
    HttpServerRequest request = ctx.request();
    return switch (rule.place()) {
      case PATH -> listOf(ctx.pathParam(rule.name()));
      case QUERY -> query.getAll(rule.name());
      case HEADER -> request.headers().getAll(rule.name());
    };
  }

  private static List<String> listOf(@Nullable String value) {
    return value == null ? List.of() : List.of(value);
  }

  private static void refuseUnknown(
      MultiMap query, ContractOperation operation, List<Wrong> wrongs) {
    for (String name : query.names()) {
      if (operation.parameters().stream()
          .noneMatch(rule -> rule.place() == Place.QUERY && rule.name().equals(name))) {
        wrongs.add(Wrong.in(name, FieldRule.UNKNOWN_PARAMETER));
      }
    }
  }
}
