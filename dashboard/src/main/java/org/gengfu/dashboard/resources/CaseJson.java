package org.gengfu.dashboard.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseStep;
import org.gengfu.core.cases.Evidence;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.CaseMatter;
import org.gengfu.core.village.Grid;
import org.gengfu.core.village.Location;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.core.village.Worker;
import org.gengfu.dashboard.http.ApiJson;
import org.jspecify.annotations.Nullable;

/** Cases as the API shows them: with names and the place on the map, for people. */
public final class CaseJson {
  private final VillageRegistry registry;

  public CaseJson(VillageRegistry registry) {
    this.registry = registry;
  }

  /** The contract's schema {@code Case}. */
  public ObjectNode view(Case theCase, Collection<Evidence> evidence) {
    Village village = registry.current();
    Optional<Camera> camera = find(theCase.cameraId(), village::camera);
    Optional<Sensor> sensor = find(theCase.sensorId(), village::sensor);
    ObjectNode json = ApiJson.MAPPER.valueToTree(theCase);
    json.put(
        "sourceName", camera.map(Camera::name).or(() -> sensor.map(Sensor::name)).orElse(null));
    json.put(
        "matter",
        CaseMatter.of(village, theCase.type(), theCase.zoneId())
            .map(CaseMatter::code)
            .orElse(null));
    json.put("gridName", find(theCase.gridId(), village::grid).map(Grid::name).orElse(null));
    json.put(
        "workerName", find(theCase.workerId(), village::worker).map(Worker::name).orElse(null));
    @Nullable Location location =
        camera.map(Camera::location).or(() -> sensor.map(Sensor::location)).orElse(null);
    json.set("location", ApiJson.MAPPER.valueToTree(location));
    json.set("next", ApiJson.MAPPER.valueToTree(theCase.next()));
    json.set("evidence", ApiJson.MAPPER.valueToTree(evidence(theCase.id(), evidence)));
    return json;
  }

  /** The contract's schema {@code CaseStep}. */
  public ObjectNode view(CaseStep step) {
    ObjectNode json = ApiJson.MAPPER.valueToTree(step);
    json.remove("caseId");
    return json;
  }

  private static List<ObjectNode> evidence(long caseId, Collection<Evidence> evidence) {
    return evidence.stream()
        .filter(piece -> piece.caseId() == caseId)
        .map(
            piece -> {
              ObjectNode json = ApiJson.MAPPER.valueToTree(piece);
              json.remove("caseId");
              return json;
            })
        .toList();
  }

  private static <T> Optional<T> find(
      @Nullable String id, java.util.function.Function<String, Optional<T>> finder) {
    return id == null ? Optional.empty() : finder.apply(id);
  }
}
