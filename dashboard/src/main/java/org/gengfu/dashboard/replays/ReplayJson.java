package org.gengfu.dashboard.replays;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.Observation.SensorSource;
import org.gengfu.core.cases.Observation.Source;
import org.gengfu.core.cases.Observation.ZoneSource;
import org.gengfu.core.replay.Outcome;
import org.gengfu.core.replay.PastEpisode;
import org.gengfu.core.replay.Replay;
import org.gengfu.core.replay.Trial;
import org.gengfu.dashboard.http.ApiJson;
import org.jspecify.annotations.Nullable;

/** Replays as the contract has them. */
final class ReplayJson {
  private ReplayJson() {}

  /** The contract's schema {@code ReplaySummary}. */
  static ObjectNode summary(Replay replay) {
    ObjectNode json = ApiJson.MAPPER.createObjectNode();
    Trial trial = replay.trial();
    json.put("id", replay.id());
    json.put("cameraId", trial instanceof Trial.OfZones zones ? zones.cameraId() : null);
    json.put("sensorId", trial instanceof Trial.OfThresholds one ? one.sensor().id() : null);
    json.putPOJO("from", trial.from());
    json.putPOJO("to", trial.to());
    json.put("account", replay.account());
    json.putPOJO("askedAt", replay.askedAt());
    json.put("state", ApiJson.word(replay.state()));
    json.putPOJO("reached", replay.reached());
    json.put("share", Math.round(replay.share() * 1e4) / 1e4);
    return json;
  }

  /**
   * The contract's schema {@code Replay}.
   *
   * @param cases of its camera around that time; empty for a sensor
   */
  static ObjectNode view(Replay replay, Collection<Case> cases) {
    ObjectNode json = summary(replay);
    json.put("judged", replay.judged());
    json.put("broken", replay.broken());
    json.set("gaps", ApiJson.MAPPER.valueToTree(replay.gaps()));
    json.put("unrecordedSeconds", replay.unrecordedSeconds());
    ArrayNode outcomes = json.putArray("outcomes");
    Set<Long> told = new HashSet<>();
    for (Outcome outcome : replay.outcomes()) {
      List<Case> about = cases.stream().filter(one -> about(one, outcome)).toList();
      about.forEach(one -> told.add(one.id()));
      outcomes.add(view(outcome, about));
    }
    ArrayNode others = json.putArray("otherCaseIds");
    cases.stream()
        .filter(one -> within(one, replay.trial()) && !told.contains(one.id()))
        .forEach(one -> others.add(one.id()));
    json.put("cut", replay.cut());
    json.put("failure", replay.failure());
    return json;
  }

  private static ObjectNode view(Outcome outcome, List<Case> cases) {
    ObjectNode json = ApiJson.MAPPER.createObjectNode();
    PastEpisode episode = outcome.episode();
    Source source = episode.source();
    json.put("verdict", ApiJson.word(outcome.verdict()));
    json.put("type", episode.type().code());
    json.put("zoneId", source instanceof ZoneSource zone ? zone.zoneId() : null);
    json.put("metric", source instanceof SensorSource sensor ? sensor.metric() : null);
    json.set("tried", view(outcome.tried()));
    json.set("inForce", view(outcome.inForce()));
    ArrayNode ids = json.putArray("caseIds");
    cases.forEach(one -> ids.add(one.id()));
    return json;
  }

  private static @Nullable ObjectNode view(@Nullable PastEpisode episode) {
    if (episode == null) {
      return null;
    }
    ObjectNode json = ApiJson.MAPPER.createObjectNode();
    json.put("severity", ApiJson.word(episode.severity()));
    json.putPOJO("onset", episode.onset());
    json.putPOJO("raisedAt", episode.raisedAt());
    json.putPOJO("clearedAt", episode.clearedAt());
    json.set("box", episode.box() == null ? null : ApiJson.MAPPER.valueToTree(episode.box()));
    json.put("value", episode.value());
    json.put("still", episode.number());
    return json;
  }

  /** Whether the case was opened by the same zone for the same, at the same time. */
  private static boolean about(Case one, Outcome outcome) {
    PastEpisode episode = outcome.episode();
    return episode.source() instanceof ZoneSource zone
        && zone.zoneId().equals(one.zoneId())
        && one.type() == episode.type()
        && episode.overlaps(one.onset(), one.clearedAt());
  }

  /** Whether the case began in the time that is tried, in a zone. */
  private static boolean within(Case one, Trial trial) {
    return one.zoneId() != null
        && one.sensorId() == null
        && !one.openedAt().isBefore(trial.from())
        && one.openedAt().isBefore(trial.to());
  }
}
