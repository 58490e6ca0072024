package org.gengfu.hub.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.gengfu.core.village.Entity;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.VillageRegistry;

/** A configuration that is set up once, without a database. */
final class FixedVillage implements VillageRegistry {
  private final Map<Kind, Map<String, Village.Versioned>> entities = new EnumMap<>(Kind.class);

  void add(Entity entity) {
    entities
        .computeIfAbsent(Kind.of(entity), kind -> new TreeMap<>())
        .put(entity.id(), new Village.Versioned(entity, 1));
  }

  @Override
  public Village current() {
    return new Village(entities);
  }

  @Override
  public void onChange(BiConsumer<Village, Village> listener) {}

  @Override
  public List<Problem> check(Entity entity) {
    return List.of();
  }

  @Override
  public Village.Versioned create(Entity entity, String actor) {
    throw new UnsupportedOperationException("a benchmark's configuration is fixed");
  }

  @Override
  public Village.Versioned update(Entity entity, long expectedVersion, String actor) {
    throw new UnsupportedOperationException("a benchmark's configuration is fixed");
  }

  @Override
  public void delete(Kind kind, String id, long expectedVersion, String actor) {
    throw new UnsupportedOperationException("a benchmark's configuration is fixed");
  }
}
