package org.gengfu.ingest.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;

/** A device in the field: publishes and listens over a connection of its own, by MQTT 3.1.1. */
final class FieldClient implements AutoCloseable {
  final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final MqttClient client;

  FieldClient(String uri, String id) throws MqttException {
    this(uri, id, null);
  }

  /** A device whose last will says {@code offline} on the topic, and is kept there. */
  FieldClient(String uri, String id, @Nullable String willTopic) throws MqttException {
    client = new MqttClient(uri, id, new MemoryPersistence());
    client.setTimeToWait(20_000);
    MqttConnectOptions options = new MqttConnectOptions();
    // Paho frees a place only after its callback thread has run: a fast sender is ahead of that.
    options.setMaxInflight(1000);
    if (willTopic != null) {
      options.setWill(willTopic, "offline".getBytes(StandardCharsets.UTF_8), 1, true);
    }
    client.connect(options);
  }

  void listen(String filter) throws MqttException {
    client.subscribe(
        filter,
        1,
        (topic, message) ->
            heard.add(topic + " " + new String(message.getPayload(), StandardCharsets.UTF_8)));
  }

  void send(String topic, String payload) throws MqttException {
    client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false);
  }

  void sendUnassured(String topic, String payload) throws MqttException {
    client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 0, false);
  }

  void leave(String topic, String payload) throws MqttException {
    client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, true);
  }

  /** The connection breaks without a word. */
  void vanish() throws MqttException {
    client.disconnectForcibly(0, 0, false);
  }

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnect();
    }
    client.close();
  }
}
