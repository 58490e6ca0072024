package org.gengfu.hub;

import org.gengfu.core.village.Broker;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.core.village.VillageRegistry.InvalidConfigException;
import org.gengfu.hub.config.ConfigException;
import org.gengfu.hub.config.HubConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The broker that the configuration file names: it seeds the one with the id {@code default}. */
final class DefaultBroker {
  private static final Logger LOG = LoggerFactory.getLogger(DefaultBroker.class);
  private static final String ACTOR = "configuration file";

  private DefaultBroker() {}

  /**
   * Creates the default broker where there is none yet; one that exists stays as it is, as an admin
   * may have changed it.
   *
   * @throws ConfigException naming every field that the registry refused
   */
  static void plant(HubConfig.@Nullable Broker file, VillageRegistry registry) {
    if (file == null) {
      return;
    }
    Broker wanted = of(file);
    Broker present =
        registry
            .current()
            .find(Kind.BROKER, Broker.DEFAULT_ID)
            .map(found -> (Broker) found.entity())
            .orElse(null);
    if (present == null) {
      create(wanted, registry);
    } else if (!present.uri().equals(wanted.uri())) {
      LOG.warn(
          "broker {} is at {} by the admin pages and at {} by the configuration file: the admin"
              + " pages count",
          Broker.DEFAULT_ID,
          present.uri(),
          wanted.uri());
    }
  }

  private static void create(Broker wanted, VillageRegistry registry) {
    try {
      registry.create(wanted, ACTOR);
    } catch (InvalidConfigException e) {
      throw new ConfigException(
          "mqtt",
          e.problems().stream()
              .map(problem -> "mqtt" + problem.pointer() + ": " + problem.message())
              .toList());
    }
  }

  static Broker of(HubConfig.Broker file) {
    return new Broker(
        Broker.DEFAULT_ID,
        "MQTT",
        file.uri().toString(),
        Broker.Protocol.MQTT_5,
        file.clientId(),
        file.username(),
        file.password(),
        null,
        null,
        null,
        true);
  }
}
