package org.gengfu.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.gengfu.core.cases.DeliveryReason;
import org.gengfu.core.cases.NotDelivered;
import org.gengfu.core.delivery.DeliveryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveryFailuresTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new UnknownHostException("town.invalid"), DeliveryReason.NAME_UNKNOWN),
        Arguments.of(new NoRouteToHostException("No route to host"), DeliveryReason.NO_ROUTE),
        Arguments.of(new ConnectException("Network is unreachable"), DeliveryReason.NO_ROUTE),
        Arguments.of(
            new ConnectException("Connection refused: town/10.0.0.1:80"),
            DeliveryReason.CONNECTION_REFUSED),
        Arguments.of(new ConnectException("connection timed out"), DeliveryReason.NO_ANSWER),
        Arguments.of(new TimeoutException("timeout"), DeliveryReason.NO_ANSWER),
        Arguments.of(new SSLHandshakeException("bad_certificate"), DeliveryReason.TLS_FAILED),
        Arguments.of(new IOException("Connection reset by peer"), DeliveryReason.CONNECTION_LOST),
        Arguments.of(new IllegalStateException("odd"), DeliveryReason.FAILED));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void tellsWhatTheNetworkSays(Exception failure, DeliveryReason reason) {
    assertThat(DeliveryFailures.why(failure))
        .isEqualTo(new NotDelivered(reason, String.valueOf(failure.getMessage())));
  }

  @Test
  void takesWhatAChannelKnowsAndNamesWhatHasNoWords() {
    assertThat(
            DeliveryFailures.why(new DeliveryException(DeliveryReason.PAGE_SILENT, "no receipt")))
        .isEqualTo(new NotDelivered(DeliveryReason.PAGE_SILENT, "no receipt"));
    assertThat(DeliveryFailures.why(new IllegalStateException()))
        .isEqualTo(new NotDelivered(DeliveryReason.FAILED, "IllegalStateException"));
  }
}
