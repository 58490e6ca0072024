package org.gengfu.ingest.mqtt;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;

/** The broker is away, has refused us or has gone; the message says which, and what to do. */
final class BrokerException extends Exception {
  private static final long serialVersionUID = 1;

  BrokerException(String message) {
    super(message);
  }

  private BrokerException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Names a failure of Paho in plain words; the uri holds no password (see {@link MqttConfig}). */
  static BrokerException of(MqttException failure, MqttConfig config) {
    return new BrokerException("broker " + config.uri() + ": " + words(failure, config), failure);
  }

  /** Names why a connection that stood has ended. */
  static BrokerException of(MqttDisconnectResponse response, MqttConfig config) {
    MqttException failure = response.getException();
    if (failure != null) {
      return of(failure, config);
    }
    return response.getReturnCode() == MqttReturnCode.RETURN_CODE_SUCCESS
        ? new BrokerException("broker " + config.uri() + ": it has closed the connection")
        : of(new MqttException(response.getReturnCode()), config);
  }

  private static String words(MqttException failure, MqttConfig config) {
    return switch (failure.getReasonCode()) {
      case MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD, 4 ->
          "wrong user name or password (" + user(config) + ")";
      case MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED, 5 ->
          "not allowed to connect (" + user(config) + ")";
      case MqttReturnCode.RETURN_CODE_UNSUPPORTED_PROTOCOL_VERSION, 1 -> "it does not speak MQTT 5";
      case MqttReturnCode.RETURN_CODE_IDENTIFIER_NOT_VALID, 2 ->
          "it refuses the client id \"" + config.clientId() + "\"";
      case MqttReturnCode.RETURN_CODE_SESSION_TAKEN_OVER ->
          "another client has logged in with the client id \""
              + config.clientId()
              + "\": give each its own";
      case MqttReturnCode.RETURN_CODE_SERVER_SHUTTING_DOWN -> "it is shutting down";
      case MqttClientException.REASON_CODE_CLIENT_TIMEOUT -> "no answer";
      default -> networkWords(failure);
    };
  }

  private static String user(MqttConfig config) {
    return config.username() == null
        ? "no user name is configured"
        : "user \"" + config.username() + "\"";
  }

  private static String networkWords(MqttException failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof UnknownHostException) {
      return "no such host";
    } else if (cause instanceof NoRouteToHostException) {
      return "no route to it";
    } else if (cause instanceof ConnectException) {
      return "nothing listens there";
    } else if (cause instanceof SocketTimeoutException) {
      return "no answer";
    } else if (cause instanceof SSLException) {
      return "TLS failed: " + cause.getMessage();
    } else if (failure.getReasonCode() == MqttClientException.REASON_CODE_CONNECTION_LOST) {
      return "the connection was lost";
    }
    return "%s (0x%s)"
        .formatted(
            failure.getMessage(),
            Integer.toHexString(failure.getReasonCode()).toUpperCase(Locale.ROOT));
  }
}
