package org.gengfu.core.village;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole configuration at one moment, immutable: everything an admin has set up. Each kind keeps
 * the order of ids.
 *
 * @param entities by kind, then by id
 */
public record Village(Map<Kind, Map<String, Versioned>> entities) {
  public static final Village EMPTY = new Village(Map.of());

  public Village {
    Map<Kind, Map<String, Versioned>> copy = new LinkedHashMap<>();
    entities.forEach(
        (kind, byId) ->
            copy.put(kind, java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(byId))));
    entities = Map.copyOf(copy);
  }

  /**
   * An entity and its version.
   *
   * @param entity the entity
   * @param version counts up with every change, from 1; the API's ETag
   */
  public record Versioned(Entity entity, long version) {}

  public Stream<Versioned> all(Kind kind) {
    return entities.getOrDefault(kind, Map.of()).values().stream();
  }

  public Optional<Versioned> find(Kind kind, String id) {
    return Optional.ofNullable(entities.getOrDefault(kind, Map.of()).get(id));
  }

  public Optional<Camera> camera(String id) {
    return find(Kind.CAMERA, id).map(found -> (Camera) found.entity());
  }

  public Optional<Zone> zone(String id) {
    return find(Kind.ZONE, id).map(found -> (Zone) found.entity());
  }

  /** The sensor, with everything that it leaves to its type filled in. */
  public Optional<Sensor> sensor(String id) {
    return find(Kind.SENSOR, id).map(found -> complete((Sensor) found.entity()));
  }

  private Sensor complete(Sensor sensor) {
    String typeId = sensor.typeId();
    return typeId == null
        ? sensor
        : find(Kind.SENSOR_TYPE, typeId)
            .map(type -> ((SensorType) type.entity()).complete(sensor))
            .orElse(sensor);
  }

  public Optional<Grid> grid(String id) {
    return find(Kind.GRID, id).map(found -> (Grid) found.entity());
  }

  public Optional<Worker> worker(String id) {
    return find(Kind.WORKER, id).map(found -> (Worker) found.entity());
  }

  public List<Camera> cameras() {
    return all(Kind.CAMERA).map(item -> (Camera) item.entity()).toList();
  }

  /** All sensors, each with everything that it leaves to its type filled in. */
  public List<Sensor> sensors() {
    return all(Kind.SENSOR).map(item -> complete((Sensor) item.entity())).toList();
  }

  public List<Broker> brokers() {
    return all(Kind.BROKER).map(item -> (Broker) item.entity()).toList();
  }

  public List<Webhook> webhooks() {
    return all(Kind.WEBHOOK).map(item -> (Webhook) item.entity()).toList();
  }

  public List<Duty> duties() {
    return all(Kind.DUTY).map(item -> (Duty) item.entity()).toList();
  }

  /** The zones in this camera's picture. */
  public List<Zone> zonesOf(String cameraId) {
    return all(Kind.ZONE)
        .map(item -> (Zone) item.entity())
        .filter(zone -> zone.cameraId().equals(cameraId))
        .toList();
  }
}
