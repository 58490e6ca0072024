package org.gengfu.dashboard.resources;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.core.village.Broker;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Duty;
import org.gengfu.core.village.Entity;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Village.Versioned;
import org.gengfu.core.village.Webhook;
import org.gengfu.dashboard.http.ApiJson;
import org.gengfu.dashboard.http.Call;
import org.jspecify.annotations.Nullable;

/** Turns configuration entities into the API's JSON and back. Passwords only go in. */
final class EntityJson {
  private static final String PASSWORD = "password";
  private static final String SECRET = "secret";

  private EntityJson() {}

  /** As the API shows it: with its version, without its secrets. */
  static ObjectNode view(Versioned versioned) {
    Entity entity = versioned.entity();
    ObjectNode json = ApiJson.MAPPER.valueToTree(entity);
    if (entity instanceof Camera camera) {
      json.remove(PASSWORD);
      json.put("hasPassword", camera.password() != null);
    } else if (entity instanceof Broker broker) {
      json.remove(PASSWORD);
      json.put("hasPassword", broker.password() != null);
    } else if (entity instanceof Webhook) {
      json.remove(SECRET);
    } else if (entity instanceof Duty duty) {
      ArrayNode days = json.putArray("days");
      duty.days().stream().sorted().forEach(day -> days.add(ApiJson.word(day)));
    }
    return json.put("version", versioned.version());
  }

  /**
   * The entity of a checked body.
   *
   * @param old the present entity, whose secrets are kept where the body has none; null for a new
   *     one
   */
  static Entity read(Kind kind, Map<String, @Nullable Object> body, @Nullable Entity old) {
    Map<String, @Nullable Object> json = body;
    if (old instanceof Camera camera && !json.containsKey(PASSWORD) && camera.password() != null) {
      json.put(PASSWORD, camera.password().reveal());
    }
    if (old instanceof Broker broker && !json.containsKey(PASSWORD) && broker.password() != null) {
      json.put(PASSWORD, broker.password().reveal());
    }
    if (kind == Kind.WEBHOOK && !json.containsKey(SECRET)) {
      if (!(old instanceof Webhook webhook)) {
        throw Call.wrong("/" + SECRET, FieldRule.MISSING);
      }
      json.put(SECRET, webhook.secret().reveal());
    }
    try {
      return ApiJson.MAPPER.convertValue(json, kind.type());
    } catch (IllegalArgumentException e) {
      // The schema has let it pass, so what is wrong lies between fields of the core's record.
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      throw Call.wrong("", FieldRule.OTHER, String.valueOf(cause.getMessage()));
    }
  }
}
