package org.gengfu.core.storage;

import java.util.List;
import java.util.stream.Stream;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.core.village.Broker;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Duty;
import org.gengfu.core.village.Entity;
import org.gengfu.core.village.Grid;
import org.gengfu.core.village.JointRule;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.SensorType;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.VillageRegistry.Problem;
import org.gengfu.core.village.Webhook;
import org.gengfu.core.village.Worker;
import org.gengfu.core.village.Zone;
import org.jspecify.annotations.Nullable;

/** Which entity refers to which. */
final class References {
  private References() {}

  /**
   * One reference.
   *
   * @param pointer where it stands in the entity
   */
  record Reference(String pointer, Kind kind, String id) {}

  static List<Reference> of(Entity entity) {
    if (entity instanceof Camera camera) {
      return optional("/gridId", Kind.GRID, camera.gridId());
    } else if (entity instanceof Zone zone) {
      return optional("/cameraId", Kind.CAMERA, zone.cameraId());
    } else if (entity instanceof Sensor sensor) {
      return Stream.of(
              optional("/gridId", Kind.GRID, sensor.gridId()),
              optional("/typeId", Kind.SENSOR_TYPE, sensor.typeId()),
              optional("/brokerId", Kind.BROKER, sensor.brokerId()))
          .flatMap(List::stream)
          .toList();
    } else if (entity instanceof JointRule rule) {
      return Stream.concat(
              optional("/zoneId", Kind.ZONE, rule.zoneId()).stream(),
              optional("/sensorId", Kind.SENSOR, rule.sensorId()).stream())
          .toList();
    } else if (entity instanceof Grid grid) {
      return optional("/fallbackWorkerId", Kind.WORKER, grid.fallbackWorkerId());
    } else if (entity instanceof Duty duty) {
      return Stream.concat(
              optional("/workerId", Kind.WORKER, duty.workerId()).stream(),
              optional("/gridId", Kind.GRID, duty.gridId()).stream())
          .toList();
    } else if (entity instanceof Worker
        || entity instanceof Webhook
        || entity instanceof Broker
        || entity instanceof SensorType) {
      return List.of();
    }
    throw new IllegalArgumentException("unknown kind of entity " + entity.getClass());
  }

  private static List<Reference> optional(String pointer, Kind kind, @Nullable String id) {
    return id == null ? List.of() : List.of(new Reference(pointer, kind, id));
  }

  /** What the entity refers to and is not there. */
  static List<Problem> dangling(Village village, Entity entity) {
    return of(entity).stream()
        .filter(reference -> village.find(reference.kind(), reference.id()).isEmpty())
        .map(
            reference ->
                new Problem(
                    reference.pointer(),
                    FieldRule.DANGLING,
                    reference.kind().plural() + "/" + reference.id()))
        .toList();
  }

  /** What still refers to this entity. */
  static List<Problem> to(Village village, Kind kind, String id) {
    return Stream.of(Kind.values())
        .flatMap(village::all)
        .filter(
            item ->
                of(item.entity()).stream()
                    .anyMatch(found -> found.kind() == kind && found.id().equals(id)))
        .map(item -> Kind.of(item.entity()).plural() + "/" + item.entity().id())
        .map(name -> new Problem("", FieldRule.REFERRED, name))
        .toList();
  }
}
