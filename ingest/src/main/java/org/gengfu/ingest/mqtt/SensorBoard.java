package org.gengfu.ingest.mqtt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.gengfu.core.sensing.SensorStatuses;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.VillageRegistry;
import org.jspecify.annotations.Nullable;

/** What is known of each sensor; safe on any thread. */
final class SensorBoard implements SensorStatuses {
  private final VillageRegistry registry;
  private final InstantSource clock;
  private final BooleanSupplier connected;
  private final Map<String, Line> lines = new ConcurrentHashMap<>();

  SensorBoard(VillageRegistry registry, InstantSource clock, BooleanSupplier connected) {
    this.registry = registry;
    this.clock = clock;
    this.connected = connected;
  }

  /** Immutable: each change replaces it. */
  private record Line(@Nullable Instant heardAt, @Nullable String problem, long unreadable) {
    static final Line BLANK = new Line(null, null, 0);

    Line heard(Instant at) {
      return heardAt != null && heardAt.isAfter(at) ? this : new Line(at, problem, unreadable);
    }

    Line problem(String text, int count) {
      return new Line(heardAt, text, unreadable + count);
    }
  }

  /** Something came from the sensor. */
  void heard(String sensorId, Instant at) {
    change(sensorId, line -> line.heard(at));
  }

  /** A message could not be read. */
  void unreadable(String sensorId, String problem) {
    change(sensorId, line -> line.problem(problem, 1));
  }

  /** Something is not as it should be, though no message was lost by it. */
  void note(String sensorId, String text) {
    change(sensorId, line -> line.problem(text, 0));
  }

  private void change(String sensorId, java.util.function.UnaryOperator<Line> change) {
    lines.compute(sensorId, (id, line) -> change.apply(line == null ? Line.BLANK : line));
  }

  /** Forgets the sensors that are no more. */
  void keepOnly(Set<String> sensorIds) {
    lines.keySet().retainAll(sensorIds);
  }

  /** The sensor is configured anew: its old problems are over. */
  void forgetProblem(String sensorId) {
    change(sensorId, line -> new Line(line.heardAt(), null, line.unreadable()));
  }

  @Override
  public Collection<SensorStatus> all() {
    Instant now = clock.instant();
    return registry.current().sensors().stream().map(sensor -> status(sensor, now)).toList();
  }

  private SensorStatus status(Sensor sensor, Instant now) {
    Line line = lines.getOrDefault(sensor.id(), Line.BLANK);
    return new SensorStatus(
        sensor.id(),
        sensor.enabled() && fresh(sensor, line.heardAt(), now),
        line.heardAt(),
        line.problem(),
        line.unreadable());
  }

  private static boolean fresh(Sensor sensor, @Nullable Instant heardAt, Instant now) {
    return heardAt != null
        && !now.isAfter(heardAt.plus(Duration.ofSeconds(sensor.silentAfterSeconds())));
  }

  @Override
  public boolean brokerConnected() {
    return connected.getAsBoolean();
  }
}
