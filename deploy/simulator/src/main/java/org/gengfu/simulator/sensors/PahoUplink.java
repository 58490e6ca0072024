package org.gengfu.simulator.sensors;

import java.nio.charset.StandardCharsets;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The field's gateway: one MQTT connection for all sensors, made anew when it is lost. */
final class PahoUplink implements SimulatedSensors.Uplink {
  private static final Logger LOG = LoggerFactory.getLogger(PahoUplink.class);
  private static final int LIMIT_SECONDS = 5;

  private final FieldAccess access;
  private @Nullable MqttAsyncClient client;
  private boolean failing;

  PahoUplink(FieldAccess access) {
    this.access = access;
  }

  @Override
  public void send(String topic, String payload) {
    try {
      MqttAsyncClient connected = client;
      if (connected == null || !connected.isConnected()) {
        connected = connect();
      }
      connected.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false);
      failing = false;
    } catch (MqttException e) {
      if (!failing) {
        LOG.warn("simulated sensors: broker {}: {}", access.uri(), e.getMessage());
        failing = true;
      }
    }
  }

  private MqttAsyncClient connect() throws MqttException {
    // The id is new each time: a client that hangs on must not push this one out.
    MqttAsyncClient made =
        new MqttAsyncClient(
            access.uri(), "field-" + Long.toHexString(System.nanoTime()), new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setConnectionTimeout(LIMIT_SECONDS);
    if (access.username() != null) {
      options.setUserName(access.username());
    }
    if (access.password() != null) {
      options.setPassword(access.password().reveal().getBytes(StandardCharsets.UTF_8));
    }
    made.connect(options).waitForCompletion(LIMIT_SECONDS * 1000L);
    client = made;
    return made;
  }

  @Override
  public void close() {
    MqttAsyncClient last = client;
    if (last == null || !last.isConnected()) {
      return;
    }
    try {
      last.disconnect(1000).waitForCompletion(LIMIT_SECONDS * 1000L);
    } catch (MqttException e) {
      LOG.debug("the field's connection did not end in order", e);
    }
  }
}
