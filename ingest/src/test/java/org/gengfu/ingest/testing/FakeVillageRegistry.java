package org.gengfu.ingest.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Entity;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.VillageRegistry;

/** A configuration in memory; changes are announced on the caller's thread. */
public final class FakeVillageRegistry implements VillageRegistry {
  private final List<BiConsumer<Village, Village>> listeners = new CopyOnWriteArrayList<>();
  private volatile Village current = Village.EMPTY;

  @Override
  public Village current() {
    return current;
  }

  @Override
  public void onChange(BiConsumer<Village, Village> listener) {
    listeners.add(listener);
  }

  public void put(Camera camera) {
    create(camera, "test");
  }

  @Override
  public List<Problem> check(Entity entity) {
    return List.of();
  }

  @Override
  public synchronized Village.Versioned create(Entity entity, String actor) {
    Village.Versioned made = new Village.Versioned(entity, 1);
    change(Kind.of(entity), entity.id(), made);
    return made;
  }

  @Override
  public Village.Versioned update(Entity entity, long expectedVersion, String actor) {
    return create(entity, actor);
  }

  @Override
  public synchronized void delete(Kind kind, String id, long expectedVersion, String actor) {
    change(kind, id, null);
  }

  private void change(
      Kind kind, String id, Village.@org.jspecify.annotations.Nullable Versioned to) {
    Village before = current;
    Map<Kind, Map<String, Village.Versioned>> all = new HashMap<>(before.entities());
    Map<String, Village.Versioned> ofKind = new TreeMap<>(all.getOrDefault(kind, Map.of()));
    if (to == null) {
      ofKind.remove(id);
    } else {
      ofKind.put(id, to);
    }
    all.put(kind, ofKind);
    Village after = new Village(all);
    current = after;
    listeners.forEach(listener -> listener.accept(before, after));
  }
}
