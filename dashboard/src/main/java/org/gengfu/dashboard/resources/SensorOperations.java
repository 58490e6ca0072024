package org.gengfu.dashboard.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.core.life.Blocking;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.sensing.ReadingStore;
import org.gengfu.core.sensing.SensorStatuses;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Metric;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.core.village.VillageRegistry.UnknownEntityException;
import org.gengfu.dashboard.http.Answer;
import org.gengfu.dashboard.http.ApiJson;
import org.gengfu.dashboard.http.Call;
import org.gengfu.dashboard.http.Operation;

/** How the sensors are doing, and what they have measured. */
public final class SensorOperations {
  static final int MAX_BUCKETS = 2_000;

  private final VillageRegistry registry;
  private final SensorStatuses statuses;
  private final ReadingStore readings;
  private final Blocking blocking;
  private final InstantSource clock;

  public SensorOperations(
      VillageRegistry registry,
      SensorStatuses statuses,
      ReadingStore readings,
      Blocking blocking,
      InstantSource clock) {
    this.registry = registry;
    this.statuses = statuses;
    this.readings = readings;
    this.blocking = blocking;
    this.clock = clock;
  }

  /** The operations by id. */
  public Map<String, Operation> operations() {
    return Map.of(
        "listSensorStatuses", Operation.onWorker(blocking, call -> list()),
        "listBrokerStatuses",
            Operation.onWorker(blocking, call -> Answer.items(List.copyOf(statuses.brokers()))),
        "listUnreadable", Operation.onWorker(blocking, this::unreadable),
        "readSeries", Operation.onWorker(blocking, this::series));
  }

  private Answer list() {
    Map<String, List<Reading>> latest =
        readings.latest().stream().collect(Collectors.groupingBy(Reading::sensorId));
    List<ObjectNode> items = new ArrayList<>();
    for (SensorStatuses.SensorStatus status : statuses.all()) {
      ObjectNode json = ApiJson.MAPPER.valueToTree(status);
      json.set(
          "readings",
          ApiJson.MAPPER.valueToTree(latest.getOrDefault(status.sensorId(), List.of())));
      items.add(json);
    }
    return Answer.items(items);
  }

  private Answer unreadable(Call call) {
    return Answer.items(statuses.unreadable(sensor(call).id()));
  }

  private Sensor sensor(Call call) {
    return registry
        .current()
        .sensor(call.id())
        .orElseThrow(() -> new UnknownEntityException(Kind.SENSOR, call.id()));
  }

  private Answer series(Call call) {
    Sensor sensor = sensor(call);
    String metric = call.text("metric");
    List<String> metrics = sensor.metrics().stream().map(Metric::name).toList();
    if (!metrics.contains(metric)) {
      throw Call.wrongParameter("metric", FieldRule.ONE_OF, String.join(", ", metrics));
    }
    Instant to = call.time("to", clock.instant());
    Instant from = call.time("from", to.minus(Duration.ofDays(1)));
    Duration bucket = Duration.ofSeconds(call.number("bucketSeconds"));
    Spans.check(from, to, bucket, MAX_BUCKETS, "bucketSeconds");
    return Answer.items(readings.series(sensor.id(), metric, from, to, bucket));
  }
}
