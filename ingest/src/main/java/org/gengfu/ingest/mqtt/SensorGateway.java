package org.gengfu.ingest.mqtt;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.gengfu.core.delivery.TopicPublisher;
import org.gengfu.core.events.DomainEvent;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.life.Component;
import org.gengfu.core.life.HealthCheck;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.sensing.ReadingConsumer;
import org.gengfu.core.sensing.ReadingStore;
import org.gengfu.core.sensing.SensorStatuses;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.VillageRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sensors' way in and the messages' way out: broker → {@link BrokerSupervisor} → {@link
 * HeldMessages} → {@link ReadingWriter} → database → consumers → acknowledgement. A message is
 * acknowledged only when its readings are durable and its consumers have had them, so that a crash
 * anywhere on the way brings it again.
 */
public final class SensorGateway implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(SensorGateway.class);
  private static final Duration FIRST_CONNECTION = Duration.ofSeconds(3);
  private static final Duration FLUSH_LIMIT = Duration.ofSeconds(5);
  private static final Duration STUCK = Duration.ofSeconds(30);

  private final VillageRegistry registry;
  private final DomainEvents events;
  private final ReadingStore store;
  private final InstantSource clock;
  private final List<ReadingConsumer> consumers = new CopyOnWriteArrayList<>();
  private final HeldMessages held = new HeldMessages();
  private final SensorBoard board;
  private final OutgoingMessages outgoing;
  private final BrokerSupervisor broker;
  private final ReadingWriter writer;
  private final Thread writing;
  private final Counter readings;
  private volatile TopicRoutes routes = TopicRoutes.NONE;
  private volatile boolean running;

  public SensorGateway(
      Vertx vertx,
      VillageRegistry registry,
      DomainEvents events,
      ReadingStore store,
      MeterRegistry meters,
      InstantSource clock,
      MqttConfig config) {
    this.registry = registry;
    this.events = events;
    this.store = store;
    this.clock = clock;
    Counter unreadable = meters.counter(MetricNames.UNREADABLE_MESSAGES);
    Counter dropped = meters.counter(MetricNames.DROPPED_MESSAGES);
    this.readings = meters.counter(MetricNames.READINGS);
    this.outgoing = new OutgoingMessages(vertx);
    this.broker =
        new BrokerSupervisor(config, clock, held, outgoing, this::refused, dropped::increment);
    this.board = new SensorBoard(registry, clock, broker::connected);
    MessageReader reader =
        new MessageReader(() -> routes, board, unreadable::increment, broker::strayTopic, clock);
    this.writer = new ReadingWriter(held, reader, store, this::stored, clock);
    this.writing = new Thread(writer, "gengfu-readings");
    Gauge.builder(MetricNames.BROKER_CONNECTED, broker, b -> b.connected() ? 1 : 0)
        .register(meters);
  }

  /** Hands readings on once they are durable; to be called before the start. */
  public void onReadings(ReadingConsumer consumer) {
    consumers.add(consumer);
  }

  public SensorStatuses statuses() {
    return board;
  }

  /** Publishes on the same connection; fails while the broker is away. */
  public TopicPublisher publisher() {
    return outgoing;
  }

  public HealthCheck health() {
    return new BrokerHealth(broker, writer, held, clock);
  }

  /** Messages between broker and database that nobody has begun to write. */
  int messagesHeld() {
    return held.size();
  }

  @Override
  public void start() {
    recallLatest();
    running = true;
    registry.onChange(this::changed);
    apply(Village.EMPTY, registry.current());
    writing.start();
    broker.start(routes.topics(), FIRST_CONNECTION);
  }

  /** So that a restart of the hub does not show every sensor as silent until it reports again. */
  private void recallLatest() {
    try {
      Instant now = clock.instant();
      store
          .latest()
          .forEach(r -> board.heard(r.sensorId(), r.time().isAfter(now) ? now : r.time()));
    } catch (RuntimeException e) {
      LOG.warn("the latest readings can't be read now: {}", e.getMessage());
    }
  }

  private void changed(Village before, Village after) {
    if (running) {
      apply(before, after);
      broker.listenTo(routes.topics());
    }
  }

  private synchronized void apply(Village before, Village after) {
    List<Sensor> sensors = after.sensors();
    board.keepOnly(sensors.stream().map(Sensor::id).collect(Collectors.toSet()));
    for (Sensor sensor : sensors) {
      if (!Objects.equals(before.sensor(sensor.id()).orElse(null), sensor)) {
        board.forgetProblem(sensor.id());
      }
    }
    routes = TopicRoutes.of(sensors);
    routes.problems().forEach(board::note);
  }

  private void refused(String topic, String why) {
    routes
        .sensorsOn(topic)
        .forEach(s -> board.note(s.sensor().id(), "the broker refuses the topic: " + why));
  }

  /** On the writer's thread, before the messages are acknowledged. */
  private void stored(List<Reading> batch) {
    readings.increment(batch.size());
    for (ReadingConsumer consumer : consumers) {
      try {
        consumer.accept(batch);
      } catch (RuntimeException e) {
        LOG.error("a consumer failed on {} readings", batch.size(), e);
      }
    }
    batch.forEach(reading -> events.publish(new DomainEvent.ReadingArrived(reading)));
  }

  /** Writes and acknowledges what is held, for as long as {@code FLUSH_LIMIT} at most. */
  @Override
  public void close() {
    if (!running) {
      return;
    }
    running = false;
    writer.finish();
    try {
      writing.join(FLUSH_LIMIT.toMillis());
      writer.giveUp();
      writing.join(STUCK.toMillis());
    } catch (InterruptedException e) {
      writer.giveUp();
      Thread.currentThread().interrupt();
    }
    broker.close();
  }
}
