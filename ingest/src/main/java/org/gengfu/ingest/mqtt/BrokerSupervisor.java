package org.gengfu.ingest.mqtt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.faults.Why;
import org.gengfu.core.village.Broker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the connection to the broker: makes it, makes it again when it is lost, and keeps its
 * subscriptions equal to the configured topics. Everything here happens on one thread.
 */
final class BrokerSupervisor implements BrokerLink.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerSupervisor.class);
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(500);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** A connection that stood for so long was a good one: the next wait is short again. */
  private static final Duration GOOD_CONNECTION = Duration.ofSeconds(5);

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);
  private static final int MAX_STRAY_TOPICS = 1000;

  private final Broker broker;
  private final InstantSource clock;
  private final HeldMessages held;
  private final OutgoingMessages outgoing;
  private final BiConsumer<String, String> refused;
  private final Runnable dropped;
  private final Backoff backoff =
      new Backoff(SHORTEST_WAIT, LONGEST_WAIT, RandomGenerator.getDefault());
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "gengfu-broker"));
  private final CountDownLatch triedOnce = new CountDownLatch(1);
  private final Set<Subscription> subscribed = new HashSet<>();
  private final Set<String> stray = new HashSet<>();
  private final AtomicLong messages = new AtomicLong();
  private Set<Subscription> wanted = Set.of();
  private boolean closing;
  private volatile @Nullable BrokerLink link;
  private volatile String state = "not started";
  private volatile @Nullable Instant connectedSince;
  private volatile @Nullable Why failure;

  /**
   * @param refused told a topic that the broker does not let us subscribe to, and why
   * @param dropped run for each message that found no room and will not come again
   */
  BrokerSupervisor(
      Broker broker,
      InstantSource clock,
      HeldMessages held,
      OutgoingMessages outgoing,
      BiConsumer<String, String> refused,
      Runnable dropped) {
    this.broker = broker;
    this.clock = clock;
    this.held = held;
    this.outgoing = outgoing;
    this.refused = refused;
    this.dropped = dropped;
  }

  /**
   * Begins to connect; returns after the first attempt, whatever came of it, or after the limit.
   */
  void start(Set<Subscription> subscriptions, Duration limit) {
    wanted = Set.copyOf(subscriptions);
    thread.execute(this::connect);
    try {
      if (!triedOnce.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("broker {} has not answered yet; trying goes on", broker.uri());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** From now on these subscriptions are kept, and no others. */
  void listenTo(Set<Subscription> subscriptions) {
    Set<Subscription> copy = Set.copyOf(subscriptions);
    run(
        () -> {
          wanted = copy;
          reconcile();
        });
  }

  /** Something came on a topic that nobody wants: left from an earlier run's session. */
  void strayTopic(String topic) {
    run(
        () -> {
          boolean unwanted = wanted.stream().noneMatch(one -> one.topic().equals(topic));
          if (unwanted && stray.size() < MAX_STRAY_TOPICS && stray.add(topic)) {
            subscribed.add(Subscription.to(topic));
            if (broker.sharedGroup() != null) {
              subscribed.add(Subscription.shared(broker.sharedGroup(), topic));
            }
            reconcile();
          }
        });
  }

  /** Messages that have come since the start. */
  long messages() {
    return messages.get();
  }

  boolean connected() {
    return link != null;
  }

  /** Since when the present connection stands; null while none does. */
  @Nullable Instant connectedSince() {
    return connectedSince;
  }

  /** Why a connection last failed or ended; null where none has yet. */
  @Nullable Why failure() {
    return failure;
  }

  /** What stands, or why nothing stands. */
  String state() {
    return state;
  }

  private void connect() {
    if (closing || link != null) {
      return;
    }
    try {
      BrokerLink opened = BrokerLink.open(broker, clock, this);
      if (!opened.sessionPresent()) {
        held.sessionLost(opened);
      }
      connected(opened);
    } catch (BrokerException e) {
      retryAfter(e);
    } catch (RuntimeException e) {
      LOG.error("connecting to {} failed in an unforeseen way", broker.uri(), e);
      retryAfter(FailureWords.at(broker, new Why(FaultReason.BROKER_FAILED, e.toString()), e));
    } finally {
      triedOnce.countDown();
    }
  }

  private void connected(BrokerLink opened) {
    LOG.info(
        "connected to broker {} as {}, session {}",
        broker.uri(),
        broker.clientId(),
        opened.sessionPresent() ? "resumed" : "new");
    link = opened;
    connectedSince = clock.instant();
    state =
        "connected to "
            + broker.uri()
            + (broker.sharedGroup() == null || opened.sharesSubscriptions()
                ? ""
                : "; it has no shared subscriptions, so this hub hears everything");
    subscribed.clear();
    stray.clear();
    outgoing.attach(opened);
    reconcile();
    schedule(() -> resetBackoffFor(opened), GOOD_CONNECTION);
  }

  private void resetBackoffFor(BrokerLink opened) {
    if (link == opened) {
      backoff.reset();
    }
  }

  private void retryAfter(BrokerException why) {
    Duration wait = backoff.next();
    String before = state;
    state = why.why().detail();
    failure = why.why();
    if (!state.equals(before)) {
      LOG.warn("{}; trying again, next in {} ms", state, wait.toMillis());
    }
    schedule(this::connect, wait);
  }

  private void reconcile() {
    BrokerLink connected = link;
    if (connected == null) {
      return;
    }
    try {
      Set<Subscription> goal = connected.sharesSubscriptions() ? wanted : unshared(wanted);
      Set<Subscription> gone = minus(subscribed, goal);
      connected.unsubscribe(gone.stream().map(Subscription::filter).toList());
      subscribed.removeAll(gone);
      Set<Subscription> fresh = minus(goal, subscribed);
      Map<String, String> refusals = connected.subscribe(fresh);
      subscribed.addAll(fresh);
      refusals.forEach(
          (filter, why) -> {
            refused.accept(Subscription.to(filter).topic(), why);
            LOG.warn("broker refuses {}: {}", filter, why);
          });
    } catch (BrokerException e) {
      // Its answer is overdue: what it holds for us is unknown, so begin anew.
      connected.drop();
      ended(connected, e);
    }
  }

  private static Set<Subscription> unshared(Set<Subscription> subscriptions) {
    Set<Subscription> plain = new HashSet<>();
    subscriptions.forEach(one -> plain.add(new Subscription(one.topic(), one.states())));
    return plain;
  }

  private static Set<Subscription> minus(Set<Subscription> all, Set<Subscription> without) {
    Set<Subscription> rest = new HashSet<>(all);
    rest.removeAll(without);
    return rest;
  }

  @Override
  public void arrived(BrokerLink from, Arrival arrival) {
    messages.incrementAndGet();
    if (!held.offer(arrival)) {
      if (arrival.needsAck) {
        // No room for long: nothing is carried away. A new connection brings this one again.
        run(
            () -> {
              from.drop();
              ended(
                  from,
                  new BrokerException(
                      FaultReason.BROKER_HELD_BACK, "too many readings wait for the database"));
            });
      } else {
        dropped.run();
      }
    }
  }

  @Override
  public void lost(BrokerLink from, BrokerException why) {
    run(() -> ended(from, why));
  }

  private void ended(BrokerLink from, BrokerException why) {
    if (link != from) {
      return;
    }
    link = null;
    connectedSince = null;
    outgoing.detach(from);
    retryAfter(why);
  }

  private void run(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("closed meanwhile", e);
    }
  }

  private void schedule(Runnable task, Duration after) {
    try {
      var unused = thread.schedule(task, after.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("closed meanwhile", e);
    }
  }

  /** Says goodbye to the broker and ends; blocks. */
  void close() {
    try {
      thread.submit(this::goodbye).get(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      LOG.warn("the connection to {} was not closed in order", broker.uri(), e);
    } finally {
      thread.shutdownNow();
    }
  }

  private void goodbye() {
    closing = true;
    state = "closed";
    BrokerLink last = link;
    if (last != null) {
      link = null;
      connectedSince = null;
      outgoing.detach(last);
      last.close();
    }
  }
}
