package org.gengfu.ingest.mqtt;

import java.net.URI;
import org.gengfu.core.village.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The broker of the sensors.
 *
 * @param uri {@code tcp://host:1883} or {@code ssl://host:8883}, without user and password
 * @param clientId by which the broker knows the hub's session; each hub of a broker needs its own
 * @param username null where the broker asks for none
 * @param password null where the broker asks for none
 */
public record MqttConfig(
    String uri, String clientId, @Nullable String username, @Nullable Secret password) {
  public MqttConfig {
    URI parsed = parse(uri);
    boolean known = "tcp".equals(parsed.getScheme()) || "ssl".equals(parsed.getScheme());
    if (!known || parsed.getHost() == null) {
      throw new IllegalArgumentException("an MQTT uri is tcp://host:port or ssl://host:port");
    }
    if (parsed.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "an MQTT uri has no user and password in it: give them as username and password");
    }
    if (clientId.isBlank()) {
      throw new IllegalArgumentException("an MQTT client id is not empty");
    }
  }

  private static URI parse(String uri) {
    try {
      return URI.create(uri);
    } catch (IllegalArgumentException e) {
      // Without the cause: its message repeats the text, and that may hold a password.
      throw new IllegalArgumentException("an MQTT uri is tcp://host:port or ssl://host:port");
    }
  }
}
