package org.gengfu.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.accounts.Account;
import org.gengfu.core.accounts.Role;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.geometry.Point;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Camera.Transport;
import org.gengfu.core.village.Duty;
import org.gengfu.core.village.Entity;
import org.gengfu.core.village.Grid;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Location;
import org.gengfu.core.village.Metric;
import org.gengfu.core.village.RecordingPlan;
import org.gengfu.core.village.Secret;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.SensorKind;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.Village.Versioned;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.core.village.VillageRegistry.InvalidConfigException;
import org.gengfu.core.village.VillageRegistry.Problem;
import org.gengfu.core.village.VillageRegistry.StaleVersionException;
import org.gengfu.core.village.VillageRegistry.UnknownEntityException;
import org.gengfu.core.village.Webhook;
import org.gengfu.core.village.Worker;
import org.gengfu.core.village.Zone;
import org.gengfu.core.village.ZoneKind;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcVillageRegistryTest {
  @TempDir Path directory;
  private DatabaseConfig config;
  private Database database;
  private VillageRegistry registry;

  @BeforeEach
  void open() {
    config = TestServer.freshDatabase(directory);
    database = start();
    registry = database.registry();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Database start() {
    Database started = new Database(config, new SimpleMeterRegistry(), InstantSource.system());
    started.start();
    return started;
  }

  @Test
  void keepsEveryKindOfEntityAsItWas() {
    List<Entity> all =
        List.of(
            worker(),
            new Grid(
                "east",
                "东片",
                List.of(
                    new Location(119.1, 29.2),
                    new Location(119.2, 29.2),
                    new Location(119.2, 29.3)),
                "li"),
            new Duty(
                "night",
                "li",
                "east",
                Set.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
                LocalTime.of(20, 0),
                LocalTime.of(6, 0)),
            camera("c1"),
            zone("z1", "c1", square()),
            sensor("gauge", "village/gauge"),
            new Webhook(
                "office", "治保办", "http://127.0.0.1:9/x", new Secret("0123456789abcdef"), true));
    for (Entity entity : all) {
      assertThat(registry.create(entity, "admin")).isEqualTo(new Versioned(entity, 1));
    }
    database.close();
    database = start();
    for (Entity entity : all) {
      assertThat(database.registry().current().find(Kind.of(entity), entity.id()))
          .contains(new Versioned(entity, 1));
    }
  }

  @Test
  void neverWritesASecretInPlainText() {
    registry.create(worker(), "admin");
    registry.create(new Grid("east", "东片", List.of(), "li"), "admin");
    registry.create(camera("c1"), "admin");
    List<String> stored = rows("select body::text from config_item");
    List<String> audited = rows("select coalesce(after::text, '') from audit");
    assertThat(stored).hasSize(3).noneMatch(body -> body.contains("p4ssword"));
    assertThat(audited).hasSize(3).noneMatch(body -> body.contains("p4ssword"));
    assertThat(audited).anyMatch(body -> body.contains("(secret)"));
    assertThat(rows("select actor || ' ' || action || ' ' || kind || '/' || subject from audit"))
        .contains("admin created cameras/c1");
  }

  @Test
  void namesEverythingThatIsWrongAtOnce() {
    Camera wrong =
        new Camera(
            "Bad Id",
            " ",
            "ftp://admin:secret@host/x",
            null,
            new Secret("x"),
            "nowhere",
            new Location(181, -91),
            true);
    InvalidConfigException refused =
        catchThrowableOfType(InvalidConfigException.class, () -> registry.create(wrong, "admin"));
    assertThat(refused.problems())
        .extracting(Problem::pointer)
        .containsExactly(
            "/id",
            "/name",
            "/url",
            "/url",
            "/password",
            "/location/longitude",
            "/location/latitude",
            "/gridId");
    assertThat(refused.getMessage()).doesNotContain("secret@");
    assertThat(registry.current().cameras()).isEmpty();
    assertThat(rows("select subject from audit")).isEmpty();
  }

  @Test
  void keepingRecordingsForLessThanTheLawAsksNeedsAWordAndIsLogged() {
    assertThat(pointers(recorded(29, false))).containsExactly("/recording/fewerDaysConfirmed");
    assertThat(pointers(recorded(0, false))).isEmpty();
    assertThat(registry.current().cameras().get(0).recording().days()).isEqualTo(30);

    registry.update(recorded(7, true), 1, "admin");

    assertThat(registry.current().cameras().get(0).recording().days()).isEqualTo(7);
    assertThat(
            rows(
                "select actor || ' ' || (before #>> '{recording,days}') || ' '"
                    + " || (after #>> '{recording,days}') || ' '"
                    + " || (after #>> '{recording,fewerDaysConfirmed}')"
                    + " from audit where action = 'changed'"))
        .containsExactly("admin 30 7 true");
  }

  private static Camera recorded(int days, boolean confirmed) {
    return new Camera(
        "c1",
        "村口",
        "rtsp://h/a",
        null,
        null,
        null,
        Transport.TCP,
        false,
        new RecordingPlan(RecordingPlan.Mode.CONTINUOUS, days, confirmed, List.of()),
        null,
        null,
        true);
  }

  @Test
  void takesAFingerprintAsItIsShownAndRefusesWhatIsNone() {
    String digits = "0123456789abcdef".repeat(4);
    String shown = digits.toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");
    registry.create(secured("c1", "rtsps://h/a", Transport.TCP, shown), "admin");
    assertThat(registry.current().cameras().get(0).certificateSha256()).isEqualTo(digits);

    for (String wrong : List.of(digits + "0", digits.substring(1), "g".repeat(64), "")) {
      assertThat(pointers(secured("c2", "rtsps://h/a", Transport.TCP, wrong)))
          .containsExactly("/certificateSha256");
    }
  }

  @Test
  void refusesEncryptionThatWouldLeaveThePicturesInClear() {
    assertThat(pointers(secured("c1", "rtsps://h/a", Transport.UDP, null)))
        .containsExactly("/transport");
    assertThat(pointers(secured("c1", "rtsp://h/a", Transport.UDP, null))).isEmpty();
  }

  @Test
  void keepsMasksAndRefusesThoseThatEncloseNothing() {
    Polygon roof = polygon(0.1, 0.1, 0.5, 0.1, 0.3, 0.4);
    registry.create(masked("c1", List.of(roof), true), "admin");
    Camera kept = registry.current().cameras().get(0);
    assertThat(kept.masks()).containsExactly(roof);
    assertThat(kept.sharpPeople()).isTrue();

    Polygon line = polygon(0.1, 0.1, 0.5, 0.1, 0.3, 0.1);
    Polygon crossed = polygon(0.1, 0.1, 0.5, 0.5, 0.5, 0.1, 0.1, 0.45);
    assertThat(pointers(masked("c2", List.of(roof, line, crossed), false)))
        .containsExactly("/masks/1", "/masks/2");
    List<Polygon> many = Collections.nCopies(Camera.MOST_MASKS + 1, roof);
    assertThat(pointers(masked("c2", many, false))).containsExactly("/masks");
    assertThat(pointers(masked("c2", many.subList(1, many.size()), false))).isEmpty();
  }

  private static Camera masked(String id, List<Polygon> masks, boolean sharpPeople) {
    return new Camera(
        id,
        id,
        "rtsp://192.0.2.1/" + id,
        null,
        null,
        null,
        Transport.TCP,
        null,
        false,
        RecordingPlan.STANDARD,
        masks,
        sharpPeople,
        null,
        null,
        true);
  }

  private List<String> pointers(Camera camera) {
    InvalidConfigException refused =
        catchThrowableOfType(InvalidConfigException.class, () -> registry.create(camera, "admin"));
    return refused == null ? List.of() : refused.problems().stream().map(Problem::pointer).toList();
  }

  private static Camera secured(
      String id, String url, Transport transport, @Nullable String certificate) {
    return new Camera(
        id,
        id,
        url,
        null,
        null,
        null,
        transport,
        certificate,
        false,
        RecordingPlan.STANDARD,
        null,
        null,
        true);
  }

  @Test
  void refusesPolygonsThatCrossThemselvesOrEncloseNothing() {
    registry.create(worker(), "admin");
    registry.create(new Grid("east", "东片", List.of(), null), "admin");
    registry.create(camera("c1"), "admin");
    Polygon bowTie = polygon(0, 0, 1, 1, 1, 0, 0, 1);
    Polygon line = polygon(0, 0, 0.5, 0.5, 1, 1);
    Polygon doubled = polygon(0, 0, 0, 0, 1, 0, 1, 1);
    assertThat(problems(zone("z", "c1", bowTie))).contains("must not cross itself");
    assertThat(problems(zone("z", "c1", line))).contains("must enclose an area");
    assertThat(problems(zone("z", "c1", doubled))).contains("/polygon/1 is the same corner");
    registry.create(zone("z", "c1", square()), "admin");
  }

  @Test
  void saysWhatWouldBeWrongAndSavesNothing() {
    registry.create(worker(), "admin");
    registry.create(new Grid("east", "东片", List.of(), null), "admin");
    registry.create(camera("c1"), "admin");
    Village before = registry.current();
    assertThat(registry.check(zone("z", "c1", square()))).isEmpty();
    assertThat(registry.check(zone("z", "nobody", polygon(0, 0, 1, 1, 1, 0, 0, 1))))
        .extracting(problem -> problem.pointer())
        .contains("/polygon", "/cameraId");
    assertThat(registry.current()).isSameAs(before);
  }

  @Test
  void aZoneOfAnOlderVersionHoldsAlways() {
    registry.create(worker(), "admin");
    registry.create(new Grid("east", "东片", List.of(), null), "admin");
    registry.create(camera("c1"), "admin");
    registry.create(zone("z1", "c1", square()), "admin");
    rows(
        "update config_item set body = body - 'hours' - 'subject' - 'graceSeconds'"
            + " - 'fireLane' - 'queueTolerated' where id = 'z1' returning id");
    database.close();
    database = start();
    assertThat(database.registry().current().zone("z1")).contains(zone("z1", "c1", square()));
  }

  @Test
  void checksSensorsTopicsAndThresholds() {
    registry.create(sensor("gauge", "village/gauge"), "admin");
    assertThat(problems(sensor("second", "village/gauge")))
        .contains("/topic is the topic of sensors/gauge already");
    assertThat(problems(sensor("second", "village/+/x"))).contains("/topic must be one topic");
    Sensor wrong =
        new Sensor(
            "third",
            "n",
            SensorKind.OTHER,
            "t",
            List.of(new Metric("level", "level", "~2", "m", 0)),
            List.of(
                rule("level", Sensor.Direction.ABOVE, 1.0, 1.5),
                rule("level", Sensor.Direction.BELOW, 1.0, 0.5),
                rule("other", Sensor.Direction.ABOVE, Double.NaN, 0)),
            0,
            null,
            null,
            true);
    assertThat(problems(wrong))
        .contains(
            "/silentAfterSeconds must be 1",
            "/metrics/0/valuePointer must be a JSON Pointer",
            "/metrics/0/timePointer must be a JSON Pointer",
            "/metrics/0/scale",
            "/rules/0/clear must be at most the threshold 1.0",
            "/rules/1/clear must be at least the threshold 1.0",
            "/rules/2/metric must be the name of one of this sensor's metrics: level",
            "/rules/2/threshold must be a finite number");
  }

  @Test
  void refusesToDeleteWhatIsReferredTo() {
    registry.create(worker(), "admin");
    registry.create(new Grid("east", "东片", List.of(), "li"), "admin");
    registry.create(camera("c1"), "admin");
    assertThatThrownBy(() -> registry.delete(Kind.GRID, "east", 1, "admin"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("cameras/c1 refers to it");
    assertThatThrownBy(() -> registry.delete(Kind.WORKER, "li", 1, "admin"))
        .hasMessageContaining("grids/east refers to it");
    registry.delete(Kind.CAMERA, "c1", 1, "admin");
    registry.delete(Kind.GRID, "east", 1, "admin");
    database.accounts().create(new Account("li", Role.WORKER, "li"), "hash", "admin");
    assertThatThrownBy(() -> registry.delete(Kind.WORKER, "li", 1, "admin"))
        .hasMessageContaining("the login li belongs to it");
    database.accounts().delete("li", "admin");
    registry.delete(Kind.WORKER, "li", 1, "admin");
    assertThat(registry.current().find(Kind.WORKER, "li")).isEmpty();
    assertThatThrownBy(() -> registry.delete(Kind.WORKER, "li", 1, "admin"))
        .isInstanceOf(UnknownEntityException.class);
  }

  @Test
  void letsOneOfTwoEditorsWin() throws Exception {
    registry.create(worker(), "admin");
    ExecutorService editors = Executors.newFixedThreadPool(4);
    List<Future<Boolean>> results = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Worker changed = new Worker("li", "李" + i, null, "en");
      results.add(
          editors.submit(
              () -> {
                try {
                  registry.update(changed, 1, "admin");
                  return true;
                } catch (StaleVersionException e) {
                  return false;
                }
              }));
    }
    int won = 0;
    for (Future<Boolean> result : results) {
      won += result.get() ? 1 : 0;
    }
    editors.shutdown();
    assertThat(won).isEqualTo(1);
    assertThat(registry.current().find(Kind.WORKER, "li").orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void tellsItsListenersOfEveryChangeInOrderWithBeforeAndAfter() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    LinkedBlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
    registry.onChange(
        (before, after) -> {
          throw new IllegalStateException("a listener of bad manners");
        });
    registry.onChange(
        (before, after) -> {
          heard.add(before.all(Kind.WORKER).count() + ">" + after.all(Kind.WORKER).count());
          threads.add(Thread.currentThread());
        });
    for (int i = 0; i < 5; i++) {
      registry.create(new Worker("w" + i, "名" + i, null, "en"), "admin");
    }
    for (int i = 0; i < 5; i++) {
      assertThat(threads.poll(10, TimeUnit.SECONDS))
          .isNotNull()
          .extracting(Thread::getName)
          .isEqualTo("configuration");
    }
    assertThat(heard).containsExactly("0>1", "1>2", "2>3", "3>4", "4>5");
  }

  @Test
  void seesWhatAnotherHubOnTheSameDatabaseHasWritten() {
    try (Database other = start()) {
      other.registry().create(worker(), "admin");
      assertThatThrownBy(() -> registry.create(worker(), "admin"))
          .isInstanceOf(InvalidConfigException.class)
          .hasMessageContaining("is taken already");
    }
  }

  @Test
  void seesWhatWasChangedByHand() {
    registry.create(worker(), "admin");
    rows("delete from config_item where id = 'li' returning id");
    assertThat(registry.create(worker(), "admin").version()).isEqualTo(1);
  }

  @Test
  void readsNothingAgainThatNobodyElseHasChanged() {
    registry.create(worker(), "admin");
    registry.create(new Grid("east", "东片", List.of(), "li"), "admin");
    registry.create(camera("c1"), "admin");
    Map<String, Versioned> cameras = registry.current().entities().get(Kind.CAMERA);
    registry.create(new Worker("wang", "王五", null, "en"), "admin");
    registry.update(new Worker("wang", "王五", null, "zh-CN"), 1, "admin");
    registry.delete(Kind.WORKER, "wang", 2, "admin");
    assertThat(registry.current().entities().get(Kind.CAMERA)).isSameAs(cameras);

    rows("update config_item set version = 7 where id = 'c1' returning id");
    registry.create(new Worker("wang", "王五", null, "en"), "admin");
    assertThat(registry.current().find(Kind.CAMERA, "c1").orElseThrow().version()).isEqualTo(7);
  }

  @Test
  void aChangeThatIsRefusedLeavesEverythingAsItWas() {
    registry.create(worker(), "admin");
    Village before = registry.current();
    assertThatThrownBy(() -> registry.create(worker(), "admin"))
        .isInstanceOf(InvalidConfigException.class);
    assertThat(registry.current()).isSameAs(before);
  }

  private String problems(Entity entity) {
    InvalidConfigException refused =
        catchThrowableOfType(InvalidConfigException.class, () -> registry.create(entity, "admin"));
    StringBuilder text = new StringBuilder();
    refused
        .problems()
        .forEach(
            problem ->
                text.append(problem.pointer()).append(' ').append(problem.message()).append('\n'));
    return text.toString();
  }

  private List<String> rows(String query) {
    DatabaseConfig.External server = (DatabaseConfig.External) config.server();
    return Jdbi.create(server.jdbcUrl(), server.user(), server.password().reveal())
        .withHandle(handle -> handle.createQuery(query).mapTo(String.class).list());
  }

  private static Worker worker() {
    return new Worker("li", "李四", "138 0000 0000", "zh-CN");
  }

  private static Camera camera(String id) {
    return new Camera(
        id,
        "老樟树路口",
        "rtsp://192.0.2.1:554/ch1?sub=1",
        "admin",
        new Secret("p4ssword"),
        "east",
        new Location(119.1, 29.2),
        true);
  }

  private static Zone zone(String id, String camera, Polygon polygon) {
    return new Zone(id, camera, "门前", ZoneKind.NO_DUMPING, polygon, 60, Severity.HIGH, true);
  }

  private static Sensor sensor(String id, String topic) {
    return new Sensor(
        id,
        "水位",
        SensorKind.WATER_LEVEL,
        topic,
        List.of(new Metric("level", "/data/level", "/time", "m", 0.01)),
        List.of(rule("level", Sensor.Direction.ABOVE, 1.5, 1.2)),
        600,
        null,
        null,
        true);
  }

  private static Sensor.ThresholdRule rule(
      String metric, Sensor.Direction direction, double threshold, double clear) {
    return new Sensor.ThresholdRule(metric, direction, threshold, clear, 0, Severity.HIGH);
  }

  private static Polygon square() {
    return polygon(0.1, 0.1, 0.9, 0.1, 0.9, 0.9, 0.1, 0.9);
  }

  private static Polygon polygon(double... xy) {
    List<Point> corners = new ArrayList<>();
    for (int i = 0; i < xy.length; i += 2) {
      corners.add(new Point(xy[i], xy[i + 1]));
    }
    return new Polygon(corners);
  }
}
