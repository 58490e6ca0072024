package org.gengfu.dashboard.resources;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Map;
import org.gengfu.core.media.AnalysisLoad;
import org.gengfu.core.media.AnalysisLoad.CameraLoad;
import org.gengfu.core.media.AnalysisLoad.Load;
import org.gengfu.core.media.AnalysisLoad.Omission;
import org.gengfu.core.media.AnalysisLoad.Reason;
import org.gengfu.core.media.Sight;
import org.gengfu.core.media.Sight.ZoneSight;
import org.gengfu.dashboard.http.Answer;
import org.gengfu.dashboard.http.ApiJson;
import org.gengfu.dashboard.http.Operation;
import org.jspecify.annotations.Nullable;

/**
 * How busy the analysis of pictures is, and which cameras are looked at less than they might be.
 */
public final class AnalysisOperations {
  private final AnalysisLoad analysis;
  private final InstantSource clock;

  public AnalysisOperations(AnalysisLoad analysis, InstantSource clock) {
    this.analysis = analysis;
    this.clock = clock;
  }

  /** The operations by id. */
  public Map<String, Operation> operations() {
    return Map.of("readAnalysis", (Operation.Request) call -> Future.succeededFuture(read()));
  }

  /** The contract's schema {@code Analysis}. */
  private Answer read() {
    Load load = analysis.load();
    ObjectNode json = ApiJson.MAPPER.createObjectNode();
    json.putPOJO("at", clock.instant());
    json.put("workers", load.workers());
    json.put("budgetCores", rounded(load.budgetCores()));
    json.put("keyframeCores", rounded(load.keyframeCores()));
    json.put("activeCores", rounded(load.activeCores()));
    json.put("decodedPictures", load.decodedPictures());
    json.put("decodedPixels", load.decodedPixels());
    json.put("brokenPictures", load.brokenPictures());
    json.put("replacedKeyframes", load.replacedKeyframes());
    json.set("omitted", omitted(load.omitted()));
    ObjectNode wakeUps = json.putObject("wakeUps");
    for (Reason reason : Reason.values()) {
      wakeUps.put(ApiJson.word(reason), load.wakeUps().getOrDefault(reason, 0L));
    }
    json.put("wakeUpSeconds", known(load.wakeUpSeconds()));
    ArrayNode cameras = json.putArray("cameras");
    load.cameras().forEach(camera -> cameras.add(view(camera)));
    return Answer.json(json);
  }

  private static ObjectNode view(CameraLoad camera) {
    ObjectNode json = ApiJson.MAPPER.createObjectNode();
    json.put("cameraId", camera.cameraId());
    json.put("activity", ApiJson.word(camera.activity()));
    ArrayNode reasons = json.putArray("reasons");
    for (Reason reason : Reason.values()) {
      if (camera.reasons().contains(reason)) {
        reasons.add(ApiJson.word(reason));
      }
    }
    json.put("capped", camera.capped());
    json.put("wantedCores", known(camera.wantedCores()));
    json.put("grantedCores", known(camera.grantedCores()));
    json.put("decodeSeconds", rounded(camera.decodeSeconds()));
    json.set("omitted", omitted(camera.omitted()));
    json.putPOJO("judgedAt", camera.judgedAt());
    Sight sight = camera.sight();
    json.set("sight", sight == null ? json.nullNode() : view(sight));
    return json;
  }

  private static ObjectNode view(Sight sight) {
    ObjectNode json = ApiJson.MAPPER.createObjectNode();
    json.putPOJO("hindrance", sight.hindrance());
    json.putPOJO("since", sight.hindrance() == null ? null : sight.since());
    ArrayNode zones = json.putArray("zones");
    for (ZoneSight zone : sight.zones()) {
      ObjectNode one = zones.addObject();
      one.put("zoneId", zone.zoneId());
      one.putPOJO("hindrance", zone.hindrance());
      one.putPOJO("since", zone.since());
    }
    return json;
  }

  private static ObjectNode omitted(Map<Omission, Long> counts) {
    ObjectNode json = ApiJson.MAPPER.createObjectNode();
    for (Omission reason : Omission.values()) {
      json.put(ApiJson.word(reason), counts.getOrDefault(reason, 0L));
    }
    return json;
  }

  private static @Nullable Double known(@Nullable Double value) {
    return value == null ? null : Double.valueOf(rounded(value));
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
