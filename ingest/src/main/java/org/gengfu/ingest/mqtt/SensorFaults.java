package org.gengfu.ingest.mqtt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.faults.Fault;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.faults.FaultSink;
import org.gengfu.core.faults.Persistence;
import org.gengfu.core.faults.Persistence.Verdict;
import org.gengfu.core.faults.Why;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.VillageRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the admin what is wrong on the sensors' way in: brokers that are away, a spool that fills,
 * is full or can't be written, sensors whose messages can't be read. A round a second, on a thread
 * of its own.
 */
final class SensorFaults implements AutoCloseable {
  /** Subject of the spool's faults. */
  static final String SPOOL = "spool";

  /** A connection counts once it has stood for so long: one that comes and goes is none. */
  static final Duration STEADY = Duration.ofSeconds(30);

  /** Per cent of the spool's bound. */
  static final int FILLS_FROM = 25;

  static final int FILLS_UNTIL = 10;
  static final int FULL_UNTIL = 90;

  private static final Why NOT_YET =
      new Why(FaultReason.BROKER_NOT_ANSWERED, "it has not answered yet");
  private static final Logger LOG = LoggerFactory.getLogger(SensorFaults.class);
  private static final long ROUND_MILLIS = 1_000;
  private static final long CLOSE_SECONDS = 5;
  private static final Map<FaultKind, Limits> LIMITS =
      Map.of(
          FaultKind.BROKER_AWAY, Limits.seconds(60, 60),
          FaultKind.SPOOL_FILLING, Limits.seconds(60, 60),
          FaultKind.SPOOL_FULL, Limits.seconds(10, 60),
          FaultKind.SPOOL_UNUSABLE, Limits.seconds(10, 60),
          FaultKind.UNREADABLE_MESSAGES, Limits.seconds(60, 60));

  private final VillageRegistry registry;
  private final Sources sources;
  private final FaultSink faults;
  private final InstantSource clock;
  private final Map<Key, Persistence> watched = new HashMap<>();
  private final Set<Key> seen = new HashSet<>();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "sensor-faults");
            thread.setDaemon(true);
            return thread;
          });
  private boolean failing;

  private record Key(FaultKind kind, String subject) {}

  /** How long it must be bad to open, and good to close. */
  private record Limits(Duration opens, Duration closes) {
    static Limits seconds(long opens, long closes) {
      return new Limits(Duration.ofSeconds(opens), Duration.ofSeconds(closes));
    }
  }

  /** What is judged. */
  interface Sources {
    /** The connections to the enabled brokers. */
    Iterable<BrokerConnection> connections();

    SpoolSeen spool();

    /** By the ids of the sensors. */
    Map<String, Legibility> sensors();
  }

  /**
   * How the spool is.
   *
   * @param databaseAway whether readings wait because the database can't be written
   * @param share of the bound that waiting readings take, in per cent
   * @param bytes on disk
   * @param trouble why it takes nothing; null while it does
   */
  record SpoolSeen(
      boolean databaseAway, int share, long bytes, ReadingKeeper.@Nullable SpoolTrouble trouble) {
    static SpoolSeen of(ReadingKeeper keeper) {
      return new SpoolSeen(
          keeper.databaseAwaySince() != null && keeper.waiting() > 0,
          keeper.spoolShare(),
          keeper.spoolBytes(),
          keeper.spoolTrouble());
    }
  }

  SensorFaults(VillageRegistry registry, Sources sources, FaultSink faults, InstantSource clock) {
    this.registry = registry;
    this.sources = sources;
    this.faults = faults;
    this.clock = clock;
  }

  void start() {
    var unused =
        executor.scheduleWithFixedDelay(
            this::safeRound, ROUND_MILLIS, ROUND_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void safeRound() {
    try {
      round();
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn("what is wrong with brokers and sensors is told later: {}", e.getMessage());
      }
      failing = true;
    }
  }

  /** One round. */
  void round() {
    Instant now = clock.instant();
    seen.clear();
    sources.connections().forEach(connection -> judge(connection, now));
    judge(sources.spool(), now);
    sources.sensors().forEach((sensorId, legibility) -> judge(sensorId, legibility, now));
    watched.keySet().retainAll(seen);
  }

  private void judge(BrokerConnection connection, Instant now) {
    Instant since = connection.since();
    boolean steady = since != null && !since.plus(STEADY).isAfter(now);
    Why failure = connection.failure();
    judge(
        FaultKind.BROKER_AWAY,
        connection.brokerId(),
        steady ? Verdict.GOOD : Verdict.BAD,
        (failure == null ? NOT_YET : failure).details(),
        now);
  }

  private void judge(SpoolSeen spool, Instant now) {
    judge(
        FaultKind.SPOOL_FILLING,
        SPOOL,
        verdict(spool.databaseAway() || spool.share() >= FILLS_FROM, spool.share() < FILLS_UNTIL),
        Map.of("share", Integer.toString(spool.share())),
        now);
    ReadingKeeper.SpoolTrouble trouble = spool.trouble();
    judge(
        FaultKind.SPOOL_FULL,
        SPOOL,
        verdict(trouble != null && trouble.full(), spool.share() < FULL_UNTIL),
        Map.of("bytes", Long.toString(spool.bytes())),
        now);
    judge(
        FaultKind.SPOOL_UNUSABLE,
        SPOOL,
        verdict(trouble != null && !trouble.full(), trouble == null),
        trouble == null ? Map.of() : trouble.why().details(),
        now);
  }

  private static Verdict verdict(boolean bad, boolean good) {
    if (bad) {
      return Verdict.BAD;
    }
    return good ? Verdict.GOOD : Verdict.UNKNOWN;
  }

  /** A sensor that is switched off is not heard; what was last found is no fault then. */
  private void judge(String sensorId, Legibility legibility, Instant now) {
    if (registry.current().sensor(sensorId).map(Sensor::enabled).orElse(false)) {
      Why why = legibility.why();
      judge(
          FaultKind.UNREADABLE_MESSAGES,
          sensorId,
          legibility.verdict(),
          why == null ? Map.of() : why.details(),
          now);
    }
  }

  /** Brings what the sink believes in line: a full disk or a restart loses nothing. */
  private void judge(
      FaultKind kind, String subject, Verdict verdict, Map<String, String> details, Instant now) {
    Key key = new Key(kind, subject);
    seen.add(key);
    Persistence one = watched.computeIfAbsent(key, this::persistence);
    one.judge(verdict, now);
    if (one.open() == faults.isOpen(kind, subject)) {
      return;
    }
    Instant since = one.since();
    if (one.open()) {
      faults.raise(new Fault(kind, subject, since == null ? now : since, details));
    } else {
      faults.clear(kind, subject, since == null ? now : since, null);
    }
  }

  private Persistence persistence(Key key) {
    Limits limits = LIMITS.get(key.kind());
    if (limits == null) {
      throw new IllegalArgumentException("nothing says how long " + key.kind() + " must last");
    }
    return new Persistence(
        limits.opens(), limits.closes(), faults.isOpen(key.kind(), key.subject()));
  }

  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
