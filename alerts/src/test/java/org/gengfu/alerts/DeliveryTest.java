package org.gengfu.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gengfu.core.cases.CaseDesk.Delivery;
import org.gengfu.core.cases.CaseDesk.DeliveryState;
import org.gengfu.core.cases.DeliveryReason;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.storage.TestServer;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Secret;
import org.gengfu.core.village.Webhook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {
  private static final Secret SECRET = new Secret("a secret of sixteen or more");
  @TempDir Path directory;
  private TestVillage village;
  private WebhookServer server;

  @BeforeEach
  void open() throws Exception {
    village = new TestVillage(directory, TestServer.freshDatabase(directory));
    server = new WebhookServer(village.vertx);
  }

  @AfterEach
  void close() {
    village.close();
  }

  @Test
  void postsSignedJsonToAWebhook() throws Exception {
    addWebhook("office", server.url());
    village.observe(village.parking("e1"));
    Delivery delivery = awaitState("webhook", "office", DeliveryState.DELIVERED);
    assertThat(delivery.attempts()).isEqualTo(1);
    WebhookServer.Received got = server.received.get(0);
    assertThat(got.id()).isEqualTo(Long.toString(delivery.notificationId()));
    assertThat(got.timestamp()).isEqualTo(Long.toString(village.clock.instant().getEpochSecond()));
    assertThat(got.signature())
        .isEqualTo(WebhookChannel.sign(SECRET, got.timestamp(), Buffer.buffer(got.body())));
    JsonNode json = new ObjectMapper().readTree(got.body());
    assertThat(json.at("/reason").asText()).isEqualTo("dispatched");
    assertThat(json.at("/severity").asText()).isEqualTo("medium");
    assertThat(json.at("/title/zh-CN").asText()).startsWith("[违停] 东片·老樟树路口");
    assertThat(json.at("/case/id").asLong()).isEqualTo(village.onlyCase().id());
    assertThat(json.at("/case/type").asText()).isEqualTo("illegal-parking");
    assertThat(json.at("/case/onset").asText()).isEqualTo("2026-11-22T14:07:00Z");
    assertThat(json.at("/case/box/width").asDouble()).isEqualTo(0.2);
  }

  /** The example of docs/design/cases.md, computed with OpenSSL. */
  @Test
  void signsTimestampAndBody() {
    assertThat(
            WebhookChannel.sign(
                new Secret("0123456789abcdef"), "1700000000", Buffer.buffer("{\"id\":1}")))
        .isEqualTo("sha256=4bcaced68dfea90a68df035b89cb7fb26692d899d32a1ccb1b0616cf48e4d1ed");
  }

  @Test
  void triesAgainWithTheSameIdUntilTheReceiverWorks() {
    server.answer = 500;
    addWebhook("office", server.url());
    village.observe(village.parking("e1"));
    Eventually.that("three attempts", () -> server.received.size() >= 3);
    assertThat(delivery("webhook", "office").lastError()).isEqualTo("HTTP 500");
    assertThat(delivery("webhook", "office").lastReason())
        .isEqualTo(DeliveryReason.RECEIVER_BROKEN);
    server.answer = 200;
    Delivery done = awaitState("webhook", "office", DeliveryState.DELIVERED);
    assertThat(done.attempts()).isGreaterThanOrEqualTo(4);
    assertThat(server.received)
        .extracting(WebhookServer.Received::id)
        .containsOnly(Long.toString(done.notificationId()));
    assertThat(
            village
                .meters
                .counter(MetricNames.DELIVERY_ATTEMPTS, "channel", "webhook", "outcome", "failed")
                .count())
        .isGreaterThanOrEqualTo(3);
  }

  @Test
  void followsNoRedirect() {
    server.answer = 302;
    addWebhook("office", server.url());
    village.observe(village.parking("e1"));
    Eventually.that("two attempts", () -> server.received.size() >= 2);
    assertThat(delivery("webhook", "office").lastError()).isEqualTo("HTTP 302");
    assertThat(delivery("webhook", "office").lastReason()).isEqualTo(DeliveryReason.REDIRECTED);
  }

  @Test
  void aReceiverThatNeverAnswersHoldsUpNobody() throws Exception {
    WebhookServer silent = new WebhookServer(village.vertx);
    silent.answer = 0;
    addWebhook("silent", silent.url());
    addWebhook("closed-port", "http://127.0.0.1:1/x");
    addWebhook("office", server.url());
    for (int i = 0; i < 12; i++) {
      village.observe(
          village.parking("e" + i, new org.gengfu.core.geometry.Box(i * 0.08, 0, 0.04, 0.04)));
    }
    Eventually.that("the good one has all", () -> ids(server).size() == 12);
    Eventually.that("pages too", () -> village.shown.size() == 12);
    Eventually.that("the silent one times out", () -> failed("silent") > 0);
    assertThat(delivery("webhook", "closed-port").state()).isEqualTo(DeliveryState.PENDING);
    Eventually.that("the closed one is known", () -> failed("closed-port") > 0);
    assertThat(reasons("closed-port")).containsOnly(DeliveryReason.CONNECTION_REFUSED);
    assertThat(reasons("silent")).containsOnly(DeliveryReason.NO_ANSWER);
    silent.answer = 204;
    Eventually.that("and gets them all in the end", () -> delivered("silent") == 12);
  }

  @Test
  void takesTheStatusForTheReceiptEvenWhenTheBodyNeverEnds() {
    server.answer = 204;
    addWebhook("office", server.url());
    server.answer = -1;
    village.observe(village.parking("e1"));
    awaitState("webhook", "office", DeliveryState.DELIVERED);
  }

  @Test
  void givesUpAfterADayAndWhatHasNoReceiverAnyMore() {
    server.answer = 500;
    addWebhook("office", server.url());
    village.observe(village.parking("e1"));
    Eventually.that("one attempt", () -> !server.received.isEmpty());
    village.clock.advance(Duration.ofHours(25));
    assertThat(awaitState("webhook", "office", DeliveryState.GIVEN_UP).lastError())
        .isEqualTo("HTTP 500");

    server.answer = 0;
    addWebhook("second", server.url());
    village.observe(village.parking("e2", new org.gengfu.core.geometry.Box(0, 0, 0.1, 0.1)));
    village.database.registry().delete(Kind.WEBHOOK, "second", 1, "admin");
    Delivery second = awaitState("webhook", "second", DeliveryState.GIVEN_UP);
    assertThat(second.lastReason()).isEqualTo(DeliveryReason.RECEIVER_DELETED);
    assertThat(second.lastError()).isEqualTo("the webhook was deleted");
  }

  @Test
  void reachesAPageThatOpensLater() {
    village.pagesOpen = false;
    village.observe(village.parking("e1"));
    Eventually.that("tried", () -> delivery("page", "wang").attempts() > 1);
    assertThat(delivery("page", "wang").lastError()).isEqualTo("no page of wang is open");
    assertThat(delivery("page", "wang").lastReason()).isEqualTo(DeliveryReason.PAGE_CLOSED);
    village.pagesOpen = true;
    awaitState("page", "wang", DeliveryState.DELIVERED);
    assertThat(village.shown).hasSize(1);
  }

  @Test
  void doublesItsWaitUpToACap() {
    AlertsConfig.Retry retry =
        new AlertsConfig.Retry(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(24));
    Backoff middle = new Backoff(retry, () -> 0.5);
    assertThat(List.of(middle.after(1), middle.after(2), middle.after(5), middle.after(1000)))
        .containsExactly(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(16),
            Duration.ofMinutes(5));
    assertThat(new Backoff(retry, () -> 0).after(1)).isEqualTo(Duration.ofMillis(800));
    assertThat(new Backoff(retry, () -> 1).after(1)).isEqualTo(Duration.ofMillis(1200));
  }

  private java.util.Set<String> ids(WebhookServer receiver) {
    return receiver.received.stream()
        .map(WebhookServer.Received::id)
        .collect(java.util.stream.Collectors.toSet());
  }

  private java.util.Set<DeliveryReason> reasons(String target) {
    return all(target).stream()
        .flatMap(delivery -> java.util.stream.Stream.ofNullable(delivery.lastReason()))
        .collect(java.util.stream.Collectors.toSet());
  }

  private long failed(String target) {
    return all(target).stream().filter(delivery -> delivery.lastError() != null).count();
  }

  private long delivered(String target) {
    return all(target).stream()
        .filter(delivery -> delivery.state() == DeliveryState.DELIVERED)
        .count();
  }

  private List<Delivery> all(String target) {
    return village.cases().stream()
        .flatMap(found -> village.desk().deliveries(found.id()).stream())
        .filter(delivery -> delivery.target().equals(target))
        .toList();
  }

  private Delivery delivery(String channel, String target) {
    return village.cases().stream()
        .flatMap(found -> village.desk().deliveries(found.id()).stream())
        .filter(found -> found.channel().equals(channel) && found.target().equals(target))
        .findFirst()
        .orElseThrow();
  }

  private Delivery awaitState(String channel, String target, DeliveryState state) {
    Eventually.that(
        channel + " " + target + " " + state, () -> delivery(channel, target).state() == state);
    return delivery(channel, target);
  }

  private void addWebhook(String id, String url) {
    village.add(new Webhook(id, id, url, SECRET, true));
  }
}
