package org.gengfu.core.village;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * An MQTT broker that sensors publish to.
 *
 * @param id id; {@value #DEFAULT_ID} is where sensors without a broker are heard and where the hub
 *     publishes
 * @param name shown to people
 * @param uri {@code tcp://host:1883} or {@code ssl://host:8883}, without user and password
 * @param protocol which MQTT it speaks; null means {@link Protocol#MQTT_5}
 * @param clientId by which the broker knows the hub's session; each hub of a broker needs its own
 * @param username null where the broker asks for none
 * @param password null where the broker asks for none
 * @param sharedGroup hubs that name the same group share the messages among them (MQTT 5, 4.8.2);
 *     null where this hub hears all
 * @param caCertificate PEM text of the certificates that the broker's may be signed by; null for
 *     those that Java knows
 * @param fingerprint SHA-256 of the broker's own certificate, 64 hexadecimal digits, instead of a
 *     signature; null for none
 * @param enabled false keeps the configuration but does not connect
 */
public record Broker(
    String id,
    String name,
    String uri,
    Protocol protocol,
    String clientId,
    @Nullable String username,
    @Nullable Secret password,
    @Nullable String sharedGroup,
    @Nullable String caCertificate,
    @Nullable String fingerprint,
    boolean enabled)
    implements Entity {
  public static final String DEFAULT_ID = "default";

  /** Which MQTT it speaks. */
  public enum Protocol {
    @JsonProperty("3.1.1")
    MQTT_3_1_1,
    @JsonProperty("5")
    MQTT_5
  }

  @JsonCreator
  @SuppressWarnings("ConstantValue")
  public Broker {
    protocol = protocol == null ? Protocol.MQTT_5 : protocol;
  }

  /** Whether the connection is encrypted. */
  public boolean encrypted() {
    return uri.startsWith("ssl:");
  }
}
