package org.gengfu.dashboard.push;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.gengfu.core.cases.DeliveryReason;
import org.gengfu.core.delivery.DeliveryException;
import org.gengfu.core.delivery.Notification;
import org.gengfu.core.delivery.WorkerPages;

/** Knows the open worker pages, shows them notifications and hears their receipts. */
public final class WorkerPageHub implements WorkerPages {
  static final Duration RECEIPT_TIME = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Duration receiptTime;
  private final Map<String, Set<Page>> pages = new ConcurrentHashMap<>();
  private final Map<Key, Promise<Void>> waiting = new ConcurrentHashMap<>();

  /** Identity, not equality: two pages of one worker are two. */
  private static final class Page {
    private final Consumer<Notification> show;

    Page(Consumer<Notification> show) {
      this.show = show;
    }
  }

  private record Key(String workerId, long notificationId) {}

  public WorkerPageHub(Vertx vertx) {
    this(vertx, RECEIPT_TIME);
  }

  WorkerPageHub(Vertx vertx, Duration receiptTime) {
    this.vertx = vertx;
    this.receiptTime = receiptTime;
  }

  /**
   * A page of the worker has opened.
   *
   * @param show called on any thread for every notification; it must not block
   * @return to be run when it closes
   */
  Runnable open(String workerId, Consumer<Notification> show) {
    Page page = new Page(show);
    pages.compute(
        workerId,
        (id, old) -> {
          Set<Page> open = old == null ? ConcurrentHashMap.newKeySet() : old;
          open.add(page);
          return open;
        });
    return () ->
        pages.computeIfPresent(
            workerId,
            (id, open) -> {
              open.remove(page);
              return open.isEmpty() ? null : open;
            });
  }

  /** A page of the worker says that it shows the notification. */
  void acknowledge(String workerId, long notificationId) {
    Promise<Void> promise = waiting.get(new Key(workerId, notificationId));
    if (promise != null) {
      promise.tryComplete();
    }
  }

  @Override
  public Future<Void> push(String workerId, Notification notification) {
    Set<Page> open = pages.getOrDefault(workerId, Set.of());
    if (open.isEmpty()) {
      return Future.failedFuture(
          new DeliveryException(
              DeliveryReason.PAGE_CLOSED, "worker " + workerId + " has no page open"));
    }
    Key key = new Key(workerId, notification.id());
    Promise<Void> fresh = Promise.promise();
    Promise<Void> earlier = waiting.putIfAbsent(key, fresh);
    if (earlier != null) {
      return earlier.future(); // the same notification is being shown already
    }
    long timer =
        vertx.setTimer(
            receiptTime.toMillis(),
            fired ->
                fresh.tryFail(
                    new DeliveryException(
                        DeliveryReason.PAGE_SILENT,
                        "no page of worker "
                            + workerId
                            + " has answered within "
                            + receiptTime.toSeconds()
                            + " s")));
    fresh
        .future()
        .onComplete(
            done -> {
              vertx.cancelTimer(timer);
              waiting.remove(key);
            });
    open.forEach(page -> page.show.accept(notification));
    return fresh.future();
  }
}
