package org.gengfu.dashboard.resources;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gengfu.core.cases.CaseDesk;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.life.Blocking;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.CameraStatus;
import org.gengfu.core.media.CameraStatuses;
import org.gengfu.core.sensing.SensorStatuses;
import org.gengfu.core.sensing.SensorStatuses.SensorStatus;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.dashboard.http.Answer;
import org.gengfu.dashboard.http.ApiJson;
import org.gengfu.dashboard.http.Call;
import org.gengfu.dashboard.http.Operation;

/** The counts and the trend of the big screen, and what runs here. */
public final class OverviewOperations {
  static final int MAX_BUCKETS = 2_000;

  private final VillageRegistry registry;
  private final CameraStatuses cameras;
  private final SensorStatuses sensors;
  private final CaseDesk desk;
  private final SystemInfo system;
  private final ZoneId villageZone;
  private final Blocking blocking;
  private final InstantSource clock;

  public OverviewOperations(
      VillageRegistry registry,
      CameraStatuses cameras,
      SensorStatuses sensors,
      CaseDesk desk,
      SystemInfo system,
      ZoneId villageZone,
      Blocking blocking,
      InstantSource clock) {
    this.registry = registry;
    this.cameras = cameras;
    this.sensors = sensors;
    this.desk = desk;
    this.system = system;
    this.villageZone = villageZone;
    this.blocking = blocking;
    this.clock = clock;
  }

  /** The operations by id. */
  public Map<String, Operation> operations() {
    return Map.of(
        "readSummary", Operation.onWorker(blocking, call -> summary()),
        "readTrend", Operation.onWorker(blocking, this::trend),
        "readSystem", Operation.onWorker(blocking, call -> system()));
  }

  private Answer summary() {
    Instant now = clock.instant();
    Village village = registry.current();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", now);
    json.put("cameras", cameraCounts(village));
    json.put(
        "sensors",
        Map.of(
            "total", village.sensors().size(),
            "online", sensors.all().stream().filter(SensorStatus::online).count(),
            "brokerConnected", sensors.brokerConnected()));
    json.put("cases", caseCounts(now));
    return Answer.json(json);
  }

  private Map<String, Object> cameraCounts(Village village) {
    Map<String, Long> byState = new LinkedHashMap<>();
    for (CameraState state : CameraState.values()) {
      byState.put(ApiJson.word(state), 0L);
    }
    for (CameraStatus status : cameras.all()) {
      byState.merge(ApiJson.word(status.state()), 1L, Long::sum);
    }
    return Map.of(
        "total", village.cameras().size(),
        "streaming", byState.getOrDefault(ApiJson.word(CameraState.STREAMING), 0L),
        "byState", byState);
  }

  private Map<String, Object> caseCounts(Instant now) {
    CaseDesk.Summary summary = desk.summary(now);
    Map<String, Long> byType = new LinkedHashMap<>();
    for (CaseType type : CaseType.values()) {
      byType.put(type.code(), summary.openByType().getOrDefault(type, 0L));
    }
    return Map.of(
        "open", summary.open(),
        "openByType", byType,
        "technicalOpen", summary.technicalOpen(),
        "handledLastDay", summary.handledLastDay(),
        "openedLastDay", summary.openedLastDay());
  }

  private Answer trend(Call call) {
    Instant to = call.time("to", clock.instant());
    Instant from = call.time("from", to.minus(Duration.ofDays(7)));
    int hours = (int) call.number("hours");
    Spans.check(from, to, Duration.ofHours(hours), MAX_BUCKETS, "hours");
    return Answer.items(desk.trend(from, to, hours));
  }

  private Answer system() {
    return Answer.json(
        Map.of(
            "version", system.version(),
            "database", system.database(),
            "timescale", system.timescale(),
            "timeZone", villageZone.getId(),
            "now", clock.instant()));
  }
}
