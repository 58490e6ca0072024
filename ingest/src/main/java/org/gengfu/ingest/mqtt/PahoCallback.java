package org.gengfu.ingest.mqtt;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** The parts of Paho's callback that nobody here needs. */
abstract class PahoCallback implements MqttCallback {
  @Override
  public void mqttErrorOccurred(MqttException failure) {
    // A fatal one comes as disconnected() as well; the others Paho has dealt with.
  }

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String uri) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
