package org.gengfu.ingest.mqtt;

import java.util.Locale;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.faults.Why;
import org.gengfu.core.village.Broker;

/** Names failures of Paho's client for MQTT 5. */
final class Failures5 {
  private Failures5() {}

  static BrokerException of(MqttException failure, Broker broker) {
    return FailureWords.at(broker, words(failure, broker), failure);
  }

  /** Names why a connection that stood has ended. */
  static BrokerException of(MqttDisconnectResponse response, Broker broker) {
    MqttException failure = response.getException();
    if (failure != null) {
      return of(failure, broker);
    }
    return response.getReturnCode() == MqttReturnCode.RETURN_CODE_SUCCESS
        ? FailureWords.at(
            broker, new Why(FaultReason.BROKER_CLOSED, "it has closed the connection"), null)
        : of(new MqttException(response.getReturnCode()), broker);
  }

  /** Small numbers are MQTT 3.1.1's: Paho passes them on where the broker answers in that. */
  private static Why words(MqttException failure, Broker broker) {
    return switch (failure.getReasonCode()) {
      case MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD, 4 ->
          FailureWords.wrongPassword(broker);
      case MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED, 5 -> FailureWords.notAllowed(broker);
      case MqttReturnCode.RETURN_CODE_UNSUPPORTED_PROTOCOL_VERSION, 1 ->
          new Why(FaultReason.BROKER_VERSION, "it does not speak MQTT 5: set its version to 3.1.1");
      case MqttReturnCode.RETURN_CODE_IDENTIFIER_NOT_VALID, 2 ->
          FailureWords.refusedClientId(broker);
      case MqttReturnCode.RETURN_CODE_SESSION_TAKEN_OVER -> FailureWords.takenOver(broker);
      case MqttReturnCode.RETURN_CODE_SERVER_SHUTTING_DOWN ->
          new Why(FaultReason.BROKER_UNAVAILABLE, "it is shutting down");
      case MqttClientException.REASON_CODE_CLIENT_TIMEOUT ->
          new Why(FaultReason.BROKER_NO_ANSWER, "no answer");
      default -> others(failure);
    };
  }

  private static Why others(MqttException failure) {
    Why network = FailureWords.network(failure.getCause());
    if (network != null) {
      return network;
    }
    return failure.getReasonCode() == MqttClientException.REASON_CODE_CONNECTION_LOST
        ? new Why(FaultReason.BROKER_LOST, "the connection was lost")
        : new Why(
            FaultReason.BROKER_FAILED,
            "%s (0x%s)"
                .formatted(
                    failure.getMessage(),
                    Integer.toHexString(failure.getReasonCode()).toUpperCase(Locale.ROOT)));
  }
}
