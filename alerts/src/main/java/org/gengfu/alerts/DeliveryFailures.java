package org.gengfu.alerts;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.gengfu.core.cases.DeliveryReason;
import org.gengfu.core.cases.NotDelivered;
import org.gengfu.core.delivery.DeliveryException;

/** What a channel's failure means. */
final class DeliveryFailures {
  private DeliveryFailures() {}

  static NotDelivered why(Throwable failure) {
    if (failure instanceof DeliveryException known) {
      return known.why();
    }
    String said = failure.getMessage();
    return new NotDelivered(
        reason(failure), said == null ? failure.getClass().getSimpleName() : said);
  }

  private static DeliveryReason reason(Throwable failure) {
    if (failure instanceof TimeoutException) {
      return DeliveryReason.NO_ANSWER;
    } else if (failure instanceof UnknownHostException) {
      return DeliveryReason.NAME_UNKNOWN;
    } else if (failure instanceof NoRouteToHostException) {
      return DeliveryReason.NO_ROUTE;
    } else if (failure instanceof ConnectException) {
      return unconnected(failure);
    } else if (failure instanceof SSLException) {
      return DeliveryReason.TLS_FAILED;
    }
    return failure instanceof IOException
            || failure instanceof HttpClosedException
            || failure instanceof StreamResetException
        ? DeliveryReason.CONNECTION_LOST
        : DeliveryReason.FAILED;
  }

  /** Whether nothing listens, nothing answers or the network is away is told by the text alone. */
  private static DeliveryReason unconnected(Throwable failure) {
    String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (said.contains("refused")) {
      return DeliveryReason.CONNECTION_REFUSED;
    }
    return said.contains("unreachable") ? DeliveryReason.NO_ROUTE : DeliveryReason.NO_ANSWER;
  }
}
