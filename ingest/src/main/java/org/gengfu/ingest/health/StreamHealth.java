package org.gengfu.ingest.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.faults.Fault;
import org.gengfu.core.faults.FaultSink;
import org.gengfu.core.media.CameraStatuses;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.UsualBitrates;
import org.gengfu.core.media.UsualBitrates.UsualBitrate;
import org.gengfu.core.media.VideoFeeds;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.gengfu.core.storage.StoreException;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.VillageRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches every enabled camera's main stream and tells what is wrong with it. A round a second, on
 * a thread of its own.
 */
public final class StreamHealth implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamHealth.class);
  private static final long ROUND_MILLIS = 1_000;
  private static final Duration LEARN_AGAIN = Duration.ofHours(1);
  private static final Duration LEARNED_FROM = Duration.ofDays(7);

  /** Minutes of this hour of the day that must have been seen: about a day's. */
  private static final long LEAST_MINUTES = 50;

  private static final long CLOSE_SECONDS = 5;

  private final VillageRegistry registry;
  private final VideoFeeds feeds;
  private final CameraStatuses statuses;
  private final UsualBitrates bitrates;
  private final FaultSink faults;
  private final InstantSource clock;
  private final Map<String, Watched> watched = new ConcurrentHashMap<>();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "stream-health");
            thread.setDaemon(true);
            return thread;
          });
  private Map<String, Double> usual = Map.of();
  private @Nullable Instant learnedAt;
  private boolean failing;

  private record Watched(StreamMeter meter, StreamJudge judge, Subscription subscription) {}

  public StreamHealth(
      VillageRegistry registry,
      VideoFeeds feeds,
      CameraStatuses statuses,
      UsualBitrates bitrates,
      FaultSink faults,
      InstantSource clock) {
    this.registry = registry;
    this.feeds = feeds;
    this.statuses = statuses;
    this.bitrates = bitrates;
    this.faults = faults;
    this.clock = clock;
  }

  public void start() {
    follow();
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
        LOG.warn("the streams' health is told later: {}", e.getMessage());
      }
      failing = true;
    }
  }

  /** One round. */
  void round() {
    follow();
    learn();
    Instant now = clock.instant();
    watched.forEach(
        (cameraId, one) ->
            statuses
                .of(cameraId)
                .ifPresent(
                    status -> {
                      StreamSeen seen = one.meter().seen(now);
                      one.judge().judge(now, status, seen, usualNow(cameraId, now));
                      tell(cameraId, one.judge(), now);
                    }));
  }

  /** Watches the cameras that are switched on, and no others. */
  private void follow() {
    List<Camera> wanted = registry.current().cameras().stream().filter(Camera::enabled).toList();
    List<String> ids = wanted.stream().map(Camera::id).toList();
    watched
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !ids.contains(entry.getKey());
              if (gone) {
                entry.getValue().subscription().close();
              }
              return gone;
            });
    ids.forEach(id -> watched.computeIfAbsent(id, this::watch));
  }

  private Watched watch(String cameraId) {
    StreamMeter meter = new StreamMeter(clock);
    return new Watched(
        meter,
        new StreamJudge(kind -> faults.isOpen(kind, cameraId)),
        feeds.subscribe(cameraId, StreamName.MAIN, meter));
  }

  private void learn() {
    Instant now = clock.instant();
    if (learnedAt != null && now.isBefore(learnedAt.plus(LEARN_AGAIN))) {
      return;
    }
    learnedAt = now;
    try {
      Map<String, Double> learned = new HashMap<>();
      for (UsualBitrate one : bitrates.since(now.minus(LEARNED_FROM))) {
        if (one.minutes() >= LEAST_MINUTES) {
          learned.put(key(one.cameraId(), one.hour()), one.bitsPerSecond());
        }
      }
      usual = learned;
    } catch (StoreException e) {
      LOG.debug("the usual bitrates stay as they were", e);
    }
  }

  private static String key(String cameraId, int hour) {
    return hour + "/" + cameraId;
  }

  private @Nullable Double usualNow(String cameraId, Instant now) {
    return usual.get(key(cameraId, now.atOffset(ZoneOffset.UTC).getHour()));
  }

  /** Brings what the sink believes in line: a full disk or a restart loses nothing. */
  private void tell(String cameraId, StreamJudge judge, Instant now) {
    for (FaultKind kind : judge.kinds()) {
      boolean open = judge.open(kind);
      if (open == faults.isOpen(kind, cameraId)) {
        continue;
      }
      Instant since = judge.since(kind);
      if (open) {
        faults.raise(new Fault(kind, cameraId, since == null ? now : since, judge.details(kind)));
      } else {
        faults.clear(kind, cameraId, since == null ? now : since, null);
      }
    }
  }

  /** What arrives of a camera; null where it is not watched. */
  @Nullable StreamSeen seen(String cameraId) {
    Watched one = watched.get(cameraId);
    return one == null ? null : one.meter().seen(clock.instant());
  }

  /** Share of the packets lost over the last minute; not a number where it is not watched. */
  double lossShare(String cameraId) {
    Watched one = watched.get(cameraId);
    return one == null ? Double.NaN : one.judge().lossShare();
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
    watched.values().forEach(one -> one.subscription().close());
    watched.clear();
  }
}
