package org.gengfu.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gengfu.core.life.Component;
import org.gengfu.core.village.Entity;
import org.gengfu.core.village.Zone;
import org.gengfu.simulator.broker.BrokerConfig;
import org.gengfu.simulator.broker.EmbeddedBroker;
import org.gengfu.simulator.clip.Clip;
import org.gengfu.simulator.clip.EncodedScene;
import org.gengfu.simulator.clip.LoopedScene;
import org.gengfu.simulator.clip.ScriptedScene;
import org.gengfu.simulator.encode.ClipStudio;
import org.gengfu.simulator.rtsp.SimulatedCamera;
import org.gengfu.simulator.rtsp.SimulatedCameraServer;
import org.gengfu.simulator.scene.Scenery;
import org.gengfu.simulator.sensors.FieldAccess;
import org.gengfu.simulator.sensors.SensorPark;
import org.gengfu.simulator.sensors.SimulatedSensors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rongshu Village 榕树村, which does not exist: 84 cameras over RTSP, 24 sensors over MQTT and their
 * broker, and the configuration that a hub needs to watch it. A car is parked before the ancestral
 * hall (cam-01) and rubbish is dumped in the back lane (cam-02) about half a minute after somebody
 * begins to watch, somebody walks about on the bank of the deep water (cam-14, and cam-06 which
 * looks at the same bank), the water rises under the bridge about a minute after the start; the
 * cameras' cases come again every ten minutes.
 */
public final class SimulatedVillage implements Component {
  /** What {@link #trigger} can let happen. */
  public static final String PARKING = "parking";

  public static final String DUMPING = "dumping";

  /** Somebody on the bank of the deep water. */
  public static final String WALKING = "walking";

  private static final Logger log = LoggerFactory.getLogger(SimulatedVillage.class);
  private static final int GOPS_PER_MINUTE = 30;
  private static final ScriptedScene.Timing PARKED_FOUR_MINUTES =
      new ScriptedScene.Timing(12, 10 * GOPS_PER_MINUTE, 4 * GOPS_PER_MINUTE);
  private static final ScriptedScene.Timing DUMPED_THREE_MINUTES =
      new ScriptedScene.Timing(12, 10 * GOPS_PER_MINUTE, 3 * GOPS_PER_MINUTE);
  private static final ScriptedScene.Timing WALKS_A_MINUTE =
      new ScriptedScene.Timing(12, 10 * GOPS_PER_MINUTE, GOPS_PER_MINUTE);
  private static final int STUDIO_THREADS = 2;

  private final Path directory;
  private final List<VillageCamera> cameras = readCameras();
  private final SensorPark park = new SensorPark(VillagePeople.GRID_IDS, VillagePeople.CENTRE);
  private final SimulatedCameraServer server;
  private final EmbeddedBroker broker;
  private final Map<String, List<ScriptedScene>> stories = new HashMap<>();
  private @Nullable SimulatedSensors sensors;

  /**
   * @param directory where clips and the broker's sessions are kept between starts
   * @param rtspPort of the cameras; 0 for a free one
   * @param mqttPort of the broker; 0 for a free one
   */
  public SimulatedVillage(Path directory, int rtspPort, int mqttPort) {
    this.directory = directory;
    this.server = new SimulatedCameraServer(rtspPort);
    this.broker =
        new EmbeddedBroker(new BrokerConfig(directory.resolve("broker"), mqttPort, null, null));
  }

  /**
   * Starts cameras, broker and sensors. The first start in a directory films the village, which
   * takes some twenty seconds on two cores; later ones read it from disk.
   */
  @Override
  public void start() {
    try {
      addCameras();
      server.start();
      broker.start();
      FieldAccess access = new FieldAccess(broker.uri(), null, null);
      SimulatedSensors reporting = new SimulatedSensors(park, access, InstantSource.system());
      sensors = reporting;
      park.demoEpisodes().forEach(reporting::script);
      reporting.start();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    log.info("Rongshu Village: {} cameras on port {}", cameras.size(), rtspPort());
  }

  private void addCameras() {
    ClipStudio studio = new ClipStudio(directory.resolve("simulator-cache"), STUDIO_THREADS);
    Map<Scenery, Map<String, Clip>> clips = studio.shoot(EnumSet.allOf(Scenery.class));
    Map<Scenery, Integer> shown = new EnumMap<>(Scenery.class);
    for (int i = 0; i < cameras.size(); i++) {
      VillageCamera camera = cameras.get(i);
      Map<String, Clip> films = Objects.requireNonNull(clips.get(camera.scenery()));
      int turn = shown.merge(camera.scenery(), 1, Integer::sum) - 1;
      EncodedScene scene = scene(camera.scenery(), films, turn);
      SimulatedCamera added = server.add(camera.id(), scene).credentials(camera.credentials());
      added.phaseTicks(scene.gopTicks() * i / cameras.size());
    }
  }

  private EncodedScene scene(Scenery scenery, Map<String, Clip> films, int turn) {
    if (!scenery.scripted()) {
      Clip loop = Objects.requireNonNull(films.get(Scenery.LOOP));
      return new LoopedScene(loop, turn * 3 % loop.gops().size());
    }
    Plot plot = Plot.of(scenery);
    ScriptedScene story =
        new ScriptedScene(
            Objects.requireNonNull(films.get("idle")),
            Objects.requireNonNull(films.get("arrival")),
            Objects.requireNonNull(films.get("after")),
            Objects.requireNonNull(films.get("departure")),
            plot.timing());
    stories.computeIfAbsent(plot.name(), name -> new ArrayList<>()).add(story);
    return story;
  }

  /** What happens in a scenery, and when. */
  private record Plot(String name, ScriptedScene.Timing timing) {
    static Plot of(Scenery scenery) {
      return switch (scenery) {
        case HALL_SQUARE -> new Plot(PARKING, PARKED_FOUR_MINUTES);
        case BACK_LANE -> new Plot(DUMPING, DUMPED_THREE_MINUTES);
        case RIVER_BANK -> new Plot(WALKING, WALKS_A_MINUTE);
        default -> throw new IllegalArgumentException("nothing happens at " + scenery);
      };
    }
  }

  /**
   * Lets it happen now, as soon as the present loop is over.
   *
   * @param what {@link #PARKING}, {@link #DUMPING} or {@link #WALKING}
   * @return false while it is happening already
   */
  public boolean trigger(String what) {
    List<ScriptedScene> told = stories.get(what);
    if (told == null) {
      throw new IllegalArgumentException("nothing to trigger by the name of " + what);
    }
    boolean any = false;
    for (ScriptedScene story : told) {
      any |= story.trigger();
    }
    return any;
  }

  /**
   * Everything that a hub's configuration holds of this village, in an order in which each entity
   * refers to earlier ones only.
   *
   * @param rtspPort port to put into the cameras' addresses
   */
  public List<Entity> configuration(int rtspPort) {
    List<Entity> all = new ArrayList<>(VillagePeople.entities());
    for (VillageCamera camera : cameras) {
      all.add(camera.camera(rtspPort));
      Zone zone = camera.zone();
      if (zone != null) {
        all.add(zone);
      }
    }
    all.addAll(park.definitions());
    return all;
  }

  /** The village's map, a GeoJSON FeatureCollection. */
  public String map() {
    return resource("map.geojson");
  }

  /** The cameras' server, for tests that let a camera fail. */
  public SimulatedCameraServer cameraServer() {
    return server;
  }

  public int rtspPort() {
    return server.port();
  }

  public int mqttPort() {
    return URI.create(broker.uri()).getPort();
  }

  @Override
  public void close() {
    SimulatedSensors reporting = sensors;
    sensors = null;
    if (reporting != null) {
      reporting.close();
    }
    server.close();
    broker.close();
  }

  private static List<VillageCamera> readCameras() {
    return resource("cameras.csv")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(VillageCamera::parse)
        .toList();
  }

  private static String resource(String name) {
    try (InputStream in = SimulatedVillage.class.getResourceAsStream("/village/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
