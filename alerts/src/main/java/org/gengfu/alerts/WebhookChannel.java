package org.gengfu.alerts;

import static org.gengfu.core.cases.DeliveryReason.RECEIVER_BROKEN;
import static org.gengfu.core.cases.DeliveryReason.RECEIVER_DELETED;
import static org.gengfu.core.cases.DeliveryReason.RECEIVER_OFF;
import static org.gengfu.core.cases.DeliveryReason.REDIRECTED;
import static org.gengfu.core.cases.DeliveryReason.REFUSED;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gengfu.core.cases.DeliveryReason;
import org.gengfu.core.delivery.DeliveryException;
import org.gengfu.core.delivery.OutboxStore.Leased;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Secret;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.core.village.Webhook;

/**
 * POST to an outside system, signed over time and body so that it can refuse forgeries and replays.
 * A status of 200 to 299 is the receipt; redirects are not followed.
 */
final class WebhookChannel implements Channel {
  private static final int CONNECTIONS_A_HOST = 4;
  private final Vertx vertx;
  private final VillageRegistry registry;
  private final InstantSource clock;
  private final Duration timeout;
  private final HttpClient client;

  WebhookChannel(Vertx vertx, VillageRegistry registry, InstantSource clock, Duration timeout) {
    this.vertx = vertx;
    this.registry = registry;
    this.clock = clock;
    this.timeout = timeout;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) timeout.toMillis())
                .setIdleTimeout((int) timeout.toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS_A_HOST));
  }

  @Override
  public Future<String> send(Leased message) {
    Webhook webhook =
        registry
            .current()
            .find(Kind.WEBHOOK, message.receiver().target())
            .map(found -> (Webhook) found.entity())
            .orElseThrow(() -> new DeliveryException(RECEIVER_DELETED, "the webhook was deleted"));
    if (!webhook.enabled()) {
      throw new DeliveryException(RECEIVER_OFF, "the webhook is switched off");
    }
    Buffer body = MessageJson.of(message);
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(webhook.url())
            .setFollowRedirects(false)
            .putHeader("Content-Type", "application/json")
            .putHeader("User-Agent", "gengfu")
            .putHeader("X-Gengfu-Id", Long.toString(message.notification().id()))
            .putHeader("X-Gengfu-Timestamp", timestamp)
            .putHeader("X-Gengfu-Signature", sign(webhook.secret(), timestamp, body));
    return client.request(options).compose(request -> exchange(request, body));
  }

  /** The receipt is the status; what comes after it is read to its end or cut off in time. */
  private Future<String> exchange(HttpClientRequest request, Buffer body) {
    long deadline = vertx.setTimer(timeout.toMillis(), expired -> request.reset());
    return request
        .send(body)
        .onFailure(failure -> vertx.cancelTimer(deadline))
        .compose(response -> receipt(response, deadline));
  }

  private Future<String> receipt(HttpClientResponse response, long deadline) {
    response.handler(ignored -> {});
    response.exceptionHandler(ignored -> vertx.cancelTimer(deadline));
    response.endHandler(ended -> vertx.cancelTimer(deadline));
    int status = response.statusCode();
    return status >= 200 && status < 300
        ? Future.succeededFuture("HTTP " + status)
        : Future.failedFuture(new DeliveryException(reason(status), "HTTP " + status));
  }

  private static DeliveryReason reason(int status) {
    if (status >= 500) {
      return RECEIVER_BROKEN;
    }
    return status >= 400 ? REFUSED : REDIRECTED;
  }

  /** {@code sha256=} and the hex HMAC-SHA256 of {@code <timestamp>.<body>}. */
  static String sign(Secret secret, String timestamp, Buffer body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has HMAC-SHA256", e);
    }
  }

  @Override
  public void close() {
    client.close().onFailure(ignored -> {});
  }
}
