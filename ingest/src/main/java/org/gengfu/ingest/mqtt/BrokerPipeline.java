package org.gengfu.ingest.mqtt;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.faults.Why;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.sensing.SensorStatuses.BrokerStatus;
import org.gengfu.core.village.Broker;
import org.jspecify.annotations.Nullable;

/**
 * One broker's messages in and out: {@link BrokerSupervisor} → {@link HeldMessages} → {@link
 * Intake} → {@link ReadingKeeper}. Brokers share the keeper alone, so one that is slow, gone or
 * flooding holds up no other.
 */
final class BrokerPipeline {
  private static final Duration FLUSH_LIMIT = Duration.ofSeconds(5);
  private static final Duration STUCK = Duration.ofSeconds(30);

  private final Broker broker;
  private final SensorBoard board;
  private final HeldMessages held = new HeldMessages();
  private final OutgoingMessages outgoing;
  private final BrokerSupervisor supervisor;
  private final Intake intake;
  private final Thread thread;
  private final MeterRegistry meters;
  private final Gauge connected;
  private volatile TopicRoutes routes = TopicRoutes.NONE;

  BrokerPipeline(
      Broker broker,
      Vertx vertx,
      SensorBoard board,
      ReadingKeeper keeper,
      Consumer<List<Reading>> durable,
      MeterRegistry meters,
      InstantSource clock) {
    this.broker = broker;
    this.board = board;
    this.meters = meters;
    this.outgoing = new OutgoingMessages(vertx);
    this.supervisor =
        new BrokerSupervisor(
            broker,
            clock,
            held,
            outgoing,
            this::refused,
            meters.counter(MetricNames.DROPPED_MESSAGES)::increment);
    MessageReader reader =
        new MessageReader(
            () -> routes,
            board,
            meters.counter(MetricNames.UNREADABLE_MESSAGES)::increment,
            supervisor::strayTopic,
            clock);
    this.intake = new Intake(held, reader, keeper, durable);
    this.thread = new Thread(intake, "gengfu-intake-" + broker.id());
    this.connected =
        Gauge.builder(MetricNames.BROKER_CONNECTED, supervisor, one -> one.connected() ? 1 : 0)
            .tag("broker", broker.id())
            .register(meters);
  }

  Broker broker() {
    return broker;
  }

  /** Begins; returns after the first attempt to connect, or after the limit. */
  void start(Duration limit) {
    thread.start();
    supervisor.start(routes.subscriptions(broker.sharedGroup()), limit);
  }

  /** From now on it is read by these routes. */
  void route(TopicRoutes fresh) {
    routes = fresh;
    routes
        .problems()
        .forEach((id, text) -> board.note(id, new Why(FaultReason.MAPPING_WRONG, text)));
    supervisor.listenTo(routes.subscriptions(broker.sharedGroup()));
  }

  private void refused(String topic, String why) {
    Why text = new Why(FaultReason.TOPIC_REFUSED, "the broker refuses the topic: " + why);
    routes.sensorsOn(topic).forEach(one -> board.note(one.sensor().id(), text));
    routes.availabilityOn(topic).forEach(one -> board.note(one.sensorId(), text));
  }

  OutgoingMessages outgoing() {
    return outgoing;
  }

  BrokerConnection connection() {
    return new BrokerConnection(broker.id(), supervisor.connectedSince(), supervisor.failure());
  }

  private @Nullable FaultReason reason() {
    Why failure = supervisor.failure();
    if (supervisor.connected()) {
      return null;
    }
    return failure == null ? FaultReason.BROKER_NOT_ANSWERED : failure.reason();
  }

  BrokerStatus status() {
    return new BrokerStatus(
        broker.id(),
        true,
        supervisor.connected(),
        supervisor.state(),
        reason(),
        supervisor.messages(),
        held.size());
  }

  /**
   * Takes in and acknowledges what is held, for as long as {@code FLUSH_LIMIT} at most, and says
   * goodbye.
   */
  void close() {
    intake.finish();
    try {
      thread.join(FLUSH_LIMIT.toMillis());
      intake.stop();
      if (thread.isAlive()) {
        thread.interrupt();
      }
      thread.join(STUCK.toMillis());
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
    supervisor.close();
    meters.remove(connected);
  }
}
