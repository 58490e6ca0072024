package org.gengfu.ingest.mqtt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.gengfu.core.faults.Why;
import org.gengfu.core.sensing.SensorStatuses;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.VillageRegistry;
import org.jspecify.annotations.Nullable;

/** What is known of each sensor; safe on any thread. */
final class SensorBoard implements SensorStatuses {
  /**
   * A broker keeps the order of messages within a topic only: a last reading may come after the
   * last will.
   */
  static final Duration ON_ITS_WAY = Duration.ofSeconds(2);

  private final VillageRegistry registry;
  private final InstantSource clock;
  private final Supplier<Collection<BrokerStatus>> brokers;
  private final UnreadableSamples samples = new UnreadableSamples();
  private final Map<String, Line> lines = new ConcurrentHashMap<>();

  SensorBoard(
      VillageRegistry registry, InstantSource clock, Supplier<Collection<BrokerStatus>> brokers) {
    this.registry = registry;
    this.clock = clock;
    this.brokers = brokers;
  }

  /**
   * Immutable: each change replaces it.
   *
   * @param heardAt when something last came
   * @param measuredAt of when the newest reading is
   * @param goneAt since when its availability topic calls it gone; null while it does not
   * @param legibility how well its last messages could be read; null before the first
   */
  private record Line(
      @Nullable Instant heardAt,
      @Nullable Instant measuredAt,
      @Nullable Instant goneAt,
      @Nullable Why problem,
      @Nullable Instant problemAt,
      long unreadable,
      @Nullable Legibility legibility) {
    static final Line BLANK = new Line(null, null, null, null, null, 0, null);

    Line heard(Instant at, @Nullable Instant measured) {
      return new Line(
          later(heardAt, at),
          later(measuredAt, measured),
          goneAt,
          problem,
          problemAt,
          unreadable,
          legibility);
    }

    Line gone(@Nullable Instant since) {
      return new Line(heardAt, measuredAt, since, problem, problemAt, unreadable, legibility);
    }

    Line problem(@Nullable Why text, @Nullable Instant at, int count) {
      return new Line(heardAt, measuredAt, goneAt, text, at, unreadable + count, legibility);
    }

    Line legible(Legibility now) {
      return new Line(heardAt, measuredAt, goneAt, problem, problemAt, unreadable, now);
    }

    Line unreadable(Why why, Instant at) {
      return problem(why, at, 1).legible(Legibility.or(legibility).unread(why));
    }

    Line read() {
      return legible(Legibility.or(legibility).read());
    }

    /** A reading from well after it was called gone shows that it is back. */
    boolean saidGone() {
      return goneAt != null && (measuredAt == null || !measuredAt.isAfter(goneAt.plus(ON_ITS_WAY)));
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
      return one == null || (other != null && other.isAfter(one)) ? other : one;
    }
  }

  /**
   * Something came from the sensor.
   *
   * @param at when it came
   * @param measuredAt of when the newest reading in it is; null where there was none
   */
  void heard(String sensorId, Instant at, @Nullable Instant measuredAt) {
    change(sensorId, line -> line.heard(at, measuredAt));
  }

  /** A message of it could be read. */
  void read(String sensorId) {
    change(sensorId, Line::read);
  }

  /** Its availability topic says that it is there. */
  void present(String sensorId) {
    change(sensorId, line -> line.gone(null).read());
  }

  /**
   * Its availability topic says that it is gone.
   *
   * @param repeated whether the broker has only told again what it keeps
   */
  void gone(String sensorId, Instant at, boolean repeated) {
    change(sensorId, line -> (repeated && line.goneAt() != null ? line : line.gone(at)).read());
  }

  /** A message could not be read. */
  void unreadable(String sensorId, UnreadableMessage message) {
    change(
        sensorId, line -> line.unreadable(new Why(message.reason(), message.why()), message.at()));
    samples.add(sensorId, message);
  }

  /** Something is not as it should be, though no message was lost by it. */
  void note(String sensorId, Why text) {
    Instant now = clock.instant();
    change(sensorId, line -> line.problem(text, now, 0));
  }

  /** A reading was refused for good by the database. */
  void refused(String sensorId, Why text) {
    Instant now = clock.instant();
    change(sensorId, line -> line.problem(text, now, 1));
  }

  private void change(String sensorId, UnaryOperator<Line> change) {
    lines.compute(sensorId, (id, line) -> change.apply(line == null ? Line.BLANK : line));
  }

  /** Forgets the sensors that are no more. */
  void keepOnly(Set<String> sensorIds) {
    lines.keySet().retainAll(sensorIds);
    samples.keepOnly(sensorIds);
  }

  /** The sensor is configured anew: its old problems are over, and what was said of it. */
  void forgetProblem(String sensorId) {
    change(sensorId, line -> line.problem(null, null, 0).gone(null).legible(Legibility.FRESH));
    samples.forget(sensorId);
  }

  /** How well the last messages could be read, by the ids of the sensors that were heard. */
  Map<String, Legibility> legibilities() {
    Map<String, Legibility> known = new HashMap<>();
    lines.forEach(
        (sensorId, line) -> {
          if (line.legibility() != null) {
            known.put(sensorId, line.legibility());
          }
        });
    return known;
  }

  @Override
  public Collection<SensorStatus> all() {
    Instant now = clock.instant();
    return registry.current().sensors().stream().map(sensor -> status(sensor, now)).toList();
  }

  private SensorStatus status(Sensor sensor, Instant now) {
    Line line = lines.getOrDefault(sensor.id(), Line.BLANK);
    Offline offline = offline(sensor, line, now);
    return new SensorStatus(
        sensor.id(),
        offline == null,
        offline,
        line.heardAt(),
        line.problem() == null ? null : line.problem().detail(),
        line.problem() == null ? null : line.problem().reason(),
        line.problemAt(),
        line.unreadable());
  }

  private static @Nullable Offline offline(Sensor sensor, Line line, Instant now) {
    if (!sensor.enabled()) {
      return Offline.DISABLED;
    } else if (line.saidGone()) {
      return Offline.LAST_WILL;
    } else if (line.heardAt() == null) {
      return Offline.NEVER_HEARD;
    }
    Instant limit = line.heardAt().plus(Duration.ofSeconds(sensor.silentAfterSeconds()));
    return now.isAfter(limit) ? Offline.SILENT : null;
  }

  @Override
  public List<UnreadableMessage> unreadable(String sensorId) {
    return samples.of(sensorId);
  }

  @Override
  public Collection<BrokerStatus> brokers() {
    return brokers.get();
  }
}
