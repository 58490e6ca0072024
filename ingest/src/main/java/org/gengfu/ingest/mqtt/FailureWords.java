package org.gengfu.ingest.mqtt;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.faults.Why;
import org.gengfu.core.village.Broker;
import org.jspecify.annotations.Nullable;

/** What both versions of MQTT call the same failures, in plain words. */
final class FailureWords {
  private FailureWords() {}

  /** The failure with its broker; the uri holds no password. */
  static BrokerException at(Broker broker, Why why, @Nullable Throwable cause) {
    String message = "broker " + broker.uri() + ": " + why.detail();
    return cause == null
        ? new BrokerException(why.reason(), message)
        : new BrokerException(why.reason(), message, cause);
  }

  static Why wrongPassword(Broker broker) {
    return new Why(
        FaultReason.BROKER_LOGIN_WRONG, "wrong user name or password (" + user(broker) + ")");
  }

  static Why notAllowed(Broker broker) {
    return new Why(FaultReason.BROKER_NOT_ALLOWED, "not allowed to connect (" + user(broker) + ")");
  }

  static Why refusedClientId(Broker broker) {
    return new Why(
        FaultReason.BROKER_CLIENT_ID_REFUSED,
        "it refuses the client id \"" + broker.clientId() + "\"");
  }

  static Why takenOver(Broker broker) {
    return new Why(
        FaultReason.BROKER_CLIENT_ID_TAKEN,
        "another client has logged in with the client id \""
            + broker.clientId()
            + "\": give each its own");
  }

  private static String user(Broker broker) {
    return broker.username() == null
        ? "no user name is configured"
        : "user \"" + broker.username() + "\"";
  }

  /** What the network says; null where it says nothing known. */
  static @Nullable Why network(@Nullable Throwable cause) {
    if (cause instanceof UnknownHostException) {
      return new Why(FaultReason.BROKER_NAME_UNKNOWN, "no such host");
    } else if (cause instanceof NoRouteToHostException) {
      return new Why(FaultReason.BROKER_NO_ROUTE, "no route to it");
    } else if (cause instanceof ConnectException) {
      return new Why(FaultReason.BROKER_REFUSED, "nothing listens there");
    } else if (cause instanceof SocketTimeoutException) {
      return new Why(FaultReason.BROKER_NO_ANSWER, "no answer");
    } else if (cause instanceof SSLException) {
      return new Why(FaultReason.BROKER_TLS_FAILED, "TLS failed: " + root(cause).getMessage());
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
