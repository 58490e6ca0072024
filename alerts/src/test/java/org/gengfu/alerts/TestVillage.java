package org.gengfu.alerts;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseDesk;
import org.gengfu.core.cases.CaseDesk.Actor;
import org.gengfu.core.cases.CaseDesk.Filter;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.DeliveryReason;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.cases.Observation.Cleared;
import org.gengfu.core.cases.Observation.Raised;
import org.gengfu.core.cases.Observation.SensorSource;
import org.gengfu.core.cases.Observation.ZoneSource;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.delivery.DeliveryException;
import org.gengfu.core.delivery.Notification;
import org.gengfu.core.delivery.TopicPublisher;
import org.gengfu.core.delivery.WorkerPages;
import org.gengfu.core.events.DomainEvent;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.geometry.Point;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.storage.Database;
import org.gengfu.core.storage.DatabaseConfig;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Duty;
import org.gengfu.core.village.Entity;
import org.gengfu.core.village.Grid;
import org.gengfu.core.village.Metric;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.SensorKind;
import org.gengfu.core.village.Worker;
import org.gengfu.core.village.Zone;
import org.gengfu.core.village.ZoneKind;

/**
 * A small village on a real database: the east grid with one camera and one water gauge, Li on duty
 * by day, Wang by night (past midnight), nobody from 06:00 to 08:00 but the fallback Zhao; and the
 * west grid, where nobody is.
 */
final class TestVillage implements AutoCloseable {
  static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3};
  static final Box BOX = new Box(0.4, 0.5, 0.2, 0.2);
  static final Actor OFFICE = new Actor("office", null);
  static final Actor LI = new Actor("li", "li");
  static final Actor WANG = new Actor("wang", "wang");

  /** Sunday 22:10 in the village: Wang's duty. */
  static final String NIGHT = "2026-11-22T14:10:00Z";

  final TestClock clock = new TestClock(NIGHT);
  final Vertx vertx = Vertx.vertx();
  final DomainEvents events = new DomainEvents();
  final List<DomainEvent> published = new CopyOnWriteArrayList<>();
  final List<Notification> shown = new CopyOnWriteArrayList<>();
  final List<String> topics = new CopyOnWriteArrayList<>();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Path directory;
  final Database database;
  volatile boolean pagesOpen = true;
  Alerts alerts;

  TestVillage(Path directory, DatabaseConfig databaseConfig) {
    this.directory = directory;
    database = new Database(databaseConfig, meters, clock);
    database.start();
    events.subscribe(published::add);
    configure();
    alerts = newAlerts(config());
    alerts.start();
  }

  AlertsConfig config() {
    AlertsConfig usual = AlertsConfig.of(directory, ZoneId.of("Asia/Shanghai"));
    AlertsConfig.Retry quick =
        new AlertsConfig.Retry(Duration.ZERO, Duration.ZERO, Duration.ofHours(24));
    return new AlertsConfig(
        directory,
        usual.villageZone(),
        usual.instance(),
        usual.joining(),
        usual.journal(),
        new AlertsConfig.Delivery(Duration.ofSeconds(3), quick, quick));
  }

  Alerts newAlerts(AlertsConfig config) {
    TopicPublisher publisher = this::publish;
    WorkerPages pages = this::show;
    return new Alerts(
        vertx,
        database.cases(),
        database.outbox(),
        database.registry(),
        events,
        publisher,
        pages,
        meters,
        clock,
        config);
  }

  private Future<Void> publish(String topic, Buffer payload) {
    topics.add(topic + " " + payload.toString(StandardCharsets.UTF_8));
    return Future.succeededFuture();
  }

  private Future<Void> show(String workerId, Notification notification) {
    if (!pagesOpen) {
      return Future.failedFuture(
          new DeliveryException(DeliveryReason.PAGE_CLOSED, "no page of " + workerId + " is open"));
    }
    shown.add(notification);
    return Future.succeededFuture();
  }

  private void configure() {
    add(new Worker("li", "李四", "13800000001", "zh-CN"));
    add(new Worker("wang", "王五", null, "zh-CN"));
    add(new Worker("zhao", "赵六", null, "zh-CN"));
    add(new Grid("east", "东片", List.of(), "zhao"));
    add(new Grid("west", "西片", List.of(), null));
    Set<DayOfWeek> daily = EnumSet.allOf(DayOfWeek.class);
    add(new Duty("day", "li", "east", daily, LocalTime.of(8, 0), LocalTime.of(20, 0)));
    add(new Duty("night", "wang", "east", daily, LocalTime.of(20, 0), LocalTime.of(6, 0)));
    add(camera("c1", "老樟树路口", "east"));
    add(camera("c2", "西桥", "west"));
    add(zone("z1", "c1"));
    add(zone("z2", "c2"));
    add(
        new Sensor(
            "gauge",
            "东河水位",
            SensorKind.WATER_LEVEL,
            "village/gauge",
            List.of(new Metric("level", "/level", null, "m", 1)),
            List.of(),
            600,
            "east",
            null,
            true));
  }

  Entity add(Entity entity) {
    return database.registry().create(entity, "admin").entity();
  }

  private static Camera camera(String id, String name, String grid) {
    return new Camera(id, name, "rtsp://192.0.2.1/" + id, null, null, grid, null, true);
  }

  private static Zone zone(String id, String camera) {
    Polygon whole =
        new Polygon(List.of(new Point(0, 0), new Point(1, 0), new Point(1, 1), new Point(0, 1)));
    return new Zone(id, camera, id, ZoneKind.NO_PARKING, whole, 180, Severity.MEDIUM, true);
  }

  /** A vehicle that has stood for three minutes. */
  Raised parking(String episode) {
    return parking(episode, BOX);
  }

  Raised parking(String episode, Box box) {
    return raised(episode, new ZoneSource("c1", "z1"), box);
  }

  Raised raised(String episode, ZoneSource source, Box box) {
    Instant now = clock.instant();
    return new Raised(
        episode,
        CaseType.ILLEGAL_PARKING,
        source,
        Severity.MEDIUM,
        now.minusSeconds(180),
        now,
        box,
        null,
        JPEG);
  }

  /** A heap of rubbish, with what else stands there. */
  Raised dumping(String episode, Box heap, Set<String> standing) {
    Instant now = clock.instant();
    return new Raised(
        episode,
        CaseType.ILLEGAL_DUMPING,
        new ZoneSource("c1", "z1"),
        Severity.MEDIUM,
        now.minusSeconds(60),
        now,
        heap,
        null,
        JPEG,
        standing);
  }

  void clear(String episode) {
    observe(new Observation.Cleared(episode, clock.instant(), null));
  }

  Raised flood(String episode, Severity severity) {
    Instant now = clock.instant();
    return new Raised(
        episode,
        CaseType.SENSOR_THRESHOLD,
        new SensorSource("gauge", "level"),
        severity,
        now,
        now,
        null,
        1.82,
        null);
  }

  Cleared cleared(String episode) {
    byte[] after = JPEG.clone();
    after[5] = 9;
    return new Cleared(episode, clock.instant(), after);
  }

  void observe(org.gengfu.core.cases.Observation observation) {
    alerts.sink().observe(observation);
    drained();
  }

  void drained() {
    Eventually.that("the journal drains", () -> waiting() == 0);
  }

  double waiting() {
    return meters.get(org.gengfu.core.metrics.MetricNames.OBSERVATIONS_WAITING).gauge().value();
  }

  CaseDesk desk() {
    return alerts.desk();
  }

  List<Case> cases() {
    return desk().list(new Filter(Set.of(), null, null, null, 100));
  }

  Case onlyCase() {
    List<Case> cases = cases();
    org.assertj.core.api.Assertions.assertThat(cases).hasSize(1);
    return cases.get(0);
  }

  /** Ends alerts and begins it anew on the same directories. */
  void restart() {
    alerts.close();
    meters.clear();
    alerts = newAlerts(config());
    alerts.start();
  }

  @Override
  public void close() {
    alerts.close();
    database.close();
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
