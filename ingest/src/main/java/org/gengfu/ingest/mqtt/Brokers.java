package org.gengfu.ingest.mqtt;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.gengfu.core.cases.DeliveryReason;
import org.gengfu.core.delivery.DeliveryException;
import org.gengfu.core.delivery.TopicPublisher;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.sensing.SensorStatuses.BrokerStatus;
import org.gengfu.core.village.Broker;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.VillageRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link BrokerPipeline} for each enabled broker of the configuration. A broker that is
 * changed is closed and opened anew; what it holds for us it sends then, as the session stays.
 */
final class Brokers implements TopicPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(Brokers.class);
  private static final Duration FIRST_CONNECTION = Duration.ofSeconds(3);
  private static final Duration NO_WAIT = Duration.ofMillis(1);
  private static final long CLOSE_SECONDS = 60;

  private final VillageRegistry registry;
  private final Function<Broker, BrokerPipeline> factory;
  private final Map<String, BrokerPipeline> pipelines = new ConcurrentHashMap<>();

  /** Opening and closing take seconds: not on the thread that announces the configuration. */
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "gengfu-brokers"));

  Brokers(VillageRegistry registry, Function<Broker, BrokerPipeline> factory) {
    this.registry = registry;
    this.factory = factory;
  }

  /** Begins to connect; returns after the first attempts, or after some seconds. */
  void start() {
    apply(registry.current(), FIRST_CONNECTION);
  }

  /** Follows the configuration, a moment later. */
  void changed(Village village) {
    try {
      thread.execute(() -> apply(village, NO_WAIT));
    } catch (RejectedExecutionException e) {
      LOG.debug("closed meanwhile", e);
    }
  }

  private synchronized void apply(Village village, Duration limit) {
    Map<String, Broker> wanted = new java.util.TreeMap<>();
    village.brokers().stream().filter(Broker::enabled).forEach(b -> wanted.put(b.id(), b));
    for (BrokerPipeline pipeline : List.copyOf(pipelines.values())) {
      Broker broker = pipeline.broker();
      if (!broker.equals(wanted.get(broker.id()))) {
        pipelines.remove(broker.id());
        pipeline.close();
      }
    }
    for (Broker broker : wanted.values()) {
      List<Sensor> sensors =
          village.sensors().stream().filter(s -> s.broker().equals(broker.id())).toList();
      BrokerPipeline present = pipelines.get(broker.id());
      if (present == null) {
        BrokerPipeline fresh = factory.apply(broker);
        pipelines.put(broker.id(), fresh);
        fresh.route(TopicRoutes.of(sensors));
        fresh.start(limit);
      } else {
        present.route(TopicRoutes.of(sensors));
      }
    }
  }

  /** Every configured broker, by id. */
  Collection<BrokerStatus> statuses() {
    List<BrokerStatus> statuses = new ArrayList<>();
    for (Broker broker : registry.current().brokers()) {
      BrokerPipeline pipeline = pipelines.get(broker.id());
      statuses.add(
          pipeline != null
              ? pipeline.status()
              : new BrokerStatus(
                  broker.id(),
                  broker.enabled(),
                  false,
                  broker.enabled() ? "not started" : "switched off",
                  broker.enabled() ? FaultReason.BROKER_NOT_ANSWERED : null,
                  0,
                  0));
    }
    return statuses;
  }

  /** The connections to the enabled brokers. */
  List<BrokerConnection> connections() {
    return pipelines.values().stream().map(BrokerPipeline::connection).toList();
  }

  /** At the default broker. */
  @Override
  public Future<Void> publish(String topic, Buffer payload) {
    BrokerPipeline pipeline = pipelines.get(Broker.DEFAULT_ID);
    return pipeline == null
        ? Future.failedFuture(
            new DeliveryException(
                DeliveryReason.BROKER_MISSING,
                "there is no enabled MQTT broker \"" + Broker.DEFAULT_ID + "\": create one"))
        : pipeline.outgoing().publish(topic, payload);
  }

  void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("a change of the brokers did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeAll();
  }

  private synchronized void closeAll() {
    pipelines.values().parallelStream().forEach(BrokerPipeline::close);
    pipelines.clear();
  }
}
