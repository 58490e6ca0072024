package org.gengfu.simulator.sensors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.gengfu.core.village.Secret;
import org.gengfu.core.village.Sensor;
import org.gengfu.simulator.broker.BrokerConfig;
import org.gengfu.simulator.broker.Ear;
import org.gengfu.simulator.broker.EmbeddedBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedSensorsTest {
  @TempDir Path directory;

  @Test
  void everySensorReportsToTheBroker() throws Exception {
    Secret password = new Secret("village");
    EmbeddedBroker broker = new EmbeddedBroker(new BrokerConfig(directory, 0, "field", password));
    broker.start();
    MqttClient listener = new MqttClient(broker.uri(), "listener", new MemoryPersistence());
    SensorPark park = SensorParkTest.park();
    SimulatedSensors sensors =
        new SimulatedSensors(
            park, new FieldAccess(broker.uri(), "field", password), InstantSource.system());
    try {
      Ear ear = new Ear();
      listener.setCallback(ear);
      MqttConnectionOptions options = new MqttConnectionOptions();
      options.setUserName("field");
      options.setPassword("village".getBytes(StandardCharsets.UTF_8));
      listener.connect(options);
      listener.subscribe("village/#", 1);
      sensors.start();

      Set<String> silent = new HashSet<>(park.definitions().stream().map(Sensor::topic).toList());
      while (!silent.isEmpty()) {
        String heard = ear.heard.poll(40, TimeUnit.SECONDS);
        assertThat(heard).as("still silent: " + silent).isNotNull();
        silent.remove(heard.substring(0, heard.indexOf(' ')));
      }
    } finally {
      sensors.close();
      listener.disconnect();
      broker.close();
    }
  }
}
