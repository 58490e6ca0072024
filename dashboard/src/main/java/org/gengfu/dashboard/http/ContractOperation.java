package org.gengfu.dashboard.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gengfu.core.accounts.Role;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the contract.
 *
 * @param id its {@code operationId}
 * @param method HTTP method, upper case
 * @param path with parameters as {@code {id}}
 * @param open whether it needs no login
 * @param roles who may call it; nobody where the contract doesn't say
 * @param webSocket whether it becomes a WebSocket
 * @param parameters what stands in path, query and headers
 * @param body what it takes; null for nothing
 */
public record ContractOperation(
    String id,
    String method,
    String path,
    boolean open,
    Set<Role> roles,
    boolean webSocket,
    List<ParameterRule> parameters,
    @Nullable BodyRule body) {
  private static final String ANYONE = "anyone";

  /**
   * What body an operation takes.
   *
   * @param mediaType {@code application/json} or {@code multipart/form-data}
   * @param check schema of the body, or of the form's fields
   * @param maxBytes refused above this size
   */
  record BodyRule(String mediaType, SchemaCheck check, int maxBytes) {
    static final int DEFAULT_MAX_BYTES = 256 * 1024;

    boolean form() {
      return mediaType.equals("multipart/form-data");
    }
  }

  static ContractOperation of(
      String method, String path, List<JsonObject> parameters, JsonObject operation) {
    List<String> roles =
        operation.getJsonArray("x-roles", new JsonArray()).stream().map(String::valueOf).toList();
    return new ContractOperation(
        operation.getString("operationId"),
        method.toUpperCase(Locale.ROOT),
        path,
        roles.equals(List.of(ANYONE)),
        roles(roles),
        operation.getBoolean("x-websocket", false),
        parameters.stream().map(ParameterRule::of).toList(),
        body(operation));
  }

  /** Whether the path, without the API's prefix, is one of this operation. */
  boolean fits(String candidate) {
    return candidate.matches(path.replaceAll("\\{[^}]*}", "[^/]+"));
  }

  private static Set<Role> roles(List<String> names) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String name : names) {
      if (!name.equals(ANYONE)) {
        roles.add(Role.valueOf(name.toUpperCase(Locale.ROOT)));
      }
    }
    return roles;
  }

  private static @Nullable BodyRule body(JsonObject operation) {
    JsonObject body = operation.getJsonObject("requestBody");
    if (body == null) {
      return null;
    }
    JsonObject content = body.getJsonObject("content");
    String mediaType = content.fieldNames().iterator().next();
    return new BodyRule(
        mediaType,
        new SchemaCheck(content.getJsonObject(mediaType).getJsonObject("schema")),
        operation.getInteger("x-max-bytes", BodyRule.DEFAULT_MAX_BYTES));
  }
}
