package org.gengfu.alerts;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gengfu.core.cases.NotDelivered;
import org.gengfu.core.delivery.OutboxStore;
import org.gengfu.core.delivery.OutboxStore.Leased;
import org.gengfu.core.delivery.OutboxStore.Receiver;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.storage.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes due messages from the outbox and sends them, each at least once. A receiver that is slow or
 * dead holds a few slots of its own channel, and nothing else.
 */
final class OutboxSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);
  private static final long POLL_MILLIS = 1_000;
  private static final int IN_FLIGHT_A_RECEIVER = 4;
  private static final int IN_FLIGHT_A_CHANNEL = 32;
  private static final Duration LEASE_MARGIN = Duration.ofSeconds(20);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

  /** A channel, how it is tried again, and its free slots. */
  private record Line(Channel channel, Backoff backoff, Slots slots) {}

  private final OutboxStore outbox;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final String owner;
  private final Duration timeout;
  private final Map<String, Line> lines;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "outbox");

  /** Receipts are written here, off the event loops; at most as many wait as are in flight. */
  private final ExecutorService settling =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "outbox-receipts"));

  private volatile boolean closed;
  private boolean leasesReleased;
  private boolean away;

  OutboxSender(
      OutboxStore outbox,
      InstantSource clock,
      MeterRegistry meters,
      AlertsConfig config,
      Map<String, Channel> channels,
      Function<String, Backoff> backoffs) {
    this.outbox = outbox;
    this.clock = clock;
    this.meters = meters;
    this.owner = config.instance();
    this.timeout = config.delivery().timeout();
    this.lines =
        channels.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey,
                    entry ->
                        new Line(
                            entry.getValue(),
                            backoffs.apply(entry.getKey()),
                            new Slots(IN_FLIGHT_A_CHANNEL, IN_FLIGHT_A_RECEIVER))));
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Something new is in the outbox. */
  void wake() {
    wake.release();
  }

  private void run() {
    try {
      while (!closed) {
        round();
        var unused = wake.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
        wake.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void round() {
    try {
      if (!leasesReleased) {
        int released = outbox.releaseLeases(owner);
        leasesReleased = true;
        if (released > 0) {
          LOG.info("{} messages were in hand when the hub ended: sending them again", released);
        }
      }
      List<Receiver> due = new ArrayList<>(outbox.dueReceivers(clock.instant()));
      // Where slots are short, chance decides, so that nobody is last for ever.
      Collections.shuffle(due);
      due.forEach(this::serve);
      away = false;
    } catch (RuntimeException e) {
      if (!away) {
        LOG.warn("the outbox can't be read, trying on: {}", e.getMessage());
      }
      away = true;
    }
  }

  private void serve(Receiver receiver) {
    Line line = lines.get(receiver.channel());
    if (line == null) {
      return; // Of a version with more channels; it waits for that.
    }
    int slots = line.slots().take(receiver.target());
    List<Leased> messages = List.of();
    try {
      if (slots > 0) {
        Instant now = clock.instant();
        messages = outbox.lease(receiver, slots, now, now.plus(timeout).plus(LEASE_MARGIN), owner);
      }
    } finally {
      line.slots().release(receiver.target(), slots - messages.size());
    }
    messages.forEach(message -> attempt(line, message));
  }

  private void attempt(Line line, Leased message) {
    Future<String> sent;
    try {
      sent = line.channel().send(message).timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RuntimeException e) {
      sent = Future.failedFuture(e);
    }
    sent.onComplete(
        result -> {
          try {
            settling.execute(() -> settle(line, message, result.result(), result.cause()));
          } catch (RejectedExecutionException e) {
            LOG.debug("closed before the receipt of {}: sent again later", message.receiver());
          }
        });
  }

  private void settle(
      Line line, Leased message, @Nullable String receipt, @Nullable Throwable failure) {
    try {
      String outcome = failure == null ? "delivered" : "failed";
      if (failure == null) {
        outbox.delivered(message, clock.instant(), receipt == null ? "" : receipt);
      } else {
        outcome = failed(line.backoff(), message, failure);
      }
      meters
          .counter(
              MetricNames.DELIVERY_ATTEMPTS,
              "channel",
              message.receiver().channel(),
              "outcome",
              outcome)
          .increment();
    } catch (StoreException e) {
      // The lease runs out and it is sent again: at least once, not exactly once.
      LOG.warn(
          "the receipt of message {} is lost: {}", message.notification().id(), e.getMessage());
    } finally {
      line.slots().release(message.receiver().target(), 1);
      wake();
    }
  }

  private String failed(Backoff backoff, Leased message, Throwable failure) {
    Instant now = clock.instant();
    NotDelivered why = DeliveryFailures.why(failure);
    Instant next = now.plus(backoff.after(message.attempt()));
    Instant end = message.notification().createdAt().plus(backoff.giveUpAfter());
    if (why.reason().lasting() || next.isAfter(end)) {
      outbox.givenUp(message, now, why);
      LOG.warn(
          "message {} to {} is given up: {}",
          message.notification().id(),
          message.receiver(),
          why.detail());
      return "given-up";
    }
    outbox.failed(message, now, why, next);
    return "failed";
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(CLOSE_WAIT.toMillis());
      settling.shutdown();
      if (!settling.awaitTermination(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        settling.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lines.values().forEach(line -> line.channel().close());
  }
}
