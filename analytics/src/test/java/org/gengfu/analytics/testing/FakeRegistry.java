package org.gengfu.analytics.testing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.gengfu.core.village.Entity;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.VillageRegistry;

/** A configuration that the test sets. */
public final class FakeRegistry implements VillageRegistry {
  private final List<BiConsumer<Village, Village>> listeners = new ArrayList<>();
  private Village village = Village.EMPTY;

  /** Replaces the whole configuration and tells the listeners. */
  public void set(Entity... entities) {
    Map<Kind, Map<String, Village.Versioned>> all = new EnumMap<>(Kind.class);
    for (Entity entity : entities) {
      all.computeIfAbsent(Kind.of(entity), kind -> new TreeMap<>())
          .put(entity.id(), new Village.Versioned(entity, 1));
    }
    Village before = village;
    village = new Village(all);
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
  public List<Problem> check(Entity entity) {
    return List.of();
  }

  @Override
  public Village.Versioned create(Entity entity, String actor) {
    throw new UnsupportedOperationException("the test sets the configuration");
  }

  @Override
  public Village.Versioned update(Entity entity, long expectedVersion, String actor) {
    throw new UnsupportedOperationException("the test sets the configuration");
  }

  @Override
  public void delete(Kind kind, String id, long expectedVersion, String actor) {
    throw new UnsupportedOperationException("the test sets the configuration");
  }
}
