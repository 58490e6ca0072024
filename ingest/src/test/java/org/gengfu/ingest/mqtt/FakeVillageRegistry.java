package org.gengfu.ingest.mqtt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.gengfu.core.village.Entity;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.VillageRegistry;

/** A configuration in memory, changed at once and unchecked. */
final class FakeVillageRegistry implements VillageRegistry {
  private final List<BiConsumer<Village, Village>> listeners = new CopyOnWriteArrayList<>();
  private Village village = Village.EMPTY;

  FakeVillageRegistry(Entity... entities) {
    for (Entity entity : entities) {
      put(entity);
    }
  }

  @Override
  public synchronized Village current() {
    return village;
  }

  @Override
  public void onChange(BiConsumer<Village, Village> listener) {
    listeners.add(listener);
  }

  void put(Entity entity) {
    change(Kind.of(entity), byId -> byId.put(entity.id(), new Village.Versioned(entity, 1)));
  }

  void remove(String sensorId) {
    remove(Kind.SENSOR, sensorId);
  }

  void remove(Kind kind, String id) {
    change(kind, byId -> byId.remove(id));
  }

  private void change(Kind kind, Consumer<Map<String, Village.Versioned>> step) {
    Village before;
    Village after;
    synchronized (this) {
      before = village;
      Map<Kind, Map<String, Village.Versioned>> all = new HashMap<>(before.entities());
      Map<String, Village.Versioned> byId = new TreeMap<>(all.getOrDefault(kind, Map.of()));
      step.accept(byId);
      all.put(kind, byId);
      village = new Village(all);
      after = village;
    }
    listeners.forEach(listener -> listener.accept(before, after));
  }

  @Override
  public List<Problem> check(Entity entity) {
    return List.of();
  }

  @Override
  public Village.Versioned create(Entity entity, String actor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Village.Versioned update(Entity entity, long expectedVersion, String actor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(Kind kind, String id, long expectedVersion, String actor) {
    throw new UnsupportedOperationException();
  }
}
