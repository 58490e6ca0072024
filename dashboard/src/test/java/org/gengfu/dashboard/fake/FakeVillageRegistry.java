package org.gengfu.dashboard.fake;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.core.village.Entity;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.Village.Versioned;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.core.village.Zone;

/** The configuration in memory, with the rules that the API's answers depend on. */
public final class FakeVillageRegistry implements VillageRegistry {
  private final List<BiConsumer<Village, Village>> listeners = new CopyOnWriteArrayList<>();
  private volatile Village current = Village.EMPTY;
  private volatile String lastActor = "";

  @Override
  public Village current() {
    return current;
  }

  public String lastActor() {
    return lastActor;
  }

  @Override
  public void onChange(BiConsumer<Village, Village> listener) {
    listeners.add(listener);
  }

  @Override
  public synchronized List<Problem> check(Entity entity) {
    return problems(entity);
  }

  @Override
  public synchronized Versioned create(Entity entity, String actor) {
    Kind kind = Kind.of(entity);
    List<Problem> problems = problems(entity);
    if (current.find(kind, entity.id()).isPresent()) {
      problems.add(0, new Problem("/id", FieldRule.TAKEN, "fakes"));
    }
    if (!problems.isEmpty()) {
      throw new InvalidConfigException(problems);
    }
    return put(kind, new Versioned(entity, 1), actor);
  }

  @Override
  public synchronized Versioned update(Entity entity, long expectedVersion, String actor) {
    Kind kind = Kind.of(entity);
    check(kind, entity.id(), expectedVersion);
    List<Problem> problems = problems(entity);
    if (!problems.isEmpty()) {
      throw new InvalidConfigException(problems);
    }
    return put(kind, new Versioned(entity, expectedVersion + 1), actor);
  }

  @Override
  public synchronized void delete(Kind kind, String id, long expectedVersion, String actor) {
    check(kind, id, expectedVersion);
    if (kind == Kind.CAMERA) {
      List<Problem> users =
          current.zonesOf(id).stream()
              .map(zone -> new Problem("", FieldRule.REFERRED, "zones/" + zone.id()))
              .toList();
      if (!users.isEmpty()) {
        throw new InvalidConfigException(users);
      }
    }
    Map<Kind, Map<String, Versioned>> entities = copy();
    entities.getOrDefault(kind, new LinkedHashMap<>()).remove(id);
    replace(new Village(entities), actor);
  }

  private void check(Kind kind, String id, long expected) {
    Versioned found =
        current.find(kind, id).orElseThrow(() -> new UnknownEntityException(kind, id));
    if (found.version() != expected) {
      throw new StaleVersionException(kind, id, expected, found.version());
    }
  }

  private List<Problem> problems(Entity entity) {
    List<Problem> problems = new ArrayList<>();
    if (entity instanceof Zone zone && current.camera(zone.cameraId()).isEmpty()) {
      problems.add(new Problem("/cameraId", FieldRule.DANGLING, "cameras/" + zone.cameraId()));
    }
    return problems;
  }

  private Versioned put(Kind kind, Versioned versioned, String actor) {
    Map<Kind, Map<String, Versioned>> entities = copy();
    entities
        .computeIfAbsent(kind, k -> new LinkedHashMap<>())
        .put(versioned.entity().id(), versioned);
    replace(new Village(entities), actor);
    return versioned;
  }

  private void replace(Village next, String actor) {
    Village before = current;
    current = next;
    lastActor = actor;
    listeners.forEach(listener -> listener.accept(before, next));
  }

  private Map<Kind, Map<String, Versioned>> copy() {
    Map<Kind, Map<String, Versioned>> copy = new EnumMap<>(Kind.class);
    current.entities().forEach((kind, byId) -> copy.put(kind, new LinkedHashMap<>(byId)));
    return copy;
  }
}
