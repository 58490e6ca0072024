package org.gengfu.ingest.mqtt;

import org.eclipse.paho.client.mqttv3.MqttException;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.faults.Why;
import org.gengfu.core.village.Broker;
import org.jspecify.annotations.Nullable;

/** Names failures of Paho's client for MQTT 3.1.1. */
final class Failures3 {
  private Failures3() {}

  static BrokerException of(MqttException failure, Broker broker) {
    return FailureWords.at(broker, words(failure, broker), failure);
  }

  /**
   * Names why a connection that stood has ended. MQTT 3.1.1 lets a broker only close it: it can't
   * say that another client has taken the session.
   */
  static BrokerException lost(@Nullable Throwable failure, Broker broker) {
    return failure instanceof MqttException known && known.getCause() == null
        ? of(known, broker)
        : FailureWords.at(
            broker,
            new Why(
                FaultReason.BROKER_CLOSED,
                "it has closed the connection (does another client use the client id \""
                    + broker.clientId()
                    + "\"?)"),
            failure);
  }

  private static Why words(MqttException failure, Broker broker) {
    return switch (failure.getReasonCode()) {
      case MqttException.REASON_CODE_FAILED_AUTHENTICATION -> FailureWords.wrongPassword(broker);
      case MqttException.REASON_CODE_NOT_AUTHORIZED -> FailureWords.notAllowed(broker);
      case MqttException.REASON_CODE_INVALID_PROTOCOL_VERSION ->
          new Why(FaultReason.BROKER_VERSION, "it does not speak MQTT 3.1.1: set its version to 5");
      case MqttException.REASON_CODE_INVALID_CLIENT_ID -> FailureWords.refusedClientId(broker);
      case MqttException.REASON_CODE_BROKER_UNAVAILABLE ->
          new Why(FaultReason.BROKER_UNAVAILABLE, "it says that it is unavailable");
      case MqttException.REASON_CODE_CLIENT_TIMEOUT ->
          new Why(FaultReason.BROKER_NO_ANSWER, "no answer");
      default -> others(failure);
    };
  }

  private static Why others(MqttException failure) {
    Why network = FailureWords.network(failure.getCause());
    if (network != null) {
      return network;
    }
    return failure.getReasonCode() == MqttException.REASON_CODE_CONNECTION_LOST
        ? new Why(FaultReason.BROKER_LOST, "the connection was lost")
        : new Why(
            FaultReason.BROKER_FAILED,
            "%s (%d)".formatted(failure.getMessage(), failure.getReasonCode()));
  }
}
