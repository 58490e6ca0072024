package org.gengfu.ingest.mqtt;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gengfu.core.delivery.TopicPublisher;
import org.gengfu.core.events.DomainEvent;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.faults.FaultSink;
import org.gengfu.core.faults.Why;
import org.gengfu.core.life.Component;
import org.gengfu.core.life.HealthCheck;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.sensing.ReadingConsumer;
import org.gengfu.core.sensing.ReadingStore;
import org.gengfu.core.sensing.SensorStatuses;
import org.gengfu.core.village.Broker;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.ingest.spool.ReadingSpool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sensors' way in and the messages' way out: each broker's {@link BrokerPipeline} makes
 * readings durable in the spool and tells the consumers, then acknowledges; {@link ReadingKeeper}
 * carries them from the spool to the database.
 */
public final class SensorGateway implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(SensorGateway.class);
  private static final Duration STORE_LIMIT = Duration.ofSeconds(5);

  /** Bounds of the histogram of delays; 100 ms is the promise. */
  private static final Duration[] DELAYS =
      Stream.of(
              5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 125, 150, 200, 300, 500, 1000, 2000, 5000,
              10_000, 60_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final VillageRegistry registry;
  private final DomainEvents events;
  private final ReadingStore store;
  private final InstantSource clock;
  private final List<ReadingConsumer> consumers = new CopyOnWriteArrayList<>();
  private final SensorBoard board;
  private final ReadingKeeper keeper;
  private final Brokers brokers;
  private final Counter taken;
  private final Counter unreadable;
  private final Timer delay;
  private @Nullable SensorFaults faults;
  private volatile boolean running;

  /**
   * @throws UncheckedIOException when the spool's folder can't be made or read
   */
  public SensorGateway(
      Vertx vertx,
      VillageRegistry registry,
      DomainEvents events,
      ReadingStore store,
      MeterRegistry meters,
      InstantSource clock,
      SpoolConfig spoolConfig) {
    this.registry = registry;
    this.events = events;
    this.store = store;
    this.clock = clock;
    this.taken = meters.counter(MetricNames.READINGS_TAKEN);
    this.unreadable = meters.counter(MetricNames.UNREADABLE_MESSAGES);
    this.delay =
        Timer.builder(MetricNames.READING_DELAY).serviceLevelObjectives(DELAYS).register(meters);
    this.board = new SensorBoard(registry, clock, this::brokerStatuses);
    ReadingSpool spool = open(spoolConfig);
    this.keeper = new ReadingKeeper(spool, store, this::refused, clock);
    this.brokers =
        new Brokers(
            registry,
            broker ->
                new BrokerPipeline(broker, vertx, board, keeper, this::durable, meters, clock));
    Gauge.builder(MetricNames.SPOOL_READINGS, spool, ReadingSpool::waiting).register(meters);
    Gauge.builder(MetricNames.SPOOL_BYTES, spool, ReadingSpool::bytes).register(meters);
  }

  private static ReadingSpool open(SpoolConfig config) {
    try {
      return ReadingSpool.open(config.folder(), config.maxBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the readings' spool " + config.folder() + " can't be opened", e);
    }
  }

  private java.util.Collection<SensorStatuses.BrokerStatus> brokerStatuses() {
    return brokers.statuses();
  }

  /** Hands readings on once they are durable; to be called before the start. */
  public void onReadings(ReadingConsumer consumer) {
    consumers.add(consumer);
  }

  /** Tells here what is wrong with brokers, spool and sensors; to be called before the start. */
  public void onFaults(FaultSink sink) {
    faults = new SensorFaults(registry, new Judged(), sink, clock);
  }

  /** What is judged for faults. */
  private final class Judged implements SensorFaults.Sources {
    @Override
    public List<BrokerConnection> connections() {
      return brokers.connections();
    }

    @Override
    public SensorFaults.SpoolSeen spool() {
      return SensorFaults.SpoolSeen.of(keeper);
    }

    @Override
    public Map<String, Legibility> sensors() {
      return board.legibilities();
    }
  }

  public SensorStatuses statuses() {
    return board;
  }

  /** Publishes at the broker {@link Broker#DEFAULT_ID}; fails while that is away. */
  public TopicPublisher publisher() {
    return brokers;
  }

  public HealthCheck health() {
    return new BrokerHealth(brokers, keeper, clock);
  }

  @Override
  public void start() {
    recallLatest();
    running = true;
    keeper.start();
    registry.onChange(this::changed);
    board.keepOnly(ids(registry.current()));
    brokers.start();
    if (faults != null) {
      faults.start();
    }
  }

  /** So that a restart of the hub does not show every sensor as silent until it reports again. */
  private void recallLatest() {
    try {
      Instant now = clock.instant();
      for (Reading reading : store.latest()) {
        Instant at = reading.time().isAfter(now) ? now : reading.time();
        board.heard(reading.sensorId(), at, at);
      }
    } catch (RuntimeException e) {
      LOG.warn("the latest readings can't be read now: {}", e.getMessage());
    }
  }

  private void changed(Village before, Village after) {
    if (!running) {
      return;
    }
    board.keepOnly(ids(after));
    for (Sensor sensor : after.sensors()) {
      if (!Objects.equals(before.sensor(sensor.id()).orElse(null), sensor)) {
        board.forgetProblem(sensor.id());
      }
    }
    brokers.changed(after);
  }

  private static java.util.Set<String> ids(Village village) {
    return village.sensors().stream().map(Sensor::id).collect(Collectors.toSet());
  }

  /** One call at a time, whatever the number of brokers; before the messages are acknowledged. */
  private synchronized void durable(List<Reading> batch) {
    for (ReadingConsumer consumer : consumers) {
      try {
        consumer.accept(batch);
      } catch (RuntimeException e) {
        LOG.error("a consumer failed on {} readings", batch.size(), e);
      }
    }
    Instant now = clock.instant();
    for (Reading reading : batch) {
      Duration since = Duration.between(reading.time(), now);
      delay.record(since.isNegative() ? Duration.ZERO : since);
    }
    taken.increment(batch.size());
    events.publish(new DomainEvent.ReadingsArrived(batch));
  }

  private void refused(Reading reading, String why) {
    board.refused(
        reading.sensorId(),
        new Why(FaultReason.VALUE_REFUSED, "the database refuses a reading: " + Shown.text(why)));
    unreadable.increment();
  }

  /** Takes in and stores what is held, within seconds; what is not stored waits on the disk. */
  @Override
  public void close() {
    if (running) {
      running = false;
      if (faults != null) {
        faults.close();
      }
      brokers.close();
    }
    try {
      keeper.close(STORE_LIMIT);
    } catch (InterruptedException e) {
      keeper.giveUp();
      Thread.currentThread().interrupt();
    }
  }
}
