package org.gengfu.dashboard.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.cases.DeliveryReason;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.delivery.DeliveryException;
import org.gengfu.core.delivery.Notification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerPageHubTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<Notification> shown = new LinkedBlockingQueue<>();

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static Notification notification(long id) {
    return new Notification(
        id, 1, "wang", "dispatched", Severity.HIGH, "题", "title", "文", "body", Instant.EPOCH);
  }

  private static String failure(Future<Void> push) throws InterruptedException {
    try {
      push.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
      return "none";
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause());
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("neither done nor failed", e);
    }
  }

  @Test
  void itsFailuresHaveReasons() {
    WorkerPageHub hub = new WorkerPageHub(vertx, Duration.ofMillis(1));
    assertThat(reason(hub.push("wang", notification(1)))).isEqualTo(DeliveryReason.PAGE_CLOSED);
    hub.open("wang", shown::add);
    assertThat(reason(hub.push("wang", notification(1)))).isEqualTo(DeliveryReason.PAGE_SILENT);
  }

  private static DeliveryReason reason(Future<Void> push) {
    DeliveryException failure =
        catchThrowableOfType(DeliveryException.class, () -> push.await(20, TimeUnit.SECONDS));
    return failure.why().reason();
  }

  @Test
  void withoutAPageItFailsAtOnce() throws InterruptedException {
    WorkerPageHub hub = new WorkerPageHub(vertx, LONG);
    assertThat(failure(hub.push("wang", notification(1)))).contains("no page open");
    hub.open("wang", shown::add).run(); // opened and closed again
    assertThat(failure(hub.push("wang", notification(1)))).contains("no page open");
    assertThat(shown).isEmpty();
  }

  @Test
  void everyPageShowsItAndOneReceiptIsEnough() throws InterruptedException {
    WorkerPageHub hub = new WorkerPageHub(vertx, LONG);
    hub.open("wang", shown::add);
    hub.open("wang", shown::add);
    hub.open("li", n -> shown.add(notification(99)));
    Future<Void> push = hub.push("wang", notification(7));
    assertThat(shown).hasSize(2).allMatch(n -> n.id() == 7);
    assertThat(push.isComplete()).isFalse();

    hub.acknowledge("wang", 8);
    hub.acknowledge("li", 7); // somebody else's receipt counts for nothing
    assertThat(push.isComplete()).isFalse();
    hub.acknowledge("wang", 7);
    assertThat(failure(push)).isEqualTo("none");
    hub.acknowledge("wang", 7);
  }

  @Test
  void withoutAReceiptItFailsInTime() throws InterruptedException {
    WorkerPageHub hub = new WorkerPageHub(vertx, Duration.ofMillis(1));
    hub.open("wang", shown::add);
    assertThat(failure(hub.push("wang", notification(1)))).contains("has answered within");
    // And the next attempt with the same id shows it anew.
    assertThat(failure(hub.push("wang", notification(1)))).contains("has answered within");
    assertThat(shown).hasSize(2);
  }

  @Test
  void aRepeatWhileOneIsShownWaitsForTheSameReceipt() throws InterruptedException {
    WorkerPageHub hub = new WorkerPageHub(vertx, LONG);
    hub.open("wang", shown::add);
    Future<Void> first = hub.push("wang", notification(1));
    Future<Void> second = hub.push("wang", notification(1));
    assertThat(shown).hasSize(1);
    hub.acknowledge("wang", 1);
    assertThat(failure(first)).isEqualTo("none");
    assertThat(failure(second)).isEqualTo("none");
  }
}
