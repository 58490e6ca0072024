package org.gengfu.dashboard.replays;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gengfu.core.accounts.AuditLog;
import org.gengfu.core.accounts.AuditLog.Action;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseDesk;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.core.life.Blocking;
import org.gengfu.core.replay.Replay;
import org.gengfu.core.replay.Replays;
import org.gengfu.core.replay.Trial;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Sensor.ThresholdRule;
import org.gengfu.core.village.Village.Versioned;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.core.village.VillageRegistry.InvalidConfigException;
import org.gengfu.core.village.VillageRegistry.Problem;
import org.gengfu.core.village.VillageRegistry.UnknownEntityException;
import org.gengfu.core.village.Zone;
import org.gengfu.dashboard.http.Answer;
import org.gengfu.dashboard.http.ApiJson;
import org.gengfu.dashboard.http.Call;
import org.gengfu.dashboard.http.Operation;
import org.gengfu.dashboard.recordings.Times;
import org.gengfu.dashboard.recordings.Viewings;

/** Tries other rules over the past, before they are saved. */
public final class ReplayOperations {
  private static final int MOST_CASES = 500;

  /** A case may have begun long before the time that is tried, and still be about it. */
  private static final Duration CASES_BEFORE = Duration.ofHours(24);

  private final VillageRegistry registry;
  private final Replays replays;
  private final CaseDesk desk;
  private final Viewings viewings;
  private final Blocking blocking;
  private final InstantSource clock;

  public ReplayOperations(
      VillageRegistry registry,
      Replays replays,
      CaseDesk desk,
      Viewings viewings,
      Blocking blocking,
      InstantSource clock) {
    this.registry = registry;
    this.replays = replays;
    this.desk = desk;
    this.viewings = viewings;
    this.blocking = blocking;
    this.clock = clock;
  }

  /** The operations by id. */
  public Map<String, Operation> operations() {
    return Map.of(
        "tryZones", Operation.onWorker(blocking, this::tryZones),
        "tryThresholds", Operation.onWorker(blocking, this::tryThresholds),
        "listReplays", Operation.onWorker(blocking, this::list),
        "readReplay", Operation.onWorker(blocking, this::read),
        "cancelReplay", Operation.onWorker(blocking, this::cancel),
        "readReplayStill", Operation.onWorker(blocking, this::still));
  }

  private Answer tryZones(Call call) {
    String cameraId = call.id();
    if (registry.current().camera(cameraId).isEmpty()) {
      throw new UnknownEntityException(Kind.CAMERA, cameraId);
    }
    Instant from = from(call, Trial.LONGEST_VIDEO);
    Instant to = to(call);
    List<Zone> zones =
        ApiJson.MAPPER.convertValue(call.body().get("zones"), new TypeReference<List<Zone>>() {});
    check(cameraId, zones);
    Replay begun =
        replays.begin(new Trial.OfZones(cameraId, zones, from, to), call.account().name());
    try {
      // Its pictures are of people: who sees them is logged like any other viewing.
      viewings.writeAlways(
          call.caller(),
          Action.VIEW,
          AuditLog.RECORDING,
          cameraId,
          Map.of("from", from.toString(), "to", to.toString(), "replay", begun.id()));
    } catch (RuntimeException unlogged) {
      replays.cancel(begun.id());
      throw unlogged;
    }
    return created(begun);
  }

  private void check(String cameraId, List<Zone> zones) {
    List<Problem> problems = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < zones.size(); i++) {
      String at = "/zones/" + i;
      Zone zone = zones.get(i);
      if (!zone.cameraId().equals(cameraId)) {
        problems.add(new Problem(at + "/cameraId", FieldRule.CONSTANT, cameraId));
      }
      if (!ids.add(zone.id())) {
        problems.add(new Problem(at + "/id", FieldRule.UNIQUE));
      }
      for (Problem problem : registry.check(zone)) {
        problems.add(new Problem(at + problem.pointer(), problem.error()));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidConfigException(problems);
    }
  }

  private Answer tryThresholds(Call call) {
    Sensor stored =
        registry
            .current()
            .find(Kind.SENSOR, call.id())
            .map(found -> (Sensor) found.entity())
            .orElseThrow(() -> new UnknownEntityException(Kind.SENSOR, call.id()));
    Instant from = from(call, Trial.LONGEST_SERIES);
    Instant to = to(call);
    Sensor tried =
        stored.trying(
            ApiJson.MAPPER.convertValue(
                call.body().get("rules"), new TypeReference<List<ThresholdRule>>() {}));
    List<Problem> problems = registry.check(tried);
    if (!problems.isEmpty()) {
      throw new InvalidConfigException(problems);
    }
    Sensor complete =
        registry.current().with(new Versioned(tried, 1)).sensor(tried.id()).orElse(tried);
    return created(
        replays.begin(new Trial.OfThresholds(complete, from, to), call.account().name()));
  }

  private Instant to(Call call) {
    Instant now = clock.instant();
    Instant to = call.bodyTime("to");
    return to.isAfter(now) ? now : to;
  }

  private Instant from(Call call, Duration longest) {
    Instant from = call.bodyTime("from");
    Times.checkBody(from, call.bodyTime("to"), longest);
    Instant now = clock.instant();
    if (!from.isBefore(now)) {
      throw Call.wrong("/from", FieldRule.FUTURE, now);
    }
    return from;
  }

  private Answer created(Replay begun) {
    return Answer.created("/api/v1/replays/" + begun.id(), ReplayJson.view(begun, cases(begun)));
  }

  private Answer list(Call call) {
    return Answer.items(replays.all().stream().map(ReplayJson::summary).toList());
  }

  private Answer read(Call call) {
    return view(replays.find(call.id()));
  }

  private Answer cancel(Call call) {
    return view(replays.cancel(call.id()));
  }

  private Answer view(Replay replay) {
    return Answer.json(ReplayJson.view(replay, cases(replay)));
  }

  private List<Case> cases(Replay replay) {
    return replay.trial() instanceof Trial.OfZones zones
        ? desk.ofCamera(zones.cameraId(), zones.from().minus(CASES_BEFORE), zones.to(), MOST_CASES)
        : List.of();
  }

  private Answer still(Call call) {
    return Answer.picture("image/jpeg", replays.still(call.id(), (int) call.number("number")));
  }
}
