package org.gengfu.ingest.mqtt;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gengfu.core.cases.DeliveryReason;
import org.gengfu.core.delivery.DeliveryException;
import org.gengfu.core.delivery.TopicPublisher;
import org.gengfu.core.faults.FaultReason;
import org.jspecify.annotations.Nullable;

/**
 * What goes out to the broker: a bounded queue before a window of unacknowledged messages. Nothing
 * is kept over a connection: the caller has it still, and is told that it failed.
 */
final class OutgoingMessages implements TopicPublisher {
  static final int MAX_WAITING = 2000;
  private static final int MAX_IN_FLIGHT = 100;

  private final Vertx vertx;
  private final Deque<Message> waiting = new ArrayDeque<>();
  private final Set<Message> inFlight = new HashSet<>();
  private @Nullable BrokerLink link;

  /** A message that fails at once asks for the next one: the loop does that, not a recursion. */
  private boolean sending;

  OutgoingMessages(Vertx vertx) {
    this.vertx = vertx;
  }

  /** One message; compared by identity. */
  private static final class Message {
    final String topic;
    final byte[] payload;
    final Context context;
    final Promise<Void> promise = Promise.promise();

    Message(String topic, byte[] payload, Context context) {
      this.topic = topic;
      this.payload = payload;
      this.context = context;
    }

    void complete(@Nullable BrokerException failure) {
      context.runOnContext(
          ignored -> {
            if (failure == null) {
              promise.tryComplete();
            } else {
              promise.tryFail(failure.undelivered());
            }
          });
    }
  }

  @Override
  public Future<Void> publish(String topic, Buffer payload) {
    if (!TopicRoutes.plain(topic)) {
      return Future.failedFuture(
          new IllegalArgumentException(
              "nothing can be published to \"" + Shown.text(topic) + "\""));
    }
    Message message = new Message(topic, payload.getBytes(), vertx.getOrCreateContext());
    synchronized (this) {
      if (link == null) {
        return Future.failedFuture(
            new DeliveryException(DeliveryReason.BROKER_AWAY, "the broker is not connected"));
      }
      if (waiting.size() >= MAX_WAITING) {
        return Future.failedFuture(
            new DeliveryException(
                DeliveryReason.BROKER_BUSY, "too many messages wait for the broker"));
      }
      waiting.add(message);
      send();
    }
    return message.promise.future();
  }

  /** From now on messages go out on this connection. */
  synchronized void attach(BrokerLink connected) {
    link = connected;
  }

  /** The connection is gone: what was not acknowledged has failed. */
  void detach(BrokerLink gone) {
    List<Message> failed = new ArrayList<>();
    synchronized (this) {
      if (link != gone) {
        return;
      }
      link = null;
      failed.addAll(inFlight);
      failed.addAll(waiting);
      inFlight.clear();
      waiting.clear();
    }
    failed.forEach(
        m ->
            m.complete(
                new BrokerException(
                    FaultReason.BROKER_LOST, "the connection to the broker was lost")));
  }

  private synchronized void send() {
    BrokerLink connected = link;
    if (connected == null || sending) {
      return;
    }
    sending = true;
    int window = Math.min(MAX_IN_FLIGHT, connected.brokerReceiveMaximum());
    while (inFlight.size() < window && !waiting.isEmpty()) {
      Message message = waiting.remove();
      inFlight.add(message);
      connected.publish(message.topic, message.payload, failure -> answered(message, failure));
    }
    sending = false;
  }

  private void answered(Message message, @Nullable BrokerException failure) {
    message.complete(failure);
    synchronized (this) {
      inFlight.remove(message);
      send();
    }
  }
}
