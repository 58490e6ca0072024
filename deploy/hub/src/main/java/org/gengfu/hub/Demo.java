package org.gengfu.hub;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.gengfu.core.accounts.Account;
import org.gengfu.core.accounts.AccountStore;
import org.gengfu.core.accounts.Role;
import org.gengfu.core.life.Component;
import org.gengfu.core.storage.Database;
import org.gengfu.core.village.Broker;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Entity;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.core.village.Worker;
import org.gengfu.dashboard.login.Passwords;
import org.gengfu.hub.config.HubConfig;
import org.gengfu.hub.config.HubConfig.Address;
import org.gengfu.hub.config.HubConfig.RecordingDirectory;
import org.gengfu.ingest.av.Transcoders;
import org.gengfu.ingest.rtsp.RtspLimits;
import org.gengfu.simulator.SimulatedVillage;
import org.jspecify.annotations.Nullable;

/**
 * A whole village on one machine: simulated cameras and sensors, and the very hub that {@code
 * gengfu run} runs.
 */
public final class Demo implements Component {
  /** Password of every demo account. The demo listens on the loopback address alone. */
  public static final String PASSWORD = "gengfu-demo";

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String ACTOR = "demo";
  private static final int PASSWORD_COST = 6;

  /** A laptop is not to be filled: some hours of the simulated cameras. */
  private static final long RECORDED_BYTES = 2_000_000_000L;

  private final Path dataDir;
  private final Address http;
  private final Address management;
  private final InstantSource clock;
  private final SimulatedVillage village;
  private final Lifecycle lifecycle = new Lifecycle();
  private @Nullable Hub hub;

  /**
   * @param dataDir where simulator and hub keep their data
   * @param http address of pages and API
   * @param management address of metrics and health
   * @param rtspPort port of the simulated cameras; 0 for a free one
   */
  public Demo(Path dataDir, Address http, Address management, int rtspPort, InstantSource clock) {
    this.dataDir = dataDir;
    this.http = http;
    this.management = management;
    this.clock = clock;
    this.village = new SimulatedVillage(dataDir.resolve("simulator"), rtspPort, 0);
  }

  @Override
  public void start() {
    try {
      lifecycle.start(village);
      hub = lifecycle.start(new Hub(config(village.mqttPort()), clock, this::prepare));
    } catch (RuntimeException e) {
      lifecycle.close();
      throw e;
    }
  }

  private HubConfig config(int mqttPort) {
    return new HubConfig(
        dataDir.resolve("hub"),
        ZONE,
        http,
        false,
        management,
        null,
        broker(mqttPort),
        (long) HubConfig.DEFAULT_SPOOL_MEGABYTES << 20,
        HubConfig.Analysis.STANDARD,
        Transcoders.DEFAULT_MAX,
        RtspLimits.STANDARD,
        List.of(new RecordingDirectory(dataDir.resolve("recordings"), RECORDED_BYTES, null)),
        null);
  }

  private static HubConfig.Broker broker(int mqttPort) {
    return new HubConfig.Broker(
        URI.create("tcp://127.0.0.1:" + mqttPort), "gengfu-hub", null, null);
  }

  private void prepare(Database database) {
    VillageRegistry registry = database.registry();
    List<Entity> configuration = village.configuration(village.rtspPort());
    Seed.plant(configuration, registry);
    configuration.stream()
        .filter(Camera.class::isInstance)
        .forEach(camera -> pointToThisRun((Camera) camera, registry));
    pointToThisRun(DefaultBroker.of(broker(village.mqttPort())), registry);
    if (database.map().load().isEmpty()) {
      database.map().save(village.map(), ACTOR);
    }
    if (database.accounts().list().isEmpty()) {
      createAccounts(database.accounts(), registry.current());
    }
  }

  /** The cameras' port may be another one than when the data directory was made. */
  private static void pointToThisRun(Camera camera, VillageRegistry registry) {
    Village.Versioned known = registry.current().find(Kind.CAMERA, camera.id()).orElseThrow();
    if (!((Camera) known.entity()).url().equals(camera.url())) {
      registry.update(camera, known.version(), ACTOR);
    }
  }

  private static void pointToThisRun(Broker broker, VillageRegistry registry) {
    registry
        .current()
        .find(Kind.BROKER, broker.id())
        .filter(known -> !((Broker) known.entity()).uri().equals(broker.uri()))
        .ifPresent(known -> registry.update(broker, known.version(), ACTOR));
  }

  private static void createAccounts(AccountStore accounts, Village village) {
    // A lower cost than in production: nine hashes at the start, and the password is public.
    String hash = new Passwords(PASSWORD_COST).hash(PASSWORD);
    accounts.create(new Account("admin", Role.ADMIN, null), hash, ACTOR);
    accounts.create(new Account("office", Role.OFFICE, null), hash, ACTOR);
    village
        .all(Kind.WORKER)
        .map(item -> (Worker) item.entity())
        .forEach(
            worker ->
                accounts.create(new Account(worker.id(), Role.WORKER, worker.id()), hash, ACTOR));
  }

  /** The simulated village, for tests that let something happen in it. */
  public SimulatedVillage village() {
    return village;
  }

  /** The hub that watches it. */
  public Hub hub() {
    Hub running = hub;
    if (running == null) {
      throw new IllegalStateException("the demo is not started");
    }
    return running;
  }

  /** Where to look and how to log in, for people. */
  public String welcome() {
    String base = "http://" + hub().http();
    return """

    Gengfu 更夫 watches Rongshu Village 榕树村 (simulated).

      big screen 大屏      %s/screen    office / %s
      admin 管理           %s/admin     admin / %s
      grid worker 网格员   %s/worker    one of: %s / %s
      metrics and health   http://%s/metrics, /health/ready

    Within three minutes a car is parked where it must not be, rubbish is dumped in the back lane,
    somebody walks about on the bank of the deep water, and the river rises. Stop with Ctrl-C.
    """
        .formatted(
            base,
            PASSWORD,
            base,
            PASSWORD,
            base,
            String.join(", ", workerNames()),
            PASSWORD,
            hub().management());
  }

  private List<String> workerNames() {
    return village.configuration(0).stream()
        .filter(Worker.class::isInstance)
        .map(Entity::id)
        .toList();
  }

  @Override
  public void close() {
    lifecycle.close();
  }
}
