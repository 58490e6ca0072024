package org.gengfu.analytics.sensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.gengfu.core.village.Entity;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.VillageRegistry;

/** Sensors in memory. */
final class FakeRegistry implements VillageRegistry {
  private final List<BiConsumer<Village, Village>> listeners = new ArrayList<>();
  private Village village = Village.EMPTY;

  void set(Sensor... sensors) {
    Map<String, Village.Versioned> byId = new TreeMap<>();
    for (Sensor sensor : sensors) {
      byId.put(sensor.id(), new Village.Versioned(sensor, 1));
    }
    Village before = village;
    village = new Village(Map.of(Kind.SENSOR, byId));
    listeners.forEach(listener -> listener.accept(before, village));
  }

  @Override
  public Village current() {
    return village;
  }

  @Override
  public void onChange(BiConsumer<Village, Village> listener) {
    listeners.add(listener);
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
