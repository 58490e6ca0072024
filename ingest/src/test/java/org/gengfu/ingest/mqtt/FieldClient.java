package org.gengfu.ingest.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/** A device in the field: publishes and listens over a connection of its own. */
final class FieldClient implements AutoCloseable {
  final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final MqttClient client;

  FieldClient(String uri, String id) throws MqttException {
    client = new MqttClient(uri, id, new MemoryPersistence());
    client.setTimeToWait(20_000);
    client.setCallback(
        new PahoCallback() {
          @Override
          public void messageArrived(String topic, MqttMessage message) {
            heard.add(topic + " " + new String(message.getPayload(), StandardCharsets.UTF_8));
          }

          @Override
          public void disconnected(
              org.eclipse.paho.mqttv5.client.MqttDisconnectResponse response) {}
        });
    client.connect(new MqttConnectionOptions());
  }

  void listen(String filter) throws MqttException {
    client.subscribe(filter, 1);
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

  @Override
  public void close() throws MqttException {
    client.disconnect();
    client.close();
  }
}
