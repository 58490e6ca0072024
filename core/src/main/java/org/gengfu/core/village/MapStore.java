package org.gengfu.core.village;

import java.util.Optional;

/** Port to the village's own map, a GeoJSON FeatureCollection (RFC 7946). All calls block. */
public interface MapStore {
  Optional<String> load();

  void save(String geoJson, String actor);
}
