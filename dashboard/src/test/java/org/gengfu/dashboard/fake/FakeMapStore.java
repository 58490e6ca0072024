package org.gengfu.dashboard.fake;

import java.util.Optional;
import org.gengfu.core.village.MapStore;
import org.jspecify.annotations.Nullable;

/** A map in memory. */
public final class FakeMapStore implements MapStore {
  private volatile @Nullable String map;

  @Override
  public Optional<String> load() {
    return Optional.ofNullable(map);
  }

  @Override
  public void save(String geoJson, String actor) {
    map = geoJson;
  }
}
