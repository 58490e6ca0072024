package org.gengfu.ingest.mqtt;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages between the broker and the database, in the order of arrival, within a bound. What
 * the broker sends again after a reconnect is recognised: it keeps its first time of arrival, is
 * not queued twice, and is acknowledged on the new connection.
 */
final class HeldMessages {
  /** More than the receive maximum, so that messages of quality of service 0 have room too. */
  static final int MAX_MESSAGES = 4096;

  static final int MAX_BYTES = 32 * 1024 * 1024;

  /** Well below the keep-alive: the caller reads nothing from the broker while it waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Duration patience;
  private final Deque<Arrival> waiting = new ArrayDeque<>();
  private final Map<Integer, Arrival> unacknowledged = new HashMap<>();
  private int bytes;
  private boolean ending;

  HeldMessages() {
    this(PATIENCE);
  }

  HeldMessages(Duration patience) {
    this.patience = patience;
  }

  /**
   * Takes a message. One that the broker would send again waits for room first, and with it the
   * connection: a broker that does not keep to the receive maximum is slowed down by TCP instead of
   * losing its connection, after which it would send all of it again.
   *
   * @return false when there is no room or its connection has ended; the message is not held then
   */
  boolean offer(Arrival arrival) {
    Arrival.AckTarget acknowledgeOn = null;
    synchronized (this) {
      if (!awaitRoom(arrival)) {
        return false;
      }
      Arrival before = arrival.needsAck ? unacknowledged.get(arrival.packetId) : null;
      if (before != null && before.sentAgainAs(arrival)) {
        before.target = arrival.target;
        acknowledgeOn = before.durable ? arrival.target : null;
      } else {
        enqueue(arrival);
      }
    }
    if (acknowledgeOn != null && acknowledgeOn.acknowledge(arrival.packetId)) {
      forget(arrival.packetId, acknowledgeOn);
    }
    return true;
  }

  private boolean awaitRoom(Arrival arrival) {
    long end = System.nanoTime() + (arrival.needsAck ? patience.toNanos() : 0);
    while (full(arrival)) {
      long leftMillis = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (leftMillis <= 0 || ending) {
        return false;
      }
      try {
        wait(leftMillis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return !arrival.target.ended();
  }

  private boolean full(Arrival arrival) {
    return waiting.size() >= MAX_MESSAGES || bytes + arrival.payload.length > MAX_BYTES;
  }

  private void enqueue(Arrival arrival) {
    waiting.add(arrival);
    bytes += arrival.payload.length;
    if (arrival.needsAck) {
      unacknowledged.put(arrival.packetId, arrival);
    }
    notifyAll();
  }

  /**
   * Waits for a message, then gathers more for a moment.
   *
   * @return the oldest ones, at most {@code most}; none only when nothing is held and nothing more
   *     is expected
   */
  synchronized List<Arrival> take(int most, Duration gathering) throws InterruptedException {
    while (waiting.isEmpty() && !ending) {
      wait();
    }
    long end = System.nanoTime() + gathering.toNanos();
    long leftMillis = gathering.toMillis();
    while (waiting.size() < most && leftMillis > 0 && !ending) {
      wait(leftMillis);
      leftMillis = Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
    List<Arrival> batch = new ArrayList<>();
    while (batch.size() < most && !waiting.isEmpty()) {
      batch.add(waiting.remove());
    }
    notifyAll();
    return batch;
  }

  /** The message is done with: acknowledges it, now or when the broker sends it again. */
  void release(Arrival arrival) {
    Arrival.AckTarget target;
    synchronized (this) {
      bytes -= arrival.payload.length;
      arrival.durable = true;
      target = arrival.target;
      notifyAll();
    }
    if (arrival.needsAck && target.acknowledge(arrival.packetId)) {
      forget(arrival.packetId, target);
    }
  }

  private synchronized void forget(int packetId, Arrival.AckTarget target) {
    Arrival known = unacknowledged.get(packetId);
    if (known != null && known.durable && known.target == target) {
      unacknowledged.remove(packetId);
    }
  }

  /**
   * A connection was made for which the broker has no session: it will not send again what it sent
   * before, and packet ids begin anew.
   */
  synchronized void sessionLost(Arrival.@Nullable AckTarget present) {
    unacknowledged.values().removeIf(arrival -> arrival.target != present);
  }

  /** From now on nobody waits for messages: {@link #take} gives what there is. */
  synchronized void end() {
    ending = true;
    notifyAll();
  }

  /** Messages not yet taken. */
  synchronized int size() {
    return waiting.size();
  }
}
