package org.gengfu.simulator.sensors;

import static org.gengfu.core.village.Sensor.Direction.ABOVE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.village.Location;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Sensor.ThresholdRule;
import org.gengfu.core.village.SensorKind;

/** The 24 sensors of the simulated village, and what is to happen to them in the demo. */
public final class SensorPark {
  /** The one that the demo lets rise past its threshold. */
  public static final String DEMO_SENSOR = "water-bridge";

  private static final double WATER_THRESHOLD_METRES = 2.0;
  private static final int GRIDS = 4;

  /** East, south, west, north: degrees from the centre to the middle of the grid. */
  private static final double[][] GRID_OFFSETS = {
    {0.0042, 0.0004}, {0.0003, -0.0036}, {-0.0040, -0.0003}, {-0.0004, 0.0037}
  };

  private final List<String> gridIds;
  private final Location centre;
  private final List<SimulatedSensor> sensors = new ArrayList<>();

  /**
   * @param gridIds ids of the four grids: east, south, west, north
   * @param centre middle of the village
   */
  public SensorPark(List<String> gridIds, Location centre) {
    if (gridIds.size() != GRIDS) {
      throw new IllegalArgumentException("the village has four grids, not " + gridIds.size());
    }
    this.gridIds = List.copyOf(gridIds);
    this.centre = centre;
    addWater();
    addSmoke();
    addBins();
    addDoorsAndButtons();
    addBays();
  }

  /** What the hub is to be told of them. */
  public List<Sensor> definitions() {
    return sensors.stream().map(SimulatedSensor::sensor).toList();
  }

  /**
   * The demo's event: the water under the bridge passes its threshold 60 to 90 seconds after the
   * start, stays high for two minutes and falls back.
   */
  public List<Episode> demoEpisodes() {
    return List.of(
        new Episode(
            DEMO_SENSOR,
            Duration.ofSeconds(55),
            Duration.ofSeconds(25),
            Duration.ofSeconds(120),
            Duration.ofSeconds(40),
            WATER_THRESHOLD_METRES + 0.6));
  }

  List<SimulatedSensor> sensors() {
    return List.copyOf(sensors);
  }

  private void addWater() {
    ThresholdRule flood =
        new ThresholdRule("level", ABOVE, WATER_THRESHOLD_METRES, 1.7, 5, Severity.HIGH);
    Kind nested = new Kind(SensorKind.WATER_LEVEL, PayloadShape.WATER_NESTED, 5, flood);
    Kind parameters = new Kind(SensorKind.WATER_LEVEL, PayloadShape.WATER_PARAMETERS, 5, flood);
    add(nested, DEMO_SENSOR, "石桥水位计", 0, wave(0.9, 0.15, 16, 0.02));
    add(nested, "water-drying-yard", "晒谷场排水沟水位计", 1, wave(0.5, 0.1, 15, 0.02));
    add(nested, "water-market", "集市下穿道水位计", 1, wave(0.2, 0.05, 17, 0.01));
    add(parameters, "water-pond", "风水塘水位计", 2, wave(1.2, 0.1, 18, 0.02));
    add(parameters, "water-sluice", "北闸水位计", 3, wave(1.1, 0.2, 14, 0.03));
    add(parameters, "water-school", "小学门口涵洞水位计", 3, wave(0.3, 0.05, 16, 0.01));
  }

  private void addSmoke() {
    Kind kind =
        new Kind(
            SensorKind.SMOKE,
            PayloadShape.SMOKE,
            10,
            new ThresholdRule("density", ABOVE, 15, 8, 10, Severity.CRITICAL));
    add(kind, "smoke-hall", "祠堂烟感", 0, wave(1.2, 0.6, 18, 0.4));
    add(kind, "smoke-market", "集市烟感", 1, wave(2.2, 1.0, 11, 0.6));
    add(kind, "smoke-warehouse", "供销社仓库烟感", 2, wave(0.8, 0.2, 13, 0.3));
    add(kind, "smoke-old-house", "老屋群烟感", 2, wave(1.5, 0.8, 18, 0.5));
    add(kind, "smoke-centre", "党群服务中心烟感", 3, wave(0.6, 0.2, 12, 0.2));
  }

  private void addBins() {
    Kind kind =
        new Kind(
            SensorKind.BIN,
            PayloadShape.BIN,
            20,
            new ThresholdRule("fill", ABOVE, 90, 30, 60, Severity.LOW));
    add(kind, "bin-banyan", "大榕树垃圾桶", 0, wave(45, 28, 20, 2));
    add(kind, "bin-bus-stop", "公交站垃圾桶", 0, wave(40, 25, 19, 2));
    add(kind, "bin-market", "集市垃圾桶", 1, wave(52, 30, 13, 2));
    add(kind, "bin-square", "文化广场垃圾桶", 2, wave(38, 24, 21, 2));
    add(kind, "bin-school", "小学垃圾桶", 3, wave(35, 20, 17, 2));
  }

  private void addDoorsAndButtons() {
    Kind door =
        new Kind(
            SensorKind.DOOR,
            PayloadShape.DOOR,
            15,
            new ThresholdRule("open", ABOVE, 1, 0, 120, Severity.MEDIUM));
    add(door, "door-pump-house", "泵房门磁", 0, Quiet.ALWAYS);
    add(door, "door-warehouse", "供销社仓库门磁", 2, Quiet.ALWAYS);
    add(door, "door-power-room", "配电房门磁", 3, Quiet.ALWAYS);
    Kind button =
        new Kind(
            SensorKind.SOS,
            PayloadShape.SOS,
            20,
            new ThresholdRule("pressed", ABOVE, 1, 0, 0, Severity.CRITICAL));
    add(button, "sos-elders", "颐养院一键求助", 1, Quiet.ALWAYS);
    add(button, "sos-square", "文化广场一键求助", 2, Quiet.ALWAYS);
  }

  private void addBays() {
    Kind kind = new Kind(SensorKind.PARKING_BAY, PayloadShape.PARKING_BAY, 20);
    add(kind, "bay-square-1", "文化广场1号车位", 2, wave(0.5, 0.35, 20, 0.1));
    add(kind, "bay-square-2", "文化广场2号车位", 2, wave(0.45, 0.4, 19, 0.1));
    add(kind, "bay-clinic", "卫生站车位", 3, wave(0.5, 0.4, 10, 0.1));
  }

  /** What sensors of one make share. */
  private record Kind(
      SensorKind kind, PayloadShape shape, int everySeconds, ThresholdRule... rules) {}

  /** The wave of a sensor at which nothing happens by itself. */
  private static final class Quiet {
    static final Wave ALWAYS = new Wave(0, 0, 0, 0, 0);
  }

  private Wave wave(double mean, double swing, double peakHour, double noise) {
    return new Wave(mean, swing, peakHour, noise, sensors.size());
  }

  private void add(Kind kind, String id, String name, int grid, Wave wave) {
    String kindName = kind.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    Sensor sensor =
        new Sensor(
            id,
            name,
            kind.kind(),
            "village/" + kindName + "/" + id + "/up",
            kind.shape().metrics(),
            List.of(kind.rules()),
            Math.max(60, 6 * kind.everySeconds()),
            gridIds.get(grid),
            place(grid, sensors.size()),
            true);
    sensors.add(
        new SimulatedSensor(sensor, kind.shape(), wave, Duration.ofSeconds(kind.everySeconds())));
  }

  /** Around the middle of the grid, by the golden angle: spread, and never two at one place. */
  private Location place(int grid, int number) {
    double angle = number * 2.399963;
    double radius = 0.0006 + 0.0014 * (number % 7) / 7;
    return new Location(
        round(centre.longitude() + GRID_OFFSETS[grid][0] + radius * Math.cos(angle)),
        round(centre.latitude() + GRID_OFFSETS[grid][1] + radius * Math.sin(angle)));
  }

  private static double round(double degrees) {
    return Math.round(degrees * 1e6) / 1e6;
  }
}
