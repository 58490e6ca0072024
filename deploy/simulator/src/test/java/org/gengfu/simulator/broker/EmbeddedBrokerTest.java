package org.gengfu.simulator.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.gengfu.core.village.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
  @TempDir Path directory;

  @Test
  void keepsTheMessagesOfAnAbsentClientOverARestartOnTheSamePort() throws Exception {
    EmbeddedBroker broker = new EmbeddedBroker(BrokerConfig.open(directory));
    broker.start();
    try {
      String uri = broker.uri();
      MqttClient absent = client(uri, "absent");
      absent.connect(session());
      absent.subscribe("village/+", 1);
      absent.disconnect();
      MqttClient sender = client(uri, "sender");
      sender.connect(session());
      sender.publish("village/water", "1.5".getBytes(StandardCharsets.UTF_8), 1, false);
      sender.disconnect();

      broker.close();
      broker.start();

      assertThat(broker.uri()).isEqualTo(uri);
      Ear ear = new Ear();
      absent.setCallback(ear);
      absent.connect(session());
      assertThat(ear.heard.poll(10, TimeUnit.SECONDS)).isEqualTo("village/water 1.5");
      absent.disconnect();
    } finally {
      broker.close();
    }
  }

  @Test
  void letsInOnlyWhoKnowsThePassword() throws Exception {
    BrokerConfig config = new BrokerConfig(directory, 0, "hub", new Secret("right"));
    EmbeddedBroker broker = new EmbeddedBroker(config);
    broker.start();
    try {
      MqttConnectionOptions options = session();
      options.setUserName("hub");
      options.setPassword("wrong".getBytes(StandardCharsets.UTF_8));
      MqttClient client = client(broker.uri(), "hub");
      assertThatThrownBy(() -> client.connect(options))
          .isInstanceOfSatisfying(
              MqttException.class, e -> assertThat(e.getReasonCode()).isEqualTo(0x86));
      options.setPassword("right".getBytes(StandardCharsets.UTF_8));
      client.connect(options);
      client.publish("village/water", new MqttMessage(new byte[0]));
      client.disconnect();
    } finally {
      broker.close();
    }
  }

  @Test
  void saysThatThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      EmbeddedBroker broker = new EmbeddedBroker(new BrokerConfig(directory, port, null, null));
      assertThatThrownBy(broker::start)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(String.valueOf(port));
    }
  }

  private static MqttClient client(String uri, String id) throws MqttException {
    MqttClient client = new MqttClient(uri, id, new MemoryPersistence());
    client.setTimeToWait(10_000);
    return client;
  }

  private static MqttConnectionOptions session() {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(3600L);
    return options;
  }
}
