package org.gengfu.dashboard.fake;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.gengfu.core.accounts.Account;
import org.gengfu.core.accounts.Role;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.geometry.Point;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.life.Blocking;
import org.gengfu.core.village.Availability;
import org.gengfu.core.village.Broker;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Duty;
import org.gengfu.core.village.Grid;
import org.gengfu.core.village.JointRule;
import org.gengfu.core.village.Location;
import org.gengfu.core.village.Metric;
import org.gengfu.core.village.Secret;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.SensorKind;
import org.gengfu.core.village.SensorType;
import org.gengfu.core.village.Webhook;
import org.gengfu.core.village.Worker;
import org.gengfu.core.village.Zone;
import org.gengfu.core.village.ZoneKind;
import org.gengfu.core.village.ZoneSubject;
import org.gengfu.dashboard.Dashboard;
import org.gengfu.dashboard.DashboardConfig;
import org.gengfu.dashboard.DashboardPorts;
import org.gengfu.dashboard.login.Passwords;
import org.gengfu.dashboard.push.WorkerPageHub;
import org.gengfu.dashboard.resources.SystemInfo;

/**
 * A dashboard on a free port over fakes, with a small village: grid east, workers wang and li,
 * cameras gate and yard, sensor pond. Accounts are named by their role (worker is wang's), and a
 * password is the name and "-password".
 */
public final class TestHub implements AutoCloseable {
  private static final int CHEAPEST = 4;

  public final Vertx vertx = Vertx.vertx();
  public final VirtualClock clock = new VirtualClock();
  public final FakeVillageRegistry registry = new FakeVillageRegistry();
  public final FakeAccountStore accounts = new FakeAccountStore();
  public final DomainEvents events = new DomainEvents();
  public final FakeCaseDesk desk = new FakeCaseDesk(events);
  public final FakeVideo video = new FakeVideo();
  public final FakeRecordings recordings = new FakeRecordings();
  public final FakeStorage storage = new FakeStorage(clock);
  public final FakeAuditLog audit = new FakeAuditLog();
  public final FakeDoctor doctor = new FakeDoctor();
  public final FakeSensing sensing = new FakeSensing();
  public final FakeReplays replays = new FakeReplays(clock);
  public final WorkerPageHub workerPages = new WorkerPageHub(vertx);
  public final Dashboard dashboard;
  public final ApiClient client;
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  public TestHub() {
    this(false);
  }

  public TestHub(boolean secure) {
    village();
    Passwords passwords = new Passwords(CHEAPEST);
    for (Role role : Role.values()) {
      String name = role.name().toLowerCase(java.util.Locale.ROOT);
      accounts.create(
          new Account(name, role, role == Role.WORKER ? "wang" : null),
          passwords.hash(name + "-password"),
          "test");
    }
    dashboard =
        new Dashboard(
            vertx,
            blocking(vertx),
            new DashboardPorts(
                registry,
                accounts,
                new FakeMapStore(),
                desk,
                video,
                video,
                recordings,
                storage,
                storage,
                audit,
                video,
                new FakeAnalysis(),
                doctor,
                sensing,
                sensing,
                replays,
                events,
                workerPages),
            new SystemInfo("0.1-test", "embedded", false),
            clock,
            new DashboardConfig(
                "127.0.0.1",
                0,
                ZoneId.of("Asia/Shanghai"),
                Duration.ofHours(12),
                secure,
                secure,
                CHEAPEST));
    dashboard.start();
    client = new ApiClient(dashboard.port());
  }

  /** Blocking calls on Vert.x's own workers. */
  public static Blocking blocking(Vertx vertx) {
    return new Blocking() {
      @Override
      public <T> Future<T> run(Callable<T> call) {
        return vertx.executeBlocking(call, false);
      }
    };
  }

  /** A token of the account with this name. */
  public String token(String name) {
    return tokens.computeIfAbsent(
        name,
        n ->
            client
                .post(
                    "/session",
                    null,
                    "{\"name\":\"" + n + "\",\"password\":\"" + n + "-password\"}")
                .json()
                .path("token")
                .asText());
  }

  private void village() {
    registry.create(new Worker("wang", "王建国", "138 0000 0001", "zh-CN"), "test");
    registry.create(new Worker("li", "李梅", null, "zh-CN"), "test");
    registry.create(new Grid("east", "东片", List.of(), "wang"), "test");
    registry.create(
        new Duty(
            "days",
            "wang",
            "east",
            Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY),
            LocalTime.of(8, 0),
            LocalTime.of(20, 30)),
        "test");
    registry.create(
        new Camera(
            "gate",
            "村口",
            "rtsp://10.0.0.5/1",
            "viewer",
            new Secret("camera secret"),
            "east",
            new Location(120.5, 30.25),
            true),
        "test");
    registry.create(
        new Camera("yard", "晒谷场", "rtsp://10.0.0.6/1", null, null, null, null, true), "test");
    registry.create(
        new Zone(
            "gate-front",
            "gate",
            "门前",
            ZoneKind.NO_PARKING,
            new Polygon(List.of(new Point(0, 0), new Point(1, 0), new Point(0.5, 1))),
            180,
            Severity.MEDIUM,
            true),
        "test");
    registry.create(
        new Broker(
            "default",
            "村委会",
            "ssl://10.0.0.7:8883",
            Broker.Protocol.MQTT_3_1_1,
            "hub",
            "gengfu",
            new Secret("broker secret"),
            "hubs",
            null,
            "ab".repeat(32),
            true),
        "test");
    registry.create(
        new SensorType(
            "well",
            "窨井水位计",
            "wells/{device}/up",
            List.of(
                new Metric(
                    "level", "/d/level", "/ts", "m", 0.001, -1, 0.0, 9.5, "/d/ok", List.of("1"))),
            List.of(),
            600,
            new Availability("wells/{device}/state", "/s", "up", "down")),
        "test");
    registry.create(
        new Sensor(
            "well-1",
            "一号井",
            SensorKind.WATER_LEVEL,
            null,
            List.of(),
            List.of(),
            0,
            "east",
            null,
            true,
            "well",
            "DL-0012AB",
            "default",
            null),
        "test");
    registry.create(
        new Sensor(
            "pond",
            "池塘",
            SensorKind.WATER_LEVEL,
            "village/pond",
            List.of(new Metric("level", "/level", null, "m", 1)),
            List.of(
                new Sensor.ThresholdRule(
                    "level", Sensor.Direction.ABOVE, 2, 1.5, 0, Severity.HIGH)),
            900,
            "east",
            null,
            true),
        "test");
    registry.create(
        new JointRule(
            "pond-gate",
            "水位高且门前有人",
            "gate-front",
            ZoneSubject.PERSON,
            "pond",
            "level",
            Sensor.Direction.ABOVE,
            1.8,
            60,
            Severity.HIGH,
            true),
        "test");
    registry.create(
        new Webhook("city", "市平台", "https://city.example/in", new Secret("s".repeat(20)), true),
        "test");
  }

  @Override
  public void close() {
    dashboard.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
