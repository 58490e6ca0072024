package org.gengfu.dashboard.resources;

import java.util.Map;
import org.gengfu.core.life.Blocking;
import org.gengfu.core.village.MapStore;
import org.gengfu.dashboard.http.Answer;
import org.gengfu.dashboard.http.ApiJson;
import org.gengfu.dashboard.http.Call;
import org.gengfu.dashboard.http.Operation;

/** The village's own map. */
public final class MapOperations {
  private static final String EMPTY = "{\"type\":\"FeatureCollection\",\"features\":[]}";

  private final MapStore map;
  private final Blocking blocking;

  public MapOperations(MapStore map, Blocking blocking) {
    this.map = map;
    this.blocking = blocking;
  }

  /** The operations by id. */
  public Map<String, Operation> operations() {
    return Map.of(
        "readMap",
        Operation.onWorker(blocking, call -> Answer.rawJson(map.load().orElse(EMPTY))),
        "replaceMap",
        Operation.onWorker(blocking, this::replace));
  }

  private Answer replace(Call call) {
    map.save(ApiJson.text(call.body()), call.account().name());
    return Answer.noContent();
  }
}
