package org.gengfu.ingest.mqtt;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.gengfu.core.village.Broker;
import org.jspecify.annotations.Nullable;

/** What both versions of MQTT call the same failures, in plain words. */
final class FailureWords {
  private FailureWords() {}

  /** The failure with its broker; the uri holds no password. */
  static BrokerException at(Broker broker, String words, @Nullable Throwable cause) {
    String message = "broker " + broker.uri() + ": " + words;
    return cause == null ? new BrokerException(message) : new BrokerException(message, cause);
  }

  static String wrongPassword(Broker broker) {
    return "wrong user name or password (" + user(broker) + ")";
  }

  static String notAllowed(Broker broker) {
    return "not allowed to connect (" + user(broker) + ")";
  }

  static String refusedClientId(Broker broker) {
    return "it refuses the client id \"" + broker.clientId() + "\"";
  }

  static String takenOver(Broker broker) {
    return "another client has logged in with the client id \""
        + broker.clientId()
        + "\": give each its own";
  }

  private static String user(Broker broker) {
    return broker.username() == null
        ? "no user name is configured"
        : "user \"" + broker.username() + "\"";
  }

  /** What the network says; null where it says nothing known. */
  static @Nullable String network(@Nullable Throwable cause) {
    if (cause instanceof UnknownHostException) {
      return "no such host";
    } else if (cause instanceof NoRouteToHostException) {
      return "no route to it";
    } else if (cause instanceof ConnectException) {
      return "nothing listens there";
    } else if (cause instanceof SocketTimeoutException) {
      return "no answer";
    } else if (cause instanceof SSLException) {
      return "TLS failed: " + root(cause).getMessage();
    }
    return null;
  }

  /** The innermost cause: what wraps it only says that building a path has failed. */
  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
