package org.gengfu.alerts;

import java.util.Optional;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseFault;
import org.gengfu.core.cases.Observation.FaultSource;
import org.gengfu.core.cases.Observation.JointSource;
import org.gengfu.core.cases.Observation.SensorSource;
import org.gengfu.core.cases.Observation.Source;
import org.gengfu.core.cases.Observation.ZoneSource;
import org.gengfu.core.village.Broker;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Grid;
import org.gengfu.core.village.JointRule;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Metric;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Village;
import org.jspecify.annotations.Nullable;

/**
 * Where something is, by the configuration of this moment. What was deleted meanwhile goes by its
 * id.
 *
 * @param name for people: grid and camera or sensor
 * @param unit of the sensor's metric; empty where there is none
 */
record Place(
    @Nullable String cameraId,
    @Nullable String zoneId,
    @Nullable String sensorId,
    @Nullable String metric,
    @Nullable String gridId,
    String name,
    String unit) {

  static Place of(Village village, Source source) {
    if (source instanceof ZoneSource zone) {
      Optional<Camera> camera = village.camera(zone.cameraId());
      String gridId = camera.map(Camera::gridId).orElse(null);
      String name = camera.map(Camera::name).orElse(zone.cameraId());
      return new Place(
          zone.cameraId(), zone.zoneId(), null, null, gridId, named(village, gridId, name), "");
    }
    if (source instanceof JointSource joint) {
      return of(village, joint);
    }
    if (source instanceof FaultSource fault) {
      return of(village, fault);
    }
    SensorSource metric = (SensorSource) source;
    Optional<Sensor> sensor = village.sensor(metric.sensorId());
    String gridId = sensor.map(Sensor::gridId).orElse(null);
    String name = sensor.map(Sensor::name).orElse(metric.sensorId());
    return new Place(
        null,
        null,
        metric.sensorId(),
        metric.metric(),
        gridId,
        named(village, gridId, name),
        unit(sensor, metric.metric()));
  }

  private static Place of(Village village, JointSource joint) {
    Optional<Camera> camera = village.camera(joint.cameraId());
    String gridId = camera.map(Camera::gridId).orElse(null);
    String name =
        village
            .find(Kind.JOINT_RULE, joint.ruleId())
            .map(rule -> ((JointRule) rule.entity()).name())
            .orElse(joint.ruleId());
    return new Place(
        joint.cameraId(),
        joint.zoneId(),
        joint.sensorId(),
        joint.metric(),
        gridId,
        named(village, gridId, name),
        unit(village.sensor(joint.sensorId()), joint.metric()));
  }

  private static Place of(Village village, FaultSource fault) {
    if (fault.cameraIds().size() == 1) {
      String id = fault.cameraIds().get(0);
      Optional<Camera> camera = village.camera(id);
      String gridId = camera.map(Camera::gridId).orElse(null);
      String name = named(village, gridId, camera.map(Camera::name).orElse(id));
      return new Place(id, null, null, null, gridId, name, "");
    }
    String name =
        fault.fault().count() > 1 ? MemberNames.few(village, fault) : part(village, fault.fault());
    return new Place(null, null, null, null, null, name, "");
  }

  /** A part of the hub or of what it is connected to, by its name where it has one. */
  private static String part(Village village, CaseFault fault) {
    String id = fault.subject();
    return switch (fault.kind()) {
      case RECORDING_LOST ->
          village
              .camera(id)
              .map(camera -> named(village, camera.gridId(), camera.name()))
              .orElse(id);
      case UNREADABLE_MESSAGES ->
          village
              .sensor(id)
              .map(sensor -> named(village, sensor.gridId(), sensor.name()))
              .orElse(id);
      case BROKER_AWAY -> village.broker(id).map(Broker::name).orElse(id);
      default -> id;
    };
  }

  private static String named(Village village, @Nullable String gridId, String name) {
    return gridId == null ? name : village.grid(gridId).map(Grid::name).orElse(gridId) + "·" + name;
  }

  private static String unit(Optional<Sensor> sensor, String metric) {
    return sensor.stream()
        .flatMap(found -> found.metrics().stream())
        .filter(found -> found.name().equals(metric))
        .map(Metric::unit)
        .findFirst()
        .orElse("");
  }

  /** Unit of the value that opened the case; empty where it can't be told any more. */
  static String unitOf(Village village, Case theCase) {
    if (theCase.sensorId() == null) {
      return "";
    }
    return village
        .sensor(theCase.sensorId())
        .filter(sensor -> sensor.metrics().size() == 1)
        .map(sensor -> sensor.metrics().get(0).unit())
        .orElse("");
  }
}
