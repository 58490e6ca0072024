package org.gengfu.core.village;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration at one moment, immutable: everything an admin has set up. Each kind keeps
 * the order of ids.
 *
 * @param entities by kind, then by id
 */
public record Village(Map<Kind, Map<String, Versioned>> entities) {
  public static final Village EMPTY = new Village(Map.of());

  public Village {
    Map<Kind, Map<String, Versioned>> copy = new EnumMap<>(Kind.class);
    entities.forEach(
        (kind, byId) -> copy.put(kind, byId instanceof ById same ? same : new ById(byId)));
    entities = Map.copyOf(copy);
  }

  /** The entities of a kind, never changed: villages that differ in another kind share it. */
  private static final class ById extends AbstractMap<String, Versioned> {
    private final TreeMap<String, Versioned> items;

    ById(Map<String, Versioned> items) {
      this.items = new TreeMap<>(items);
    }

    /** The same with this entity added, replaced or, where it is null, left out. */
    ById change(String id, @Nullable Versioned item) {
      ById changed = new ById(items);
      if (item == null) {
        changed.items.remove(id);
      } else {
        changed.items.put(id, item);
      }
      return changed;
    }

    @Override
    public @Nullable Versioned get(@Nullable Object id) {
      return id == null ? null : items.get(id);
    }

    @Override
    public boolean containsKey(@Nullable Object id) {
      return id != null && items.containsKey(id);
    }

    @Override
    public Set<Entry<String, Versioned>> entrySet() {
      return Collections.unmodifiableMap(items).entrySet();
    }
  }

  /**
   * An entity and its version.
   *
   * @param entity the entity
   * @param version counts up with every change, from 1; the API's ETag
   */
  public record Versioned(Entity entity, long version) {}

  /** This village with an entity added, or in the place of the one that has its id. */
  public Village with(Versioned item) {
    return changed(Kind.of(item.entity()), item.entity().id(), item);
  }

  /** This village without an entity. */
  public Village without(Kind kind, String id) {
    return changed(kind, id, null);
  }

  private Village changed(Kind kind, String id, @Nullable Versioned item) {
    Map<Kind, Map<String, Versioned>> all = new EnumMap<>(Kind.class);
    all.putAll(entities);
    ById before = all.get(kind) instanceof ById present ? present : new ById(Map.of());
    all.put(kind, before.change(id, item));
    return new Village(all);
  }

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
    SensorType type = typeOf(sensor);
    return type == null ? sensor : type.complete(sensor);
  }

  private @Nullable SensorType typeOf(Sensor sensor) {
    String typeId = sensor.typeId();
    return typeId == null
        ? null
        : find(Kind.SENSOR_TYPE, typeId).map(type -> (SensorType) type.entity()).orElse(null);
  }

  /** The sensors that publish to this topic, each with everything of its type filled in. */
  public List<Sensor> sensorsAt(String topic) {
    return all(Kind.SENSOR)
        .map(item -> (Sensor) item.entity())
        .filter(sensor -> topic.equals(topicOf(sensor)))
        .map(this::complete)
        .toList();
  }

  private @Nullable String topicOf(Sensor sensor) {
    SensorType type = typeOf(sensor);
    return type == null ? sensor.topic() : type.topic(sensor);
  }

  public Optional<Grid> grid(String id) {
    return find(Kind.GRID, id).map(found -> (Grid) found.entity());
  }

  public Optional<Worker> worker(String id) {
    return find(Kind.WORKER, id).map(found -> (Worker) found.entity());
  }

  public Optional<Broker> broker(String id) {
    return find(Kind.BROKER, id).map(found -> (Broker) found.entity());
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

  /** Whether what moves in this camera's picture is asked for: pictures in succession serve it. */
  public boolean needsMotion(String cameraId) {
    return zonesOf(cameraId).stream()
        .anyMatch(zone -> zone.enabled() && (zone.kind().needsMotion() || joined(zone.id())));
  }

  private boolean joined(String zoneId) {
    return jointRules().stream().anyMatch(rule -> rule.enabled() && rule.zoneId().equals(zoneId));
  }

  public List<JointRule> jointRules() {
    return all(Kind.JOINT_RULE).map(item -> (JointRule) item.entity()).toList();
  }

  /** The zones in this camera's picture. */
  public List<Zone> zonesOf(String cameraId) {
    return all(Kind.ZONE)
        .map(item -> (Zone) item.entity())
        .filter(zone -> zone.cameraId().equals(cameraId))
        .toList();
  }
}
