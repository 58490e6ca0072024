package org.gengfu.alerts;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.gengfu.core.cases.CaseDesk;
import org.gengfu.core.cases.CaseStore;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.cases.ObservationSink;
import org.gengfu.core.delivery.OutboxStore;
import org.gengfu.core.delivery.TopicPublisher;
import org.gengfu.core.delivery.WorkerPages;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.faults.FaultSink;
import org.gengfu.core.life.Component;
import org.gengfu.core.life.HealthCheck;
import org.gengfu.core.media.Snapshots;
import org.gengfu.core.village.VillageRegistry;
import org.jspecify.annotations.Nullable;

/** Observations in, cases kept, people told. */
public final class Alerts implements Component {
  private static final String WORKER_TOPIC = "gengfu/worker/";
  private final Vertx vertx;
  private final CaseStore store;
  private final OutboxStore outbox;
  private final VillageRegistry registry;
  private final DomainEvents events;
  private final TopicPublisher publisher;
  private final WorkerPages pages;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final AlertsConfig config;
  private final EvidenceFiles files;
  private final Notices notices;
  private final Desk desk;
  private final FaultWatch.Pictures pictures = new FaultWatch.Pictures();
  private volatile @Nullable Running running;

  public Alerts(
      Vertx vertx,
      CaseStore store,
      OutboxStore outbox,
      VillageRegistry registry,
      DomainEvents events,
      TopicPublisher publisher,
      WorkerPages pages,
      MeterRegistry meters,
      InstantSource clock,
      AlertsConfig config) {
    this.vertx = vertx;
    this.store = store;
    this.outbox = outbox;
    this.registry = registry;
    this.events = events;
    this.publisher = publisher;
    this.pages = pages;
    this.meters = meters;
    this.clock = clock;
    this.config = config;
    this.files = new EvidenceFiles(config.dataDirectory().resolve("evidence"));
    this.notices = new Notices(config.villageZone());
    this.desk = new Desk(store, registry, events, clock, files, notices, this::wakeSender);
  }

  /** What runs between start and close, in the order in which it ends. */
  private record Running(
      FaultWatch watch,
      ObservationJournal journal,
      JournalDrain drain,
      AlertsGauges gauges,
      OutboxSender sender,
      FaultBook faults) {}

  @Override
  public void start() {
    try {
      ObservationJournal journal =
          new ObservationJournal(
              config.dataDirectory().resolve("alerts").resolve("observations"), config.journal());
      Intake intake =
          new Intake(store, registry, events, clock, config, files, notices, this::wakeSender);
      FaultBook faults =
          new FaultBook(config.dataDirectory().resolve("alerts").resolve("faults"), clock);
      FaultRounds rounds =
          new FaultRounds(faults, registry, clock, journal::append, pictures::latest);
      Running parts =
          new Running(
              new FaultWatch(rounds),
              journal,
              new JournalDrain(journal, intake::take, clock),
              new AlertsGauges(store, outbox, meters, journal::size),
              new OutboxSender(outbox, clock, meters, config, channels(), this::backoff),
              faults);
      running = parts;
      parts.sender().start();
      parts.drain().start();
      parts.gauges().start();
      parts.watch().start();
    } catch (IOException e) {
      throw new UncheckedIOException("alerts can't use " + config.dataDirectory(), e);
    }
  }

  private Map<String, Channel> channels() {
    return Map.of(
        Notices.WEBHOOK,
        new WebhookChannel(vertx, registry, clock, config.delivery().timeout()),
        Notices.MQTT,
        message ->
            publisher
                .publish(WORKER_TOPIC + message.receiver().target(), MessageJson.of(message))
                .map("acknowledged by the broker"),
        Notices.PAGE,
        message ->
            pages.push(message.receiver().target(), message.notification()).map("shown on a page"));
  }

  private Backoff backoff(String channel) {
    return new Backoff(
        channel.equals(Notices.WEBHOOK)
            ? config.delivery().webhooks()
            : config.delivery().workers(),
        () -> ThreadLocalRandom.current().nextDouble());
  }

  private void wakeSender() {
    Running parts = running;
    if (parts != null) {
      parts.sender().wake();
    }
  }

  /** The cases, for pages and API; usable at once. */
  public CaseDesk desk() {
    return desk;
  }

  /** Where observations go; usable once started. */
  public ObservationSink sink() {
    return this::observe;
  }

  private void observe(Observation observation) {
    started().journal().append(observation);
  }

  /** Where technical faults go; usable once started. */
  public FaultSink faults() {
    return started().faults();
  }

  /** Where the pictures come from that go with faults; without it, they have none of their own. */
  public void onPictures(Snapshots snapshots) {
    pictures.use(snapshots);
  }

  public List<HealthCheck> healthChecks() {
    return List.of(started().drain());
  }

  private Running started() {
    Running parts = running;
    if (parts == null) {
      throw new IllegalStateException("alerts is not started");
    }
    return parts;
  }

  @Override
  public void close() {
    Running parts = running;
    if (parts != null) {
      running = null;
      parts.watch().close();
      parts.drain().close();
      parts.gauges().close();
      parts.sender().close();
    }
  }
}
