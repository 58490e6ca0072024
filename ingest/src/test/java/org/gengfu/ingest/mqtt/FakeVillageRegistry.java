package org.gengfu.ingest.mqtt;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.gengfu.core.village.Entity;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.VillageRegistry;

/** A configuration in memory: sensors alone, changed at once. */
final class FakeVillageRegistry implements VillageRegistry {
  private final List<BiConsumer<Village, Village>> listeners = new CopyOnWriteArrayList<>();
  private Map<String, Village.Versioned> sensors = Map.of();

  FakeVillageRegistry(Sensor... sensors) {
    for (Sensor sensor : sensors) {
      put(sensor);
    }
  }

  @Override
  public synchronized Village current() {
    return new Village(Map.of(Kind.SENSOR, sensors));
  }

  @Override
  public void onChange(BiConsumer<Village, Village> listener) {
    listeners.add(listener);
  }

  void put(Sensor sensor) {
    Map<String, Village.Versioned> changed = new TreeMap<>(sensors);
    changed.put(sensor.id(), new Village.Versioned(sensor, 1));
    become(changed);
  }

  void remove(String sensorId) {
    Map<String, Village.Versioned> changed = new TreeMap<>(sensors);
    changed.remove(sensorId);
    become(changed);
  }

  private void become(Map<String, Village.Versioned> changed) {
    Village before;
    Village after;
    synchronized (this) {
      before = current();
      sensors = changed;
      after = current();
    }
    listeners.forEach(listener -> listener.accept(before, after));
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
