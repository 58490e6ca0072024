package org.gengfu.core.storage;

import java.time.InstantSource;
import java.util.Optional;
import org.gengfu.core.village.MapStore;

final class JdbcMapStore implements MapStore {
  private final Sql sql;
  private final InstantSource clock;

  JdbcMapStore(Sql sql, InstantSource clock) {
    this.sql = sql;
    this.clock = clock;
  }

  @Override
  public Optional<String> load() {
    return sql.read(
        handle ->
            handle.createQuery("select geo_json from village_map").mapTo(String.class).findOne());
  }

  @Override
  public void save(String geoJson, String actor) {
    sql.transaction(
        handle -> {
          handle
              .createUpdate(Sql.file("village/save_map"))
              .bind("json", geoJson)
              .bind("at", Sql.time(clock.instant()))
              .bind("actor", actor)
              .execute();
          return Audit.write(handle, clock.instant(), actor, "replaced", "map", "map", null, null);
        });
  }
}
